// The browser remembers nobody: no entry of its history is a visit's, no way back or forward leads to one, no copy of a
// page that was left comes back.
import { chromium, type Page } from "@playwright/test";
import { BROWSER } from "../support/browser.js";
import { expect, test, type Hall } from "../support/hall.js";
import { Kiosk, UNHURRIED, UPRIGHT } from "../support/kiosk.js";

test.describe.configure({ mode: "parallel" });

const CODE = "4711081593";

const length = (page: Page): Promise<number> => page.evaluate(() => history.length);

/** Tries every way back and forward that a page has; where one is afterwards. */
async function everyWay(page: Page): Promise<string> {
  for (const step of ["back", "forward", "-1", "1", "-2", "-10"]) {
    await page.evaluate((step) => (step === "back" ? history.back() : step === "forward" ? history.forward() : history.go(Number(step))), step);
    await page.waitForTimeout(120);
  }
  expect(await page.goBack()).toBeNull();
  expect(await page.goForward()).toBeNull();
  return new URL(page.url()).pathname;
}

test("A37 A39 a whole visit leaves the history as long as it was: back and forward do nothing in it, after it, and for the next person", async ({ browser, hall }) => {
  test.setTimeout(180_000);
  const kiosk = await Kiosk.open(browser, hall, { alone: true });
  const { page } = kiosk;
  await page.addInitScript(() => {
    const pushed: string[] = [];
    Object.assign(window, { pushed });
    const push = history.pushState.bind(history);
    history.pushState = (...given) => {
      pushed.push(String(given[2]));
      push(...given);
    };
  });
  await page.reload();
  expect(await length(page)).toBe(1);
  for (let person = 0; person < 2; person++) {
    await kiosk.wake();
    // through lists, tabs, pages of a list, a language, a question, a code and a number
    await kiosk.press(/^办事指南/);
    await kiosk.turner().tap();
    await page.locator(".bar-language").tap();
    await page.waitForTimeout(UNHURRIED);
    await page.locator(".bar-language").tap();
    await kiosk.home();
    await kiosk.press(/^常办事项/);
    await kiosk.press(/^居民身份证换领/);
    await kiosk.press(/^材料$/);
    await kiosk.press(/^返回$/);
    await kiosk.home();
    await page.locator(".bar-help").tap();
    await expect(page.locator("dialog[open]")).toBeVisible();
    await page.locator("dialog[open] button").first().tap();
    await kiosk.press(/^预约签到/);
    await page.keyboard.type(CODE);
    await expect(page.locator(".digits-shown")).toHaveText(/471/);
    // in the middle of it, too, nothing is lost and nothing leads away
    expect(await everyWay(page)).toBe("/kiosk/check-in");
    await expect(page.locator(".digits-shown")).toHaveText("471 108 1593");
    await kiosk.home();
    const number = await kiosk.takeNumber(/^医疗保障/);
    expect(await everyWay(page)).toBe("/kiosk/ticket");
    await expect(page.locator(".ticket-number")).toHaveText(number);
    const pushed = await page.evaluate(() => (window as unknown as { pushed: string[] }).pushed);
    expect(pushed, "no page of a visit is an entry").toEqual([]);
    expect(await length(page)).toBe(1);
    await kiosk.press(/^结束$/);
    await expect(page).toHaveURL(/\/goodbye$/);
    await expect(page).toHaveURL(/\/kiosk$/, { timeout: 15_000 });
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    expect(await length(page)).toBe(1);
    expect(await everyWay(page)).toBe("/kiosk");
    await expect(page.locator(".attract")).toBeVisible();
    expect(await page.evaluate(() => [document.documentElement.outerHTML.includes("ticket-number"), history.state ?? null])).toEqual([false, null]);
    expect(await page.content()).not.toContain(number);
  }
  await kiosk.close();
});

