// The wall screens: what a hall full of people reads and hears, and what it reads when nothing is known.
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { audit } from "../support/audit.js";
import { Clerk, session } from "../support/clerk.js";
import { movableClock } from "../support/clock.js";
import { expect, test, type Hall } from "../support/hall.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";
import { SCREEN_PAGES, STRIP, TALL, UHD, visit, WIDE } from "./pages.js";

test.describe.configure({ mode: "parallel" });

/** The page, its faults and its noise, in every state of every screen. */
async function walk(browser: Browser, hall: Hall, names: RegExp, frame: BrowserContextOptions, least: number, suffix = ""): Promise<string[]> {
  const faults: string[] = [];
  for (const one of SCREEN_PAGES.filter(({ name }) => names.test(name))) {
    const page = await browser.newPage({ ...one.context, ...frame });
    const say = (found: string[]): void => { faults.push(...found.map((fault) => `${one.name}: ${fault}`)); };
    try {
      const noise = await watch(page, hall.url);
      await one.open(page, hall);
      await page.evaluate(() => document.fonts.ready);
      await picture(page, one.name + suffix);
      say(await audit(page, { text: least, lang: "zh-CN" }));
      if (!suffix) say(await axe(page));
      say(noise);
    } finally {
      await page.context().close();
      await one.leave?.(hall);
    }
  }
  return faults;
}

test("A08 A46 A52 A54 A64 every screen on a wide panel: large enough, nothing cut off, both languages marked, nothing foreign", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  expect(await walk(browser, hall, /./, {}, 32)).toEqual([]);
});

test("A54 A64 upright panels, 4K panels and strips over a window: nothing overflows", async ({ browser, hall }) => {
  test.setTimeout(420_000);
  expect([
    ...(await walk(browser, hall, /./, TALL, 32, "-tall")),
    ...(await walk(browser, hall, /^(?!sign)/, UHD, 64, "-uhd")),
    ...(await walk(browser, hall, /^sign/, STRIP, 30, "-strip")),
  ]).toEqual([]);
});

test("A54 the longest date of a year fits every panel", async ({ browser, hall }) => {
  const faults: string[] = [];
  const idle = SCREEN_PAGES.find(({ name }) => name === "main-idle")!;
  for (const [name, frame] of Object.entries({ wide: WIDE, tall: TALL, uhd: UHD })) {
    const found = await visit(browser, hall, { ...idle, context: frame }, async (page) => {
      await page.evaluate(() => {
        document.querySelector(".clock-date .zh")!.textContent = "2026年12月30日 星期三";
        document.querySelector(".clock-date .en")!.textContent = "Wednesday 30 September 2026";
      });
      return audit(page, { text: 32, lang: "zh-CN" });
    });
    faults.push(...found.map((fault) => `${name}: ${fault}`));
  }
  expect(faults).toEqual([]);
});

test("A64 the digits of a number are 80 px, those of the call 260 px, and English is 70 % of the Chinese", async ({ browser, hall }) => {
  const call = SCREEN_PAGES.find(({ name }) => name === "main-call")!;
  const sizes = await visit(browser, hall, call, async (page) => {
    const size = (selector: string): Promise<number> =>
      page.locator(selector).first().evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    return {
      number: await size(".line-ticket"), window: await size(".line-window"), call: await size(".panel-number"),
      service: (await size(".line-service .en")) / (await size(".line-service .zh")),
    };
  });
  expect(sizes.number).toBe(80);
  expect(sizes.window).toBe(80);
  expect(sizes.call).toBe(260);
  expect(sizes.service).toBeGreaterThanOrEqual(0.7);
});

test("A10 A31 the sign of a window says each state in words of its own, in both languages", async ({ browser, hall }) => {
  const words = new Map<string, string>();
  for (const one of SCREEN_PAGES.filter(({ name }) => name.startsWith("sign"))) {
    words.set(one.name, await visit(browser, hall, one, async (page) => (await page.locator(".sign-words").innerText()).replace(/\s+/g, " ").trim()));
  }
  expect(Object.fromEntries(words)).toEqual({
    "sign-closed": "未开放 Closed", "sign-open": "正在服务 Open", "sign-paused": "暂停服务 Paused",
    "sign-called": "请到本窗口 Please come here", "sign-serving": "正在办理 Now serving",
  });
});

