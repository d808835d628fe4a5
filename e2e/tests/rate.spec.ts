// Rating at the kiosk after the service: by touch, by a scanner, by keypad alone; one rating however often it is
// tapped; a bad one with its reason and asked once more.
import type { Locator } from "@playwright/test";
import { Clerk, served, session } from "../support/clerk.js";
import { expect, test, type Hall } from "../support/hall.js";
import { byArrows, byTab } from "../support/keys.js";
import { Kiosk, UNHURRIED } from "../support/kiosk.js";
import { picture } from "../support/picture.js";

test.describe.configure({ mode: "parallel" });

/** Ratings so far, level 1 to 5, and how many came through each channel. */
async function levels(hall: Hall): Promise<number[]> {
  return (await (await hall.call("GET", "/api/v1/halls/shili/ratings/summary")).json()).total.levels;
}

const radio = (kiosk: Kiosk, name: RegExp): Locator => kiosk.page.getByRole("radio", { name });
const title = (kiosk: Kiosk): Locator => kiosk.page.getByRole("heading", { level: 1 });
const last = (kiosk: Kiosk): Locator => kiosk.page.locator(".rate-go .button").last();

async function scan(kiosk: Kiosk, text: string): Promise<void> {
  await kiosk.page.keyboard.type(text);
  await kiosk.page.keyboard.press("Enter");
}

/** From the attract page to the levels, with what a scanner reads. */
async function scanned(kiosk: Kiosk, text: string): Promise<void> {
  await kiosk.press(/^服务评价$|^Rate a service$/);
  await expect(kiosk.page).toHaveURL(/\/kiosk\/rate$/);
  await scan(kiosk, text);
  await expect(kiosk.page.getByRole("radio")).toHaveCount(5);
  await kiosk.settled();
}

test("R42 A37 a service rated by touch with the code of its slip, and goodbye", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  // the code stands beside the number that was taken
  const number = await kiosk.takeNumber(/^户政·出入境/);
  const code = (await kiosk.page.locator(".ticket-notes [data-private]").textContent())!.replace(/\s/g, "");
  expect(code).toMatch(new RegExp(`^${number.slice(1)}\\d{7}$`));
  await kiosk.press(/^结束$/);
  await expect(kiosk.page).toHaveURL(/\/kiosk$/, { timeout: 15_000 });
  await kiosk.wake();
  await kiosk.press(/^服务评价$/);
  await expect(kiosk.page.locator("input, textarea, [contenteditable]")).toHaveCount(0);
  const enter = async (): Promise<void> => {
    for (const [at, digit] of [...code].entries()) {
      if (digit === code[at - 1]) await kiosk.page.waitForTimeout(UNHURRIED);
      await kiosk.page.getByRole("button", { name: digit, exact: true }).tap();
    }
    await kiosk.page.getByRole("button", { name: "去评价" }).tap();
  };
  await enter();
  await expect(kiosk.page.locator(".trouble")).toContainText("还没有办理完");
  const clerk = await Clerk.at(hall, "A01");
  await clerk.callTo(number);
  await clerk.do("start");
  await clerk.do("finish");
  await kiosk.page.getByRole("button", { name: "清除" }).tap();
  await enter();

  await expect(title(kiosk)).toHaveText("请评价本次服务");
  await expect(kiosk.page.locator(".rate-what")).toContainText("A01 窗口");
  await expect(kiosk.page.getByRole("radio", { checked: true })).toHaveCount(0);
  await expect(kiosk.page.getByRole("radio")).toHaveText([/非常满意/, /满意/, /基本满意/, /不满意/, /非常不满意/]);
  // one size and one colour for all of them; not to rate is as large as to rate
  const looks = await kiosk.page.getByRole("radio").evaluateAll((all) => all.map((one) => {
    const { width, height } = one.getBoundingClientRect();
    const { color, backgroundColor, borderColor, fontSize } = getComputedStyle(one);
    return [Math.round(width), Math.round(height), color, backgroundColor, borderColor, fontSize].join(" ");
  }));
  expect(new Set(looks).size).toBe(1);
  const keys = await kiosk.page.locator(".rate-go .button").evaluateAll((all) => all.map((one) => {
    const { width, height } = one.getBoundingClientRect();
    return [Math.round(width), Math.round(height), getComputedStyle(one).fontSize].join(" ");
  }));
  expect(new Set(keys).size).toBe(1);
  await expect(last(kiosk)).toHaveAttribute("aria-disabled", "true");
  await kiosk.settled();
  await radio(kiosk, /^满意/).tap();
  await expect(radio(kiosk, /^满意/)).toHaveAttribute("aria-checked", "true");
  await last(kiosk).tap();
  await kiosk.settled();
  await kiosk.page.getByRole("checkbox").first().tap();
  await last(kiosk).tap();
  await expect(title(kiosk)).toHaveText("谢谢您的评价");
  expect(await levels(hall)).toEqual([0, 0, 0, 1, 0]);
  const cookie = await session(hall, "supervisor");
  const by = await (await hall.call("GET", "/api/v1/halls/shili/ratings/summary?by=channel", undefined, { cookie })).json();
  expect(by.total.rated).toBe(1);
  // nothing of it is in the address or the storage
  expect(kiosk.page.url()).toBe(`${hall.url}/kiosk/rate/done`);
  const kept = await kiosk.page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.length]));
  expect(kept).not.toContain(code);
  await kiosk.settled();
  await kiosk.press(/^结束$/);
  await expect(kiosk.page).toHaveURL(/\/kiosk\/goodbye$/);
  await expect(kiosk.page).toHaveURL(/\/kiosk$/, { timeout: 15_000 });
  await kiosk.close();
});

