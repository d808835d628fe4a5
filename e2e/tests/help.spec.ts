// A person asks for help: the staff read where, the person reads that they come, and neither depends on the other.
import { expect, signInAtDesk, test } from "../support/hall.js";
import { Kiosk } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { axe } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const DESK = { viewport: { width: 1920, height: 1080 } };

/** A terminal that knows which one it is. */
async function gate(kiosk: Kiosk): Promise<void> {
  await kiosk.page.goto(`${kiosk.hall.url}/kiosk#device=@gate`);
  await expect(kiosk.page).toHaveURL(`${kiosk.hall.url}/kiosk`);
  await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
}

test("A61 A55 one touch calls the staff, who read where, and the kiosk says that they come", async ({ browser, hall }) => {
  const [assistance, other, supervisor] = await Promise.all([browser.newPage(DESK), browser.newPage(DESK), browser.newPage(DESK)]);
  await signInAtDesk(assistance, hall, "k01");
  await signInAtDesk(other, hall, "a01");
  await signInAtDesk(supervisor, hall, "supervisor");
  const kiosk = await Kiosk.open(browser, hall);
  await gate(kiosk);
  await kiosk.page.getByRole("button", { name: "求助" }).tap();
  const dialog = kiosk.page.locator("dialog[open]");
  await expect(dialog).toContainText("已叫工作人员");
  await expect(dialog).toContainText("K01 窗口");
  await expect(dialog).toContainText("可以使用现金");
  await picture(kiosk.page, "kiosk-zh-help");
  expect(await axe(kiosk.page)).toEqual([]);

  for (const page of [assistance, supervisor]) {
    await expect(page.locator("[data-help=gate]")).toContainText("一楼大门东侧自助区");
    await expect(page.locator("[data-help=gate]")).toContainText(/\d\d:\d\d 起/);
  }
  await expect(other.locator(".who")).toBeVisible();
  await expect(other.locator("[data-help]")).toHaveCount(0);
  await picture(assistance, "desk-help");
  expect(await axe(assistance)).toEqual([]);
  // touched again while nobody has seen it, it is the same call
  await kiosk.page.getByRole("button", { name: "知道了" }).tap();
  await kiosk.page.getByRole("button", { name: "求助" }).tap();
  await expect(dialog).toContainText("已叫工作人员");
  await expect(assistance.locator("[data-help]")).toHaveCount(1);

  await assistance.locator("[data-do=go-help]").click();
  await expect(dialog).toContainText("工作人员已看到");
  for (const page of [assistance, supervisor]) await expect(page.locator("[data-help]")).toHaveCount(0);
  await kiosk.page.getByRole("button", { name: "知道了" }).tap();
  await expect(dialog).toHaveCount(0);
  // asked again at once, somebody is on the way already
  await kiosk.page.getByRole("button", { name: "求助" }).tap();
  await expect(dialog).toContainText("工作人员已看到");
  await kiosk.close();
});

test("A61 A62 without the server the person reads whom to telephone and where windows are", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  await hall.kill();
  try {
    await kiosk.page.getByRole("button", { name: "求助" }).tap();
    const dialog = kiosk.page.locator("dialog[open]");
    await expect(dialog).toContainText("没有叫到工作人员，请打 12345");
    await expect(dialog).toContainText("K01 窗口");
    await picture(kiosk.page, "kiosk-zh-help-offline");
  } finally {
    await hall.start();
  }
  await kiosk.page.getByRole("button", { name: "重试" }).tap();
  await expect(kiosk.page.locator("dialog[open]")).toContainText("已叫工作人员");
  await kiosk.close();
});

test("A16 A17 A61 by keys, in English and large: help, and back to where one was", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.begin({ lang: "en", elder: true, seated: true });
  await kiosk.page.locator(".bar-help").focus();
  await kiosk.page.keyboard.press("Enter");
  const dialog = kiosk.page.locator("dialog[open]");
  await expect(dialog).toContainText("The staff have been called");
  await picture(kiosk.page, "kiosk-en-elder-seated-help");
  expect(await dialog.locator("button").first().evaluate((button) => button.getBoundingClientRect().top)).toBeGreaterThanOrEqual(960);
  await kiosk.page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  expect(await kiosk.focused()).toBe("Help");
  await kiosk.close();
});

test("A16 A61 help asked for before anything else: the focus is on its key again when the question is closed", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await kiosk.page.locator(".bar-help").tap();
  await expect(kiosk.page.locator("dialog[open]")).toContainText("已叫工作人员");
  await kiosk.page.getByRole("button", { name: "知道了" }).tap();
  await expect(kiosk.page.locator("dialog[open]")).toHaveCount(0);
  expect(await kiosk.focused()).toBe("求助");
  await kiosk.close();
});

test("A61 a call that nobody has seen for a minute says whom else to call", async ({ browser, hall }) => {
  // a minute of the server's clock, which no test moves
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  // where the time without a touch is shortest: who waits for help is not asked whether they are still there
  await kiosk.takeNumber(/^医疗保障/);
  await page.locator(".bar-help").tap();
  const said = page.locator("dialog[open] [role=status]");
  await expect(said).toHaveText("已叫工作人员，马上到");
  await page.waitForTimeout(45_000);
  await expect(said).toHaveText("已叫工作人员，马上到");
  await expect(said).toHaveText("已叫工作人员，还没有人回应。也可以打 12345，或到导办台", { timeout: 30_000 });
  await expect(page.locator("dialog[open]")).toHaveCount(1);
  await kiosk.close();
});

test("A33 A61 who waits for help is waited for, and who was answered as long as anybody", async ({ browser, hall }) => {
  const desk = await browser.newPage(DESK);
  await signInAtDesk(desk, hall, "k01");
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  await kiosk.wake();
  await page.locator(".bar-help").tap();
  const open = page.locator("dialog[open]");
  await expect(open).toContainText("已叫工作人员");
  const later = async (seconds: number): Promise<void> => {
    await page.clock.fastForward(seconds * 1_000);
    await page.waitForTimeout(300);
  };
  await later(90);
  await expect(open).toHaveCount(1);
  await desk.locator("[data-do=go-help]").click();
  await expect(open).toContainText("工作人员已看到");
  // the time begins with the answer
  await later(50);
  await expect(open).toHaveCount(1);
  await later(11);
  await expect(open).toHaveCount(2);
  await expect(open.last()).toContainText("您还在使用吗");
  await kiosk.close();
});
