// From nobody to goodbye: the attract page, the first touch, the end of a visit, and a program that fell over.
import type { Page } from "@playwright/test";
import { Clerk } from "../support/clerk.js";
import { expect, test } from "../support/hall.js";
import { byTab } from "../support/keys.js";
import { Kiosk, MODES, modeName, UPRIGHT } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { axe } from "../support/watch.js";
import { KIOSK_PAGES } from "./pages.js";

test.describe.configure({ mode: "parallel" });

test("A13 A16 A54 the attract page tells hours and waiting in both languages, and keys reach each of its buttons", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  for (const words of ["办公时间", "Office hours", "各区等候人数", "People waiting now", "触摸屏幕开始", "Touch the screen to start", "长辈版", "低位", "高对比", "English", "求助"]) {
    await expect(page.getByText(words, { exact: false }).first()).toBeVisible();
  }
  const reached = new Set<string>();
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press("Tab");
    reached.add(await kiosk.focused());
  }
  for (const name of ["长辈版", "低位", "高对比", "English", "求助"]) expect([...reached]).toContain(name);
  await expect(page).toHaveURL(/\/kiosk$/);
  await kiosk.close();
});

test("A42 the first touch opens the home page and reaches nothing of it, wherever it falls", async ({ browser, hall }) => {
  // the last two: on the telephone numbers, and below the buttons of the bar
  for (const [x, y] of [[300, 500], [300, 900], [800, 1200], [540, 1700], [150, 1830], [660, 1912]] as const) {
    const kiosk = await Kiosk.open(browser, hall);
    await kiosk.page.touchscreen.tap(x, y);
    await expect(kiosk.page).toHaveURL(/home$/);
    await kiosk.settled();
    await kiosk.page.waitForTimeout(300);
    await expect(kiosk.page).toHaveURL(/home$/);
    await kiosk.close();
  }
});

test("A20 a key begins with the voice, also after the focus was lost to a place that is no control", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(true);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/home$/);
  await expect(page.locator("html")).toHaveAttribute("data-speech", "true");
  await kiosk.close();
});

test("A37 A38 after a number: thanks for five seconds with nothing of the person, then the attract page", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  const number = await kiosk.takeNumber(/^医疗保障/);
  await kiosk.press(/^结束$/);
  await expect(page).toHaveURL(/goodbye$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("谢谢，请慢走");
  await expect(page.getByText(number)).toHaveCount(0);
  await kiosk.settled();
  await picture(page, "kiosk-zh-goodbye");
  expect(await axe(page)).toEqual([]);
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect(page.locator(".attract")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(number);
  await kiosk.close();
});

test("A37 A38 who has entered something can leave at once, and nothing of it stays", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^预约签到/);
  await page.keyboard.type("12345");
  await expect(page.locator(".digits-shown")).toContainText("123 45");
  const loaded = page.waitForEvent("load");
  await kiosk.press(/^结束$/);
  await loaded;
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect(page.locator(".attract")).toBeVisible();
  await kiosk.wake();
  await kiosk.press(/^预约签到/);
  await expect(page.locator(".digits-shown")).toHaveText("___ ___ ____");
  await kiosk.close();
});

