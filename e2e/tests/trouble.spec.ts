// The network is away, the answer is lost, the queue is stopped: a person is told what to do, and never
// gets two numbers for one wish.
import type { Page } from "@playwright/test";
import { switchQueue, waiting } from "../support/clerk.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, MODES, modeName, UNHURRIED } from "../support/kiosk.js";
import { readQr } from "../support/qr.js";

/** The names under which numbers were asked for. */
function keys(page: Page): string[] {
  const names: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/tickets")) names.push(request.headers()["idempotency-key"] ?? "");
  });
  return names;
}

async function toQueue(kiosk: Kiosk, name: RegExp): Promise<void> {
  await kiosk.wake();
  await kiosk.press(/^取号排队/);
  await kiosk.press(name);
  await kiosk.settled();
}

const UNREACHABLE = /网络暂时不通，不会重复取号/;

test("A28 A62 without a server: told so, kept, tried again under the same name, one number", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const names = keys(page);
  await toQueue(kiosk, /^公积金·水电气/);
  const before = await waiting(hall, "E");
  await hall.kill();
  try {
    await page.locator(".take-action button").tap();
    await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
    await expect(page.locator(".take-action button")).toHaveText("重试");
    await page.locator(".take-action button").tap();
    await expect.poll(() => names.length).toBe(2);
    await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
  } finally {
    await hall.start();
  }
  await page.getByRole("button", { name: "重试" }).tap();
  await expect(page.locator(".ticket-number")).toBeVisible();
  expect(new Set(names).size).toBe(1);
  expect(names[0]).toMatch(/^[0-9a-f]{32}$/);
  expect(await waiting(hall, "E")).toBe(before + 1);
  await kiosk.close();
});

