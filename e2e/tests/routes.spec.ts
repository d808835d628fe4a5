// Every page of the terminal in every mode and both languages: one walk each, by touch, in which everything that a
// browser can tell of a page is asserted, the page is pictured, and the picture is compared with the kept one.
import type { BrowserContextOptions } from "@playwright/test";
import { audit, type Rules } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, modeName, ordinarily, UPRIGHT, type Mode } from "../support/kiosk.js";
import { compared } from "../support/reference.js";
import { axe, watch } from "../support/watch.js";
import { KIOSK_MISSING, KIOSK_PAGES, type KioskPage } from "./pages.js";

test.describe.configure({ mode: "parallel" });

/** A panel of a hall. */
interface Panel {
  /** How its pictures begin. */
  name: string;
  context: BrowserContextOptions;
  /** Which of the hall's machines it is. */
  device?: string;
  /** A seated person reaches what lies below it, in pixels from the top (A50, A51). */
  line: number;
  /** Pixels for each of the usual panel's (A04). */
  scale: number;
  /** How much larger its letters are for who reads them from where they stand (A01); a finger stays as it is. */
  letters: number;
}

/** A page takes touches as soon as it stands there: the walks are long, and that it waits is proved elsewhere. */
const WALKER: BrowserContextOptions = { ...UPRIGHT, reducedMotion: "reduce" };
const USUAL: Panel = { name: "kiosk", context: WALKER, line: 960, scale: 1, letters: 1 };
/** 10.1 inch, held at 350 mm: the hall's file has its letters 18 % larger than the panel's width makes them. */
const VILLAGE: Panel = { name: "village", context: { ...WALKER, viewport: { width: 800, height: 1280 } }, device: "village", line: 640, scale: 1280 / 1920, letters: 1.18 };
const WIDE: Panel = { name: "wide", context: { ...WALKER, viewport: { width: 1920, height: 1080 } }, line: 540, scale: 1, letters: 1 };

/** What a page of this panel must keep in this mode. */
const rules = (mode: Mode, panel: Panel): Rules => ({
  text: (mode.elder ? 44 : 32) * panel.scale * panel.letters,
  title: (mode.elder ? 72 : 48) * panel.scale * panel.letters,
  target: { width: 96 * panel.scale, height: (mode.elder ? 120 : 96) * panel.scale, gap: 16 * panel.scale },
  contrast: mode.elder || mode.contrast ? 7 : 4.5,
  reach: mode.seated ? panel.line : undefined,
  lang: mode.lang,
});

/** Where the buttons at the bottom are, by their class. */
function bar(kiosk: Kiosk): Promise<Record<string, number[]>> {
  return kiosk.page.locator(".bar-button").evaluateAll((buttons) => Object.fromEntries(buttons.map((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return [button.className.split(" ").at(-1)!, [left, top, width, height].map(Math.round)];
  })));
}

/** Those that are not at the same places, but for a pixel; `of`: all that should be there. */
function moved(here: Record<string, number[]>, of: Record<string, number[]>): string[] {
  return Object.entries(of).filter(([name, rect]) => !here[name] || rect.some((side, at) => Math.abs(side - here[name]![at]!) > 1))
    .map(([name, rect]) => `${name} has moved: ${here[name]}, at first ${rect}`);
}

/** What a page must keep, on each of its own pages when it is a list; a fault is named once. */
async function faultsOf(kiosk: Kiosk, asked: Rules): Promise<string[]> {
  const found = new Map<string, number>();
  const dialog = await kiosk.page.locator("dialog[open]").count();
  for (let leaf = 1; leaf < 80; leaf++) {
    await kiosk.settled();
    for (const fault of await audit(kiosk.page, asked)) if (!found.has(fault)) found.set(fault, leaf);
    const next = kiosk.turner();
    if (dialog || !(await next.isVisible()) || (await next.getAttribute("aria-disabled")) === "true") break;
    const turned = await next.tap({ timeout: 3_000 }).then(() => true, () => false);
    if (!turned) {
      found.set("the next page cannot be touched", leaf);
      break;
    }
  }
  return [...found].map(([fault, leaf]) => (leaf > 1 ? `${fault} (page ${leaf})` : fault));
}

const words = (mode: Mode): string[] => (mode.lang === "en"
  ? ["Back", "Home", mode.elder ? "Standard" : "Senior mode", "Seated", "Contrast", "Listen", "中文", "Help"]
  : ["返回", "首页", mode.elder ? "标准版" : "长辈版", "低位", "高对比", "朗读", "English", "求助"]);