for (const mode of MODES) {
  test(`A38 who has named a code, or has a number, ends on that very page with one touch, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    for (const name of ["check-in", "check-in-refused", "rate", "rate-level", "rate-reasons", "rate-check", "rate-done", "ticket", "ticket-called", "ticket-missed"]) {
      await test.step(name, async () => {
        await kiosk.begin(mode);
        await KIOSK_PAGES.find((one) => one.name === name)!.open(kiosk);
        await kiosk.settled();
        await page.evaluate(() => Object.assign(window, { before: true }));
        const result = /ticket|done/.test(name);
        await page.getByRole("button", { name: /^结束$|^Finish$|^Exit$/ }).tap();
        // at once: what was of the person is off the screen, without a question
        await expect(page).toHaveURL(result ? /\/(goodbye|kiosk)$/ : /\/kiosk$/, { timeout: 1_000 });
        await expect(page.locator(".ticket-number, .digits-shown, dialog[open]")).toHaveCount(0);
        await expect(page).toHaveURL(/\/kiosk$/, { timeout: 15_000 });
        await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
        await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
        await expect(page.locator("html")).not.toHaveAttribute("data-elder");
      });
      if (name.startsWith("ticket-")) await (await Clerk.at(hall, "P01")).leave();
    }
    await kiosk.close();
  });
}

test("A55 a number that is called tells so by itself, and the focus stays where the person has it", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  const number = await kiosk.takeNumber(/^出件（领证）/);
  await byTab(page, /^English$/);
  const status = page.locator(".ticket [role=status]");
  await expect(status).toHaveText("");
  const clerk = await Clerk.at(hall, "P01");
  await clerk.callTo(number);
  await expect(status).toHaveText("请到 P01 窗口");
  expect(await kiosk.focused()).toBe("English");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await kiosk.close();
  await clerk.leave();
});

test("A39 A45 neither keys nor the history lead back to the person before", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^按部门办/);
  const refused = await page.evaluate(() => ["F5", "F1", "BrowserBack", "BrowserForward"].map((key) =>
    !document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true })))
    .concat(["ArrowLeft", "p", "r"].map((key) =>
      !document.body.dispatchEvent(new KeyboardEvent("keydown", { key, altKey: key === "ArrowLeft", ctrlKey: key !== "ArrowLeft", bubbles: true, cancelable: true })))));
  expect(refused).toEqual([true, true, true, true, true, true, true]);
  await page.keyboard.press("F5");
  await expect(page).toHaveURL(/departments$/);
  await kiosk.close();
});

test("a new version is taken on the attract page alone, and once", async ({ browser, hall }) => {
  const page = await browser.newPage(UPRIGHT);
  let loads = 0;
  // a page of an earlier build, as some cache may hold it for ever
  await page.route(/\/kiosk(\/home)?$/, async (route) => {
    if (route.request().method() !== "GET") return route.continue();
    loads++;
    const response = await route.fetch();
    return route.fulfill({ response, body: (await response.text()).replace(/(name="mingtang-build" content=")[^"]+/, "$1earlier") });
  });
  await page.goto(`${hall.url}/kiosk/home`);
  await expect(page.locator(".hero")).toContainText(/等候/);
  await page.evaluate(() => Object.assign(window, { before: true }));
  await page.getByRole("button", { name: /^取号排队/ }).tap();
  await expect(page).toHaveURL(/queues$/);
  await page.waitForTimeout(4_000);
  expect([loads, await page.evaluate(() => "before" in window)]).toEqual([1, true]);
  await page.goto(`${hall.url}/kiosk`);
  await expect.poll(() => loads).toBe(3);
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await page.waitForTimeout(4_000);
  expect(loads).toBe(3);
  await page.close();
});

test("R66 a program that fell over says so in both languages and is there again within five seconds", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  const number = await kiosk.takeNumber(/^医疗保障/);
  const since = Date.now();
  await page.evaluate(() => { setTimeout(() => { throw new WebAssembly.RuntimeError("unreachable"); }, 0); });
  await expect(page.getByRole("alert")).toContainText("正在重新启动");
  await expect(page.getByRole("alert")).toContainText("Restarting");
  await expect(page.getByText(number)).toHaveCount(0);
  await expect(page.locator(".bar-help")).toBeVisible();
  expect(Date.now() - since).toBeLessThan(5_000);
  await expect(page.getByText(number)).toHaveCount(0);
  await kiosk.close();
});

test("R66 a page that falls over each time it is shown does not hold the terminal", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.addInitScript(() => {
    if (!location.pathname.startsWith("/kiosk/guides")) return;
    const fall = (): never => { throw new WebAssembly.RuntimeError("unreachable"); };
    setInterval(fall, 300);
  });
  let shown = 0;
  page.on("load", () => { shown += Number(page.url().endsWith("/kiosk/guides")); });
  await page.goto(`${hall.url}/kiosk/guides`);
  await expect(page).toHaveURL(/\/kiosk$/, { timeout: 20_000 });
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  expect(shown).toBe(2);
  await kiosk.close();
});

/** What a browser throws when a program has come to its end, or its stack has. */
const fall = (page: Page, kind: "trap" | "stack"): Promise<void> => page.evaluate((kind) => {
  // not by a timer, whose time the test has
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => { throw kind === "trap" ? new WebAssembly.RuntimeError("unreachable") : new RangeError("Maximum call stack size exceeded"); };
  port2.postMessage(kind);
}, kind);

/** Minutes pass until the terminal is there again: it tries once a minute, and gives an answer three seconds of real time,
 *  which the burst of a minute's timers may take on a busy machine. */
const comesBack = async (page: Page): Promise<void> => {
  await expect(async () => {
    await page.clock.runFor(61_000);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/, { timeout: 8_000 });
  }).toPass({ timeout: 60_000 });
};

test("R66 a program that falls over four times in a minute, or without a server, sends people to a window, and is there again by itself", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  const alert = page.getByRole("alert");
  for (const kind of ["trap", "stack", "trap"] as const) {
    await fall(page, kind);
    await page.clock.runFor(100);
    await expect(alert).toContainText("正在重新启动");
    await page.clock.runFor(1_100);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  }
  await fall(page, "trap");
  await page.clock.runFor(100);
  await expect(alert).toContainText("请到人工窗口办理");
  await expect(alert).toContainText("Please go to a staffed window");
  await picture(page, "kiosk-fallen");
  expect(await axe(page, true)).toEqual([]);
  await comesBack(page);
  await page.clock.runFor(61_000);
  await hall.kill();
  await fall(page, "trap");
  await page.clock.runFor(1_200);
  await expect(alert).toContainText("请到人工窗口办理");
  await hall.start();
  await comesBack(page);
  await kiosk.close();
});
