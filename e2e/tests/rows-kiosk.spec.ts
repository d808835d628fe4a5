// The rows that hold on every page of the terminal, in both languages and both sizes. One walk a mode,
// by touch: what is large enough, what is reachable, what fits, what is said in which language.
import { audit, type Rules } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, MODES, modeName, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";
import { KIOSK_MISSING, KIOSK_PAGES } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const rules = (mode: Mode): Rules => ({
  text: mode.elder ? 44 : 32,
  title: mode.elder ? 72 : 48,
  target: { width: 96, height: mode.elder ? 120 : 96, gap: 16 },
  lang: mode.lang,
});

/** The seated reach: controls of every page lie below this line (A51). */
const REACH = 960;

/** Where the buttons at the bottom are. */
async function bar(kiosk: Kiosk): Promise<number[][]> {
  return kiosk.page.locator(".bar-button").evaluateAll((buttons) =>
    buttons.map((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return [left, top, width, height];
    }));
}

/** The same places, but for a fraction of a pixel. */
const same = (a: number[][], b: number[][]): boolean =>
  a.length === b.length && a.every((rect, row) => rect.every((side, column) => Math.abs(side - b[row]![column]!) <= 1));

/** What a page must keep, on each of its own pages when it is a list; a fault is named once. */
async function faultsOf(kiosk: Kiosk): Promise<string[]> {
  const found = new Map<string, number>();
  const dialog = await kiosk.page.locator("dialog[open]").count();
  for (let leaf = 1; leaf < 60; leaf++) {
    await kiosk.settled();
    for (const fault of await audit(kiosk.page, rules(kiosk.mode))) if (!found.has(fault)) found.set(fault, leaf);
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

for (const mode of MODES) {
  test(`A01 A02 A04 A05 A08 A13 A19 A44 A46 A51 A52 A54 A63 every page of the terminal, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const kiosk = await Kiosk.open(browser, hall, { clock: true });
    const faults = await watch(kiosk.page, hall.url);
    await kiosk.page.reload();
    await kiosk.begin(mode);
    const places = await bar(kiosk);
    const names = await kiosk.page.locator(".bar-button").allInnerTexts();
    expect(names.map((name) => name.replace(/\s+/g, " ").trim())).toEqual(mode.lang === "en"
      ? ["Back", "Home", mode.elder ? "Standard" : "Senior mode", "Seated", "Contrast", "Listen", "中文", "Help"]
      : ["返回", "首页", mode.elder ? "标准版" : "长辈版", "低位", "高对比", "朗读", "English", "求助"]);
    for (const [, top] of places) expect(top).toBeGreaterThanOrEqual(REACH);
    expect(await kiosk.page.locator("body").evaluate((body) => parseFloat(getComputedStyle(body).fontSize)))
      .toBeGreaterThanOrEqual(mode.elder ? 48 : 36);

    const sizes = mode.lang === "en" ? ["Senior mode", "Standard"] : ["长辈版", "标准版"];
    const titles = new Map<string, string>();
    for (const page of KIOSK_PAGES) {
      await test.step(page.name, async () => {
        const say = (...found: string[]): void => { faults.push(...found.map((fault) => `${page.name}: ${fault}`)); };
        await page.open(kiosk);
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-${modeName(mode)}-${page.name}`);
        if (!(await kiosk.page.locator("dialog[open]").count())) {
          const title = await kiosk.page.title();
          const other = titles.get(title);
          if (page.titled !== false && other) say(`the title is that of ${other}`);
          if (page.titled !== false) titles.set(title, page.name);
          const focus = await kiosk.page.evaluate(() => document.activeElement?.tagName);
          if (page.titled !== false && focus !== "H1") say(`the focus is on ${focus}`);
          const here = await bar(kiosk);
          if (!same(here, places)) say(`the buttons have moved: ${JSON.stringify(here)}, at first ${JSON.stringify(places)}`);
          if ((await kiosk.page.locator(".bar-size").innerText()).trim() !== sizes[mode.elder ? 1 : 0]) say("no button for the size");
        }
        say(...(await axe(kiosk.page)), ...(await faultsOf(kiosk)));
        await page.leave?.(kiosk);
        if (page !== KIOSK_PAGES.at(-1)) await kiosk.home();
      });
    }
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

test("A01 A04 A08 A13 A51 A52 A54 the attract page and a page that is missing", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const faults = await watch(kiosk.page, hall.url);
  await kiosk.page.reload();
  await expect(kiosk.page.locator(".attract-queue")).toHaveCount(11);
  await picture(kiosk.page, "kiosk-zh-attract");
  faults.push(...(await axe(kiosk.page)), ...(await faultsOf(kiosk)));
  await expect(kiosk.page.locator(".bar-size")).toHaveText("长辈版");
  for (const [, top] of await bar(kiosk)) expect(top).toBeGreaterThanOrEqual(REACH);
  expect(faults).toEqual([]);

  await kiosk.page.goto(hall.url + KIOSK_MISSING);
  await expect(kiosk.page.getByRole("heading", { level: 1 })).toHaveText("没有找到这一页");
  faults.push(...(await axe(kiosk.page)), ...(await faultsOf(kiosk)));
  expect(faults).toEqual([]);
  await kiosk.close();
});
