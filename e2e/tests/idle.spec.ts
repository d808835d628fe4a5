// A person who walks away, with a clock that the test moves: warned in two senses, asked as often as it
// takes, and in the end nothing of them is left.
import { expect, test } from "../support/hall.js";
import { Kiosk, MODES } from "../support/kiosk.js";

test.describe.configure({ mode: "parallel" });

/** Counts tones, and what the live region says, from the first moment on. */
async function listen(kiosk: Kiosk): Promise<{ said: string[]; tones: () => Promise<number> }> {
  const said: string[] = [];
  await kiosk.page.exposeFunction("heard", (text: string) => { if (text) said.push(text); });
  await kiosk.page.addInitScript(() => {
    const tones = { count: 0 };
    Object.assign(window, { tones });
    const create = AudioContext.prototype.createOscillator;
    AudioContext.prototype.createOscillator = function (): OscillatorNode {
      tones.count += 1;
      return create.call(this);
    };
    let region: Element | null = null;
    new MutationObserver(() => {
      const found = document.querySelector(".unseen[role=status]");
      if (!found || found === region) return;
      region = found;
      const tell = (): void => (window as unknown as { heard(text: string): void }).heard(found.textContent ?? "");
      new MutationObserver(tell).observe(found, { childList: true, characterData: true, subtree: true });
    }).observe(document, { childList: true, subtree: true });
  });
  await kiosk.page.reload();
  return { said, tones: () => kiosk.page.evaluate(() => (window as unknown as { tones: { count: number } }).tones.count) };
}

test("A30 A33 A34 the warning comes after a minute, is seen and heard, and goes as often as somebody moves", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  const heard = await listen(kiosk);
  await kiosk.wake();
  await kiosk.press(/^按部门办/);
  await kiosk.settled();
  const dialog = page.locator("dialog[open]");
  await page.clock.fastForward(50_000);
  await page.waitForTimeout(300);
  await expect(dialog).toHaveCount(0);
  for (let time = 0; time < 12; time++) {
    await page.clock.fastForward(time === 0 ? 11_000 : 61_000);
    await expect(dialog).toContainText("您还在使用吗");
    await expect(dialog).toContainText(/(30|29|28|27) 秒/);
    await page.clock.fastForward(20_000);
    await expect(dialog).toContainText(/(10|9|8|7|6) 秒/);
    // a touch beside it, a key, its button
    if (time % 3 === 0) await page.touchscreen.tap(60, 300);
    if (time % 3 === 1) await page.keyboard.press("x");
    if (time % 3 === 2) await page.getByRole("button", { name: "继续使用" }).tap();
    await page.clock.runFor(500);
    await expect(dialog).toHaveCount(0);
    await expect(page).toHaveURL(/departments$/);
    expect(await heard.tones()).toBe(2 * (time + 1));
  }
  await kiosk.close();
});

test("A15 A33 A36 A37 nobody comes back: said three times, then everything is new", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  const heard = await listen(kiosk);
  await kiosk.begin(MODES[3]!);
  await page.locator(".bar-language").tap();
  await kiosk.press(/^办事指南/);
  await kiosk.settled();
  await page.evaluate(() => Object.assign(window, { before: true }));
  heard.said.length = 0;
  await page.clock.fastForward(119_000);
  await page.clock.runFor(1_500);
  await expect(page.locator("dialog[open]")).toBeVisible();
  for (let second = 0; second < 27; second++) await page.clock.runFor(1_000);
  await expect(page.locator("dialog[open]")).toBeVisible();
  await page.clock.runFor(4_000);
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
  await expect(page.locator(".attract")).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expect(page.locator("html")).not.toHaveAttribute("data-elder");
  expect(heard.said).toEqual([
    "长时间没有操作，30 秒后返回开始页面。触摸任意处可继续使用", "还有 10 秒返回开始页面", "正在返回开始页面",
  ]);
  await kiosk.close();
});

test("A35 A58 the elder version waits twice as long; a ticket is not left lying about; the attract page waits for ever", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  const dialog = page.locator("dialog[open]");
  await page.clock.fastForward(3_600_000);
  await page.waitForTimeout(300);
  await expect(dialog).toHaveCount(0);
  await kiosk.begin(MODES[2]!);
  await page.clock.fastForward(110_000);
  await page.waitForTimeout(300);
  await expect(dialog).toHaveCount(0);
  await page.clock.fastForward(11_000);
  await expect(dialog).toBeVisible();
  await page.getByRole("button", { name: "继续使用" }).tap();
  await expect(dialog).toHaveCount(0);
  const number = await kiosk.takeNumber(/^医疗保障/);
  await page.clock.fastForward(35_000);
  await page.waitForTimeout(300);
  await expect(dialog).toHaveCount(0);
  await page.clock.fastForward(6_000);
  await expect(dialog).toBeVisible();
  await page.getByRole("button", { name: "结束使用" }).tap();
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect(page.locator(".attract")).toBeVisible();
  await expect(page.getByText(number)).toHaveCount(0);

  await kiosk.wake();
  // a code was entered, or may be
  await kiosk.press(/^预约签到/);
  await page.clock.fastForward(46_000);
  await expect(dialog).toBeVisible();
  await page.getByRole("button", { name: "继续使用" }).tap();
  await kiosk.home();
  await kiosk.takeNumber(/^医疗保障/);
  await page.clock.fastForward(21_000);
  await expect(dialog).toBeVisible();
  await kiosk.close();
});