/** Everything the call panel shows and the voice says, with the time since the test began to look. */
async function record(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: [number, string][] = [];
    const note = (what: string): void => { if (seen.at(-1)?.[1] !== what) seen.push([performance.now(), what]); };
    const logged = new WeakSet<Element>();
    new MutationObserver(() => {
      const panel = document.querySelector<HTMLElement>("[data-call-panel]");
      if (seen.findLast(([, what]) => what.startsWith("panel"))?.[1] !== `panel ${panel?.dataset.ticket ?? "-"}`) note(`panel ${panel?.dataset.ticket ?? "-"}`);
      for (const line of document.querySelectorAll<HTMLElement>("[data-clip-log] li")) {
        if (!logged.has(line)) seen.push([performance.now(), `voice ${line.dataset.ticket} ${line.dataset.lang ?? "chime"}`]);
        logged.add(line);
      }
      document.body.dataset.seen = JSON.stringify(seen);
    }).observe(document.body, { subtree: true, childList: true });
  });
}

test("A30 A65 A66 A70 two calls at once: one after the other, each seen and heard to its end, all of them listed", async ({ browser, hall }) => {
  const windows = ["A02", "B02", "C02", "E02", "F02", "G02", "H02", "A03", "B03"];
  const clerks = await Promise.all(windows.map((window) => Clerk.at(hall, window)));
  const tickets = [];
  for (const clerk of clerks) {
    await clerk.open();
    tickets.push(await hall.take({ queue: clerk.window.charAt(0) }));
  }
  const page = await browser.newPage(WIDE);
  const sounds = ["voice-zh", "voice-en", "chime"].map((name) => page.waitForResponse((answer) => answer.url().includes(`/a/${name}-`)));
  await page.goto(`${hall.url}/screen/main`);
  // a screen that was only just switched on shows its first calls before it can speak
  await Promise.all(sounds);
  await page.waitForTimeout(2_000);
  // whoever was called in the test before is shown first
  await expect(page.locator("[data-idle-panel]")).toBeVisible({ timeout: 60_000 });
  await record(page);
  // the first in line: perhaps one who was waiting before this test
  const call = async (clerk: Clerk): Promise<string> => (await clerk.do("next")).ticket.number;
  const [first, second, ...others] = clerks as [Clerk, Clerk, ...Clerk[]];
  const a = await call(first);
  await page.waitForTimeout(100);
  const b = await call(second);
  await expect(page.locator("[data-call-panel]")).toHaveAttribute("data-ticket", b, { timeout: 40_000 });
  // the table is there at once, newest first, and keeps eight
  const called = [a, b];
  for (const clerk of others) called.push(await call(clerk));
  await expect(page.locator("[data-call]").first()).toHaveAttribute("data-call", called.at(-1)!);
  const listed = await page.locator("[data-call]").evaluateAll((lines) => lines.map((line) => line.getAttribute("data-call")));
  expect(listed).toEqual(called.slice(-8).reverse());

  const seen: [number, string][] = JSON.parse((await page.locator("body").getAttribute("data-seen"))!);
  const at = (what: string): number => seen.find(([, which]) => which === what)![0];
  const voices = seen.filter(([, what]) => what.startsWith(`voice ${a}`));
  expect(voices.map(([, what]) => what.split(" ")[2])).toEqual(["chime", "zh", "zh", "en"]);
  expect(at(`panel ${b}`) - at(`panel ${a}`)).toBeGreaterThanOrEqual(9_900);
  // the last sentence takes more than two seconds
  expect(at(`panel ${b}`) - voices.at(-1)![0]).toBeGreaterThan(2_000);
  expect(seen.filter(([, what]) => what.startsWith(`voice ${b}`)).every(([time]) => time >= at(`panel ${b}`) - 200)).toBe(true);
  // what is heard is written, and nobody is named: no secret name of a ticket, no account, no matter
  await expect(page.locator(".panel-sentence")).toContainText(/^请/);
  const html = await page.content();
  for (const secret of [...tickets.map(({ id }) => id), await session(hall, "a02"), "demo-"]) expect(html).not.toContain(secret);
  await page.context().close();
  for (const clerk of clerks) await clerk.leave();
});

test("A65 without sound a call is shown for ten seconds", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "C03");
  await clerk.open();
  const page = await browser.newPage(WIDE);
  await movableClock(page);
  await page.goto(`${hall.url}/screen/main?sound=off`);
  await expect(page.locator("[data-screen=main]")).toBeVisible();
  // calls of the tests before have had their time
  for (let n = 0; n < 8; n++) await page.clock.fastForward(10_500);
  await hall.take({ queue: "C" });
  const { number } = (await clerk.do("next")).ticket;
  const panel = page.locator(`[data-call-panel][data-ticket=${number}]`);
  await expect(panel).toBeVisible();
  await page.clock.fastForward(8_000);
  await expect(panel).toBeVisible();
  await page.clock.fastForward(2_500);
  await expect(panel).toHaveCount(0);
  await expect(page.locator("[data-idle-panel]")).toBeVisible();
  expect(await page.locator("[data-clip-log] li").count()).toBe(0);
  await page.context().close();
  await clerk.leave();
});