test("A39 A45 the browser's keys are refused on every kind of page: nobody there, a visit, a question, a number, goodbye", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  const passed = (): Promise<string[]> => page.evaluate(() => {
    const plain = ["F1", "F3", "F5", "F6", "F7", "F11", "F12", "BrowserBack", "BrowserForward", "BrowserHome", "BrowserRefresh", "BrowserSearch"].map((key) => ({ key }));
    const held = ["ArrowLeft", "ArrowRight", "Home", "F4", "d"].map((key) => ({ key, altKey: true }));
    const control = ["r", "R", "p", "s", "f", "t", "n", "w", "l", "h", "j", "u", "o", "+", "-", "0", "Tab", "F5"].map((key) => ({ key, ctrlKey: true }));
    const meta = ["[", "]", "r", "q"].map((key) => ({ key, metaKey: true }));
    const at = document.activeElement ?? document.body;
    return [...plain, ...held, ...control, ...meta]
      .filter((pressed) => at.dispatchEvent(new KeyboardEvent("keydown", { ...pressed, bubbles: true, cancelable: true })))
      .map((pressed) => JSON.stringify(pressed));
  });
  const check = async (where: string): Promise<void> => {
    const address = page.url();
    expect(await passed(), where).toEqual([]);
    expect(page.url()).toBe(address);
  };
  await check("nobody is there");
  await kiosk.wake();
  await check("home");
  await kiosk.press(/^搜索事项/);
  await check("where letters are typed");
  await expect(page.getByRole("textbox")).toHaveValue("");
  await kiosk.home();
  await page.locator(".bar-help").tap();
  await expect(page.locator("dialog[open]")).toBeVisible();
  await check("a question");
  await page.locator("dialog[open] button").first().tap();
  await kiosk.takeNumber(/^医疗保障/);
  await check("a number");
  await kiosk.press(/^结束$/);
  await expect(page).toHaveURL(/\/goodbye$/);
  await page.waitForLoadState("load");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("谢谢，请慢走");
  await check("goodbye");
  await kiosk.close();
});

/** A browser that keeps pages that were left, as a machine's does and the test's own does not. Of a page that comes back
 *  from there a test can ask nothing: it tells by itself what it holds, and another page of the browser reads that. */
async function keeping(hall: Hall, story: (kiosk: Kiosk, leave: () => Promise<void>, back: () => Promise<string>) => Promise<void>): Promise<void> {
  const browser = await chromium.launch({
    executablePath: BROWSER,
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ ...UPRIGHT, locale: "zh-CN", timezoneId: "Asia/Shanghai" });
    const [page, beside] = [await context.newPage(), await context.newPage()];
    await page.addInitScript(() => addEventListener("pageshow", ({ persisted }) =>
      localStorage.setItem("shown", `${persisted ? "kept" : "loaded"} ${location.pathname} ${document.body?.innerText}`)));
    await beside.goto(`${hall.url}/book`);
    const told = (): Promise<string> => beside.evaluate(() => localStorage.getItem("shown") ?? "");
    const browse = await context.newCDPSession(page);
    const leave = async (): Promise<void> => {
      await browse.send("Page.navigate", { url: `${hall.url}/book/shili` });
      await expect.poll(told).toContain("loaded /book/shili");
    };
    const back = async (): Promise<string> => {
      const { currentIndex, entries } = await browse.send("Page.getNavigationHistory");
      await browse.send("Page.navigateToHistoryEntry", { entryId: entries[currentIndex - 1]!.id });
      await expect.poll(told).not.toContain("/book/shili");
      // what the page does about it, it does now
      await beside.waitForTimeout(1_500);
      return told();
    };
    // that pages are kept at all
    await page.goto(`${hall.url}/g/shili/id-renew`);
    await leave();
    expect(await back()).toMatch(/^kept \/g\/shili\/id-renew/);
    const kiosk = await Kiosk.on(page, hall);
    await story(kiosk, leave, back);
  } finally {
    await browser.close();
  }
}

test("A37 A39 the page of a person who has gone does not come back, in a browser that keeps pages", async ({ hall }) => {
  await keeping(hall, async (kiosk, leave, back) => {
    const { page } = kiosk;
    await kiosk.wake();
    await kiosk.press(/^预约签到/);
    await page.keyboard.type(CODE);
    await expect(page.locator(".digits-shown")).toHaveText("471 108 1593");
    await kiosk.home();
    const number = await kiosk.takeNumber(/^医疗保障/);
    await kiosk.press(/^结束$/);
    await expect(page).toHaveURL(/\/kiosk$/, { timeout: 15_000 });
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    await leave();
    const shown = await back();
    expect(shown).toMatch(/^(kept|loaded) \/kiosk /);
    expect(shown).not.toContain(number);
    expect(shown).not.toContain("471 108");
  });
});

test("A37 A39 a page that was left in the middle of a visit comes back without what was entered, in a browser that keeps pages", async ({ hall }) => {
  await keeping(hall, async (kiosk, leave, back) => {
    const { page } = kiosk;
    await kiosk.wake();
    await kiosk.press(/^预约签到/);
    await page.keyboard.type(CODE);
    await expect(page.locator(".digits-shown")).toHaveText("471 108 1593");
    await leave();
    const shown = await back();
    expect(shown).toMatch(/^loaded \/kiosk/);
    expect(shown).not.toContain("471 108");
  });
});