for (const mode of MODES) {
  test(`A62 the number stands there large, with its code and that it can be photographed or noted, and stays when the server is lost, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    await kiosk.begin(mode);
    const number = await kiosk.takeNumber(/^医疗保障|^Healthcare/);
    const track = await readQr(page.locator(".ticket-qr"));
    expect(track).toMatch(new RegExp(`^${hall.url}/t/[a-z2-7]{16}$`));
    expect((await (await fetch(track)).text())).toContain(number);
    await hall.kill();
    await expect(page.locator(".banner")).toBeVisible({ timeout: 60_000 });
    const shown = page.locator(".ticket-number");
    await expect(shown).toHaveText(number);
    // twice as large as anything else on the page, at least
    const sizes = await page.evaluate(() => {
      const size = (element: Element): number => parseFloat(getComputedStyle(element).fontSize);
      const others = [...document.querySelectorAll(".page *")].filter((element) => !element.matches(".ticket-number")
        && [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent!.trim()) && element.checkVisibility());
      return [size(document.querySelector(".ticket-number")!), Math.max(...others.map(size))];
    });
    expect(sizes[0]! / sizes[1]!, String(sizes)).toBeGreaterThanOrEqual(2);
    await expect(page.locator(".ticket-notes")).toContainText(mode.lang === "en" ? "Photograph or note it" : "请拍照或记下");
    expect(await readQr(page.locator(".ticket-qr"))).toBe(track);
    await kiosk.close();
  });
}

test("A40 the answer was lost on the way: the second try brings the same number, also after a look elsewhere", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const names = keys(page);
  let first = "";
  await page.route("**/tickets", async (route) => {
    const answer = await route.fetch();
    if (first) return route.fulfill({ response: answer });
    first = (await answer.json()).number;
    return route.abort();
  });
  await toQueue(kiosk, /^企业开办/);
  await page.locator(".take-action button").tap();
  await expect(page.getByRole("alert")).toContainText(UNREACHABLE);
  await kiosk.press(/^返回$/);
  await kiosk.press(/^企业开办/);
  await page.getByRole("button", { name: "重试" }).tap();
  await expect(page.locator(".ticket-number")).toHaveText(first);
  expect(names).toHaveLength(2);
  expect(new Set(names).size).toBe(1);
  await kiosk.close();
});

test("A37 A40 who leaves before the answer: the number is given back, and the page is not loaded anew before that", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const before = await waiting(hall, "F");
  let [held, answer] = [false, (): void => {}];
  const answered = new Promise<void>((resolve) => { answer = resolve; });
  await page.route("**/tickets", async (route) => {
    const response = await route.fetch();
    if (!held) {
      held = true;
      await answered;
    }
    await route.fulfill({ response }).catch(() => {});
  });
  let back = 0;
  await page.route("**/cancel", async (route) => {
    // as long as the number is not given back the page is not loaded anew
    await new Promise((resolve) => { setTimeout(resolve, back++ === 0 ? 3_000 : 0); });
    expect(await page.evaluate(() => "before" in window)).toBe(true);
    await route.continue();
  });
  await toQueue(kiosk, /^企业开办/);
  await page.locator(".take-action button").tap();
  await expect.poll(() => waiting(hall, "F")).toBe(before + 1);
  await page.evaluate(() => Object.assign(window, { before: true }));
  while (!/\/kiosk$/.test(page.url())) {
    await page.locator(".bar-back").tap();
    await page.waitForTimeout(UNHURRIED);
  }
  await expect.poll(() => waiting(hall, "F")).toBe(before);
  await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true), { timeout: 10_000 }).toBe(false);
  expect(back).toBe(1);
  answer();
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  expect(await page.locator("html").innerHTML()).not.toMatch(/F\d{3}/);
  await kiosk.close();
});

test("A37 A40 a number whose answer was lost is given back also when another one was asked for after it", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const [first, second] = [await waiting(hall, "F"), await waiting(hall, "E")];
  let [sent, lose] = [0, (): void => {}];
  const lost = new Promise<void>((resolve) => { lose = resolve; });
  await page.route("**/tickets", async (route) => {
    const response = await route.fetch();
    if (sent++ > 0) return route.fulfill({ response });
    await lost;
    return route.abort();
  });
  await toQueue(kiosk, /^企业开办/);
  await page.locator(".take-action button").tap();
  await expect.poll(() => waiting(hall, "F")).toBe(first + 1);
  await page.locator(".bar-back").tap();
  await kiosk.press(/^公积金·水电气/);
  await kiosk.settled();
  await page.locator(".take-action button").tap();
  await expect(page.locator(".ticket-number")).toHaveText(/^E\d{3}$/);
  const failed = page.waitForEvent("requestfailed", (request) => request.url().endsWith("/tickets"));
  lose();
  await failed;
  await page.locator(".bar-back").tap();
  await expect.poll(() => waiting(hall, "F")).toBe(first);
  // the one that was taken stays
  expect(await waiting(hall, "E")).toBe(second + 1);
  await kiosk.close();
});

test("R66 a guide that was read before is there without the server, one that was not says so, and the search goes on", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^常办事项/);
  await kiosk.press(/^出生登记/);
  await expect(page.getByRole("tab", { name: "基本信息" })).toBeVisible();
  await kiosk.home();
  await hall.kill();
  await kiosk.press(/^搜索事项/);
  await page.keyboard.type("csdj");
  await kiosk.press(/^出生登记/);
  await expect(page.getByRole("tab", { name: "基本信息" })).toBeVisible({ timeout: 20_000 });
  await kiosk.press(/^材料$/);
  await expect(page.locator(".document").first()).toBeVisible();
  await kiosk.home();
  await kiosk.press(/^常办事项/);
  await kiosk.press(/^居民身份证换领/);
  await expect(page.getByRole("alert")).toContainText("暂时读不到内容", { timeout: 20_000 });
  await hall.start();
  await kiosk.close();
});

test("A28 a stopped queue says so beforehand; and when it is stopped in that very moment, afterwards", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const names = keys(page);
  const words = "该业务目前暂停取号，请咨询导办台";
  await switchQueue(hall, "T", "close");
  try {
    await kiosk.wake();
    await kiosk.press(/^取号排队/);
    await expect(page.getByRole("button", { name: /^跨省通办/ })).toContainText(words);
    await kiosk.press(/^跨省通办/);
    await expect(page.locator(".take-action button")).toHaveAttribute("aria-disabled", "true");
    await expect(page.getByRole("alert")).toContainText(words);
    await page.locator(".take-action button").tap({ force: true });
    await kiosk.settled();
    expect(names).toEqual([]);
    await switchQueue(hall, "T", "open");
    await expect(page.locator(".take-action button")).not.toHaveAttribute("aria-disabled");

    // the switch is faster than the news of it
    await page.route("**/tickets", async (route) => {
      await switchQueue(hall, "T", "close");
      await route.continue();
    });
    await page.locator(".take-action button").tap();
    await expect(page.getByRole("alert")).toContainText(words);
    await expect(page.locator(".ticket-number")).toHaveCount(0);
  } finally {
    await switchQueue(hall, "T", "open");
  }
  await page.unroute("**/tickets");
  await page.locator(".take-action button").tap();
  await expect(page.locator(".ticket-number")).toBeVisible();
  expect(new Set(names).size).toBe(2);
  await kiosk.close();
});

test("A28 a guide that does not come can be asked for again; an address that is none leads home", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.route("**/items/*", (route) => route.abort());
  await kiosk.wake();
  await kiosk.press(/^常办事项/);
  await kiosk.press(/^出生登记/);
  await expect(page.getByRole("alert")).toContainText("暂时读不到内容");
  await page.unroute("**/items/*");
  await kiosk.press(/^重试$/);
  await expect(page.getByRole("tab", { name: "基本信息" })).toBeVisible();
  for (const address of ["/kiosk/nothing", "/kiosk/queues/A/more", "/kiosk/ticket"]) {
    await page.goto(hall.url + address);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/^您好/);
  }
  await kiosk.close();
});

test("A67 a terminal whose server is away says that its figures are old, and stops showing them", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^取号排队/);
  await kiosk.settled();
  await hall.kill();
  try {
    await page.clock.runFor(2_000);
    await page.clock.fastForward(20_000);
    await expect(page.locator(".banner")).toContainText("网络中断");
    await page.clock.runFor(1_000);
    await page.keyboard.press("Shift");
    await page.clock.fastForward(40_000);
    await page.keyboard.press("Shift");
    await page.clock.fastForward(58_000);
    await page.keyboard.press("Shift");
    await page.clock.fastForward(10_000);
    await expect(page.getByRole("button", { name: /^医疗保障/ })).not.toContainText(/等候/);
  } finally {
    await hall.start();
  }
  for (let tries = 0; tries < 10; tries++) {
    await page.clock.fastForward(5_000);
    await page.keyboard.press("Shift");
  }
  await expect(page.locator(".banner")).toHaveCount(0, { timeout: 40_000 });
  await expect(page.getByRole("button", { name: /^医疗保障/ })).toContainText(/等候/);
  await kiosk.close();
});