test("A56 A57 a recall blinks three times, once a second; not at all for who asks for stillness", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "D03");
  await clerk.callTo((await hall.take({ queue: "D" })).number);
  const pages = await Promise.all((["no-preference", "reduce"] as const).map((reducedMotion) => browser.newPage({ ...WIDE, reducedMotion })));
  for (const page of pages) await page.goto(`${hall.url}/screen/window/D03`);
  await expect(pages[0]!.locator("[data-sign]")).toHaveAttribute("data-sign", "called");
  expect(await pages[0]!.evaluate(() => document.getAnimations().length)).toBe(0);
  await pages[0]!.waitForTimeout(20_500);
  await clerk.do("recall");
  await expect(pages[0]!.locator(".sign-again")).toContainText("第2次呼叫");
  const blink = await pages[0]!.locator(".sign-number").evaluate((number) => {
    const { animationName, animationDuration, animationIterationCount } = getComputedStyle(number);
    return [animationName, animationDuration, animationIterationCount];
  });
  expect(blink).toEqual(["blink", "1s", "3"]);
  await expect(pages[1]!.locator(".sign-again")).toContainText("第2次呼叫");
  expect(await pages[1]!.evaluate(() => document.getAnimations().length)).toBe(0);
  for (const page of pages) {
    // no other rule of the style sheet moves faster
    const fastest = await page.evaluate(() => Math.min(...[...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
      .filter((rule): rule is CSSStyleRule => rule instanceof CSSStyleRule && rule.style.animationDuration !== "")
      .map((rule) => parseFloat(rule.style.animationDuration))));
    expect(fastest).toBeGreaterThanOrEqual(0.34);
    await page.context().close();
  }
  await clerk.leave();
});

test("A67 the server is away: after 15 s the data look old, after 2 minutes they are gone, and they come back", async ({ browser, hall }) => {
  const [board, sign] = await Promise.all([browser.newPage(WIDE), browser.newPage(WIDE)]);
  const pages = [board, sign];
  for (const page of pages) await movableClock(page);
  await board.goto(`${hall.url}/screen/main?sound=off`);
  await sign.goto(`${hall.url}/screen/window/A05`);
  await expect(board.locator("[data-screen=main]")).toBeVisible();
  await expect(sign.locator("[data-screen=window]")).toBeVisible();
  await hall.kill();
  try {
    for (const page of pages) {
      await page.clock.runFor(2_000);
      await page.clock.fastForward(8_000);
      await expect(page.locator("[data-stale]")).toHaveCount(0);
      await page.clock.fastForward(8_000);
      await page.clock.runFor(1_500);
      const banner = page.locator("[data-stale]");
      await expect(banner).toContainText("网络中断");
      await expect(banner.locator("[lang=en]").first()).toContainText("Connection lost");
      await expect(banner).toContainText(/截至 \d\d:\d\d/);
      // name and clock stay true; what came from the server does not
      const dim = await page.locator(".stale").locator(".calls, .panel, .sign-state")
        .evaluateAll((parts) => parts.map((part) => parseFloat(getComputedStyle(part).opacity)));
      expect(dim).toHaveLength(page === board ? 2 : 1);
      expect(Math.max(...dim)).toBeLessThanOrEqual(0.6);
      expect(await audit(page, { text: 32, lang: "zh-CN" })).toEqual([]);
      await page.clock.fastForward(95_000);
      await page.clock.runFor(1_500);
      const lost = page.locator("[data-screen=lost], [data-state=lost]");
      await expect(lost).toHaveCount(0);
      await page.clock.fastForward(15_000);
      await page.clock.runFor(1_500);
      await expect(lost).toContainText("请听从工作人员指引");
      await expect(page.locator("[data-call], [data-ticket]")).toHaveCount(0);
      expect(await audit(page, { text: 32, lang: "zh-CN" })).toEqual([]);
      expect(await axe(page)).toEqual([]);
    }
  } finally {
    await hall.start();
  }
  for (const page of pages) {
    await page.clock.fastForward(31_000);
    await expect(page.locator("[data-screen=main], [data-screen=window]")).toBeVisible({ timeout: 40_000 });
    await expect(page.locator("[data-stale], [data-state=lost]")).toHaveCount(0);
    await page.context().close();
  }
});

test("A46 what is not there is refused, never answered with a page", async ({ hall }) => {
  const site = await (await hall.call("GET", "/site.json")).json();
  const real: string[] = Object.values(site.files);
  expect((await hall.call("GET", real[0]!)).status).toBe(200);
  for (const path of [real[0]!.replace(/-[0-9a-f]+\./, "-0000000000000000."), "/a/", "/nothing", "/screen", `${real[0]}.br`]) {
    const answer = await hall.call("GET", path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
  }
});