/** Walks to each page and tells what is wrong with it. */
async function walk(kiosk: Kiosk, mode: Mode, panel: Panel, pages: KioskPage[]): Promise<string[]> {
  const faults = await watch(kiosk.page, kiosk.hall.url);
  if (panel.device) await kiosk.page.goto(`${kiosk.hall.url}/kiosk#device=@${panel.device}`);
  await kiosk.page.reload();
  await kiosk.begin(mode);
  const places = await bar(kiosk);
  const names = await kiosk.page.locator(".bar-button").allInnerTexts();
  expect(names.map((name) => name.replace(/\s+/g, " ").trim())).toEqual(words(mode));
  for (const [name, [, top]] of Object.entries(places)) if (top! < panel.line) faults.push(`${name} is above the line: ${top}`);
  const body = await kiosk.page.locator("body").evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  if (body < (mode.elder ? 48 : 36) * panel.scale * panel.letters - 0.01) faults.push(`the text is ${body} px`);

  const titles = new Map<string, string>();
  for (const page of pages) {
    await test.step(page.name, async () => {
      const say = (...found: string[]): void => { faults.push(...found.map((fault) => `${page.name}: ${fault}`)); };
      await page.open(kiosk);
      await kiosk.settled();
      say(...(await compared(kiosk.page, `${panel.name}-${modeName(mode)}-${page.name}`)));
      const dialogs = await kiosk.page.locator("dialog[open]").count();
      if (dialogs !== (page.dialog ? 1 : 0)) say(`${dialogs} dialogs`);
      if (!dialogs) {
        const title = await kiosk.page.title();
        const other = titles.get(title);
        if (page.titled !== false && other) say(`the title is that of ${other}`);
        if (page.titled !== false) titles.set(title, page.name);
        const focus = await kiosk.page.evaluate(() => document.activeElement?.tagName);
        if (page.titled !== false && focus !== "H1") say(`the focus is on ${focus}`);
        say(...moved(await bar(kiosk), places));
        if ((await kiosk.page.locator(".bar-size").innerText()).trim() !== words(mode)[2]) say("no button for the size");
      }
      say(...(await axe(kiosk.page, true)), ...(await faultsOf(kiosk, rules(mode, panel))));
      await page.leave?.(kiosk);
      if (page !== pages.at(-1)) await kiosk.home();
    });
  }
  return faults;
}

const MODES: Mode[] = [{}, { seated: true }, { contrast: true }].flatMap((how) =>
  [false, true].flatMap((elder) => (["zh-CN", "en"] as const).map((lang) => ({ lang, elder, ...how }))));

const rows = (mode: Mode): string =>
  `A01 A02 A04 A05 A08 A13 A19 A44 A46 A58 ${mode.seated ? "A50 " : ""}A51 A52 A54 A63 ${mode.seated ? "R75 " : ""}${mode.contrast ? "R76 " : ""}`;

// The ordinary run walks where most can go wrong: the two versions in Chinese, the longest words at the largest size,
// the lower half in English, high contrast. All twelve ways are walked with MINGTANG_WALKS=all.
const ORDINARY = ["zh", "zh-elder", "en-elder", "en-seated", "zh-contrast"];
const WALKED = ordinarily(MODES, ORDINARY);

for (const mode of WALKED) {
  test(`${rows(mode)}every page of the terminal, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(420_000);
    const kiosk = await Kiosk.open(browser, hall, { ...USUAL.context, clock: true });
    expect(await walk(kiosk, mode, USUAL, KIOSK_PAGES)).toEqual([]);
    await kiosk.close();
  });
}

for (const panel of [VILLAGE, WIDE]) {
  const { width, height } = panel.context.viewport!;
  test(`A01 A04 A08 A44 A51 A54 A63 every page of the terminal on a panel of ${width} × ${height}`, async ({ browser, hall }) => {
    test.setTimeout(420_000);
    const kiosk = await Kiosk.open(browser, hall, { ...panel.context, clock: true });
    expect(await walk(kiosk, { lang: "zh-CN", elder: false }, panel, KIOSK_PAGES)).toEqual([]);
    await kiosk.close();
  });
}

for (const panel of [USUAL, VILLAGE, WIDE]) {
  test(`A01 A04 A08 A13 A51 A52 A54 A63 the attract page, goodbye and a page that is missing, ${panel.name}`, async ({ browser, hall }) => {
    const mode: Mode = { lang: "zh-CN", elder: false };
    const kiosk = await Kiosk.open(browser, hall, { ...panel.context, clock: true });
    const { page } = kiosk;
    const faults = await watch(page, hall.url);
    if (panel.device) await page.goto(`${hall.url}/kiosk#device=@${panel.device}`);
    await page.reload();
    const seen = async (name: string): Promise<void> => {
      await kiosk.settled();
      const found = [...(await compared(page, `${panel.name}-zh-${name}`)), ...(await faultsOf(kiosk, rules(mode, panel)))];
      // it sets timers of the page, which must run
      await page.clock.resume();
      found.push(...(await axe(page, true)));
      faults.push(...found.map((fault) => `${name}: ${fault}`));
    };
    await expect(page.locator(".attract-queue")).toHaveCount(11);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    await seen("attract");
    const attract = await bar(kiosk);
    expect(Object.keys(attract)).toEqual(["bar-size", "bar-seated", "bar-contrast", "bar-speech", "bar-language", "bar-help"]);
    await expect(page.locator(".bar-size")).toHaveText("长辈版");
    for (const [, top] of Object.values(attract)) expect(top).toBeGreaterThanOrEqual(panel.line);

    // what stands on the attract page stands at the same places on every other
    await kiosk.wake();
    expect(moved(await bar(kiosk), attract)).toEqual([]);

    await kiosk.takeNumber(/^医疗保障/);
    await page.evaluate(() => Object.assign(window, { before: true }));
    await kiosk.press(/^结束$/);
    await expect(page).toHaveURL(/goodbye$/);
    // the person has gone: the page is loaded anew, and its five seconds begin when it has been looked at
    await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
    await page.waitForLoadState("load");
    await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 100);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("谢谢，请慢走");
    await seen("goodbye");
    await expect(page).toHaveURL(/\/kiosk$/);

    await page.goto(hall.url + KIOSK_MISSING);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有找到这一页");
    await seen("missing");
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}