test("A16 R42 by keypad alone, in English and large", async ({ browser, hall }) => {
  const { code } = await served(hall);
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.begin({ lang: "en", elder: true });
  const { page } = kiosk;
  await byArrows(page, /^Rate a service$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/rate$/);
  await page.keyboard.type(code, { delay: 40 });
  await page.keyboard.press("Enter");
  await expect(title(kiosk)).toHaveText("Please rate this service");
  // arrows go from one level to the next, and choose nothing
  const third = page.getByRole("radio").nth(2);
  for (let presses = 0; presses < 20 && !(await third.evaluate((one) => one === document.activeElement)); presses++) {
    await page.keyboard.press("ArrowDown");
  }
  await expect(third).toBeFocused();
  await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(third).toHaveAttribute("aria-checked", "true");
  await byArrows(page, /^Go on$/);
  await page.keyboard.press("Enter");
  await expect(title(kiosk)).toHaveText(/^Tell us why/);
  await byTab(page, /^Submit$/);
  await page.keyboard.press("Enter");
  await expect(title(kiosk)).toHaveText("Thank you for your rating");
  await byTab(page, /^Finish$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/goodbye$/);
  expect(await levels(hall)).toEqual([0, 0, 1, 0, 0]);
  await kiosk.close();
});

test("A60 A74 A40 a bad rating needs a reason, is asked once more, and two taps make one", async ({ browser, hall }) => {
  const slip = await served(hall);
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.begin({ lang: "zh-CN", elder: false });
  await scanned(kiosk, slip.rating);
  await radio(kiosk, /^非常不满意/).tap();
  await last(kiosk).tap();
  await kiosk.settled();
  await expect(kiosk.page.getByRole("checkbox")).toHaveCount(8);
  await expect(last(kiosk)).toHaveAttribute("aria-disabled", "true");
  const reason = kiosk.page.getByRole("checkbox", { name: "多头跑窗口和部门" });
  // pressed all the same, it does nothing
  await last(kiosk).tap({ force: true });
  await expect(title(kiosk)).toHaveText(/^请选择原因/);
  while (!(await reason.isVisible())) await kiosk.turner().tap();
  await reason.tap();
  await last(kiosk).tap();
  await expect(title(kiosk)).toHaveText("请确认您的评价");
  await expect(kiosk.page.locator(".rate-chosen li")).toHaveText(["非常不满意", "多头跑窗口和部门"]);
  expect(await levels(hall)).toEqual([0, 0, 0, 0, 0]);
  // changed, and what was chosen is still there
  await kiosk.settled();
  await kiosk.press(/^返回修改$/);
  await expect(reason).toHaveAttribute("aria-checked", "true");
  await kiosk.settled();
  await last(kiosk).tap();
  await expect(title(kiosk)).toHaveText("请确认您的评价");
  const sent: string[] = [];
  await kiosk.page.route("**/api/v1/ratings/v1.*", async (route) => {
    sent.push(route.request().headers()["idempotency-key"]!);
    await new Promise((later) => setTimeout(later, 3_000));
    await route.continue();
  });
  await kiosk.settled();
  await last(kiosk).tap();
  await last(kiosk).tap({ force: true });
  await expect(last(kiosk)).toHaveAttribute("aria-busy", "true");
  await expect(last(kiosk)).toHaveText(/请稍候/);
  await expect(title(kiosk)).toHaveText("谢谢您的评价");
  await expect(kiosk.page.locator(".rate")).toContainText("12345");
  expect(sent).toHaveLength(1);
  expect(await levels(hall)).toEqual([1, 0, 0, 0, 0]);
  await kiosk.close();
});

test("A40 a lost answer is said, and asked for again it is one rating; then it is rated already", async ({ browser, hall }) => {
  const slip = await served(hall);
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.begin({ lang: "en", elder: false });
  await scanned(kiosk, slip.url);
  await kiosk.page.getByRole("radio").first().tap();
  await last(kiosk).tap();
  await kiosk.settled();
  const keys: string[] = [];
  await kiosk.page.route("**/api/v1/ratings/v1.*", async (route) => {
    keys.push(route.request().headers()["idempotency-key"]!);
    if (keys.length > 1) return route.continue();
    // it arrives, and the answer does not
    await route.fetch();
    await route.abort();
  });
  await last(kiosk).tap();
  await expect(kiosk.page.locator(".rate .trouble")).toContainText("counts once");
  await picture(kiosk.page, "kiosk-en-rate-lost");
  await last(kiosk).tap();
  await expect(title(kiosk)).toHaveText("Thank you for your rating");
  expect(new Set(keys).size).toBe(1);
  expect(await levels(hall)).toEqual([0, 0, 0, 0, 1]);
  await kiosk.settled();
  await kiosk.home();
  await kiosk.press(/^Rate a service$/);
  await scan(kiosk, slip.url);
  await expect(kiosk.page.locator(".checkin .trouble")).toContainText("already been rated");
  await kiosk.close();
});

test("R42 what was rated on the phone meanwhile is told kindly, and not to rate is always possible", async ({ browser, hall }) => {
  const slip = await served(hall, { items: ["hukou-birth", "id-renew"] });
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.begin({ lang: "zh-CN", elder: false });
  await scanned(kiosk, slip.url);
  await expect(kiosk.page.locator(".rate-what")).toContainText("第 1 件，共 2 件");
  await radio(kiosk, /^基本满意/).tap();
  await last(kiosk).tap();
  const token = slip.rating.split("/r/")[1];
  expect((await hall.call("POST", `/api/v1/ratings/${token}`, { level: 5 })).status).toBe(201);
  await kiosk.settled();
  await last(kiosk).tap();
  await expect(title(kiosk)).toHaveText(/已经评价过了/);
  await picture(kiosk.page, "kiosk-zh-rate-already");
  await kiosk.settled();
  await kiosk.press(/^评价下一件$/);
  await expect(kiosk.page.locator(".rate-what")).toContainText("第 2 件，共 2 件");
  await expect(kiosk.page.getByRole("radio", { checked: true })).toHaveCount(0);
  await kiosk.settled();
  await kiosk.press(/^暂不评价$/);
  await expect(title(kiosk)).toHaveText(/随时可以再来评价/);
  expect(await levels(hall)).toEqual([0, 0, 0, 0, 1]);
  await kiosk.close();
});

test("A47 what is no code is said, and an address without a slip leads to the beginning", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.begin({ lang: "zh-CN", elder: false });
  await kiosk.press(/^服务评价$/);
  await scan(kiosk, "12345678/");
  await expect(kiosk.page.locator(".trouble")).toContainText("没有读到评价码");
  await scan(kiosk, "0010000000");
  await expect(kiosk.page.locator(".trouble")).toContainText("没有找到这个号");
  await picture(kiosk.page, "kiosk-zh-rate-unknown");
  await kiosk.page.goto(`${hall.url}/kiosk/rate/check`);
  await expect(kiosk.page).toHaveURL(/\/kiosk\/rate$/);
  await expect(title(kiosk)).toHaveText("服务评价");
  await kiosk.close();
});

test("A53 R42 language, size and reach change in the middle of a rating, and what was chosen stays", async ({ browser, hall }) => {
  const slip = await served(hall);
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.begin({ lang: "zh-CN", elder: false });
  await scanned(kiosk, slip.rating);
  /** Each button that changes how the page is, and back again. */
  const turn = async (stays: () => Promise<void>): Promise<void> => {
    const address = page.url();
    for (const button of [".bar-language", ".bar-size", ".bar-seated", ".bar-contrast", ".bar-language", ".bar-size", ".bar-seated", ".bar-contrast"]) {
      await page.locator(button).tap();
      await kiosk.settled();
      expect(page.url(), button).toBe(address);
      await stays();
    }
  };
  await page.getByRole("radio").nth(3).tap();
  await turn(async () => {
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
    await expect(page.getByRole("radio").nth(3)).toHaveAttribute("aria-checked", "true");
  });
  await last(kiosk).tap();
  await kiosk.settled();
  const chosen = page.locator("[role=checkbox]").nth(1);
  await chosen.tap();
  await turn(async () => {
    await expect(page.locator("[role=checkbox][aria-checked=true]")).toHaveCount(1);
    await expect(chosen).toHaveAttribute("aria-checked", "true");
    await expect(last(kiosk)).not.toHaveAttribute("aria-disabled", "true");
  });
  const reason = (await chosen.textContent())!.trim();
  await last(kiosk).tap();
  await turn(async () => { await expect(page.locator(".rate-chosen li")).toHaveCount(2); });
  await expect(page.locator(".rate-chosen li")).toHaveText(["不满意", reason]);
  await last(kiosk).tap();
  await expect(title(kiosk)).toHaveText("谢谢您的评价");
  expect(await levels(hall)).toEqual([0, 1, 0, 0, 0]);
  await kiosk.close();
});
