// What a mode does beside how the pages look, which routes.spec.ts walks through: it comes and goes with one tap, is
// told without colours, and fits other panels than the usual one.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, type Mode, modeName, UNHURRIED, UPRIGHT } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { KIOSK_PAGES } from "./pages.js";

test.describe.configure({ mode: "parallel" });

test("A13 A15 A50 A63 every mode with one tap, from the attract page too; and the next person finds none", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const root = kiosk.page.locator("html");
  for (const [mode, name] of [["seated", "低位"], ["contrast", "高对比"]] as const) {
    const button = kiosk.page.getByRole("button", { name, exact: true });
    await button.tap();
    await expect(kiosk.page).toHaveURL(/home$/);
    await expect(root).toHaveAttribute(`data-${mode}`, "true");
    await expect(button).toHaveAttribute("aria-pressed", "true");
    await kiosk.settled();
    await button.tap();
    await expect(root).not.toHaveAttribute(`data-${mode}`);
    await button.tap();
    await kiosk.press(/^返回$/);
    await expect(kiosk.page).toHaveURL(/\/kiosk$/);
    await expect(root).not.toHaveAttribute(`data-${mode}`);
    await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  }
  await kiosk.close();
});

test("A10 without colours it is still told which mode is on, which tab is open, what is chosen, what is closed", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await page.evaluate(() => { document.documentElement.style.filter = "grayscale(1)"; });
  const signs = (): Promise<string[]> => page.locator(".bar-button svg").evaluateAll((icons) => icons.map((icon) => icon.innerHTML));
  for (const name of ["seated", "contrast"]) {
    const at = await page.locator(".bar-button").evaluateAll((all, key) => all.findIndex((one) => one.matches(`.bar-${key}`)), name);
    const before = (await signs())[at];
    await page.locator(`.bar-${name}`).tap();
    await expect(page.locator(`.bar-${name}`)).toHaveAttribute("aria-pressed", "true");
    // another sign, not another colour alone
    expect((await signs())[at], name).not.toBe(before);
    await page.waitForTimeout(UNHURRIED);
    await page.locator(`.bar-${name}`).tap();
    await kiosk.settled();
    expect((await signs())[at], name).toBe(before);
  }
  await page.locator(".bar-size").tap();
  await expect(page.locator(".bar-size")).toHaveText("标准版");
  await page.locator(".bar-size").tap();

  // the open tab is as dark as the others are light, also to who sees no colours
  await KIOSK_PAGES.find(({ name }) => name === "guide-documents")!.open(kiosk);
  const light = (selected: boolean): Promise<number> => page.locator(`.tab[aria-selected=${selected}]`).first().evaluate((tab) => {
    const [r, g, b] = getComputedStyle(tab).backgroundColor.match(/[\d.]+/g)!.map((value) => (Number(value) / 255) ** 2.2);
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  });
  expect(((await light(false)) + 0.05) / ((await light(true)) + 0.05)).toBeGreaterThanOrEqual(3);
  await expect(page.locator(".document .badge").first()).toHaveText(/必要|免提交|视情况/);

  // a switch says in words how it stands
  await kiosk.home();
  await KIOSK_PAGES.find(({ name }) => name === "documents-tick")!.open(kiosk);
  const first = page.getByRole("switch").first();
  const word = first.locator(".switch-word");
  await expect(word).toHaveText("还没有");
  await first.tap();
  await expect(word).not.toHaveText("还没有");
  await expect(first.locator(".switch-box svg")).toBeVisible();

  await kiosk.home();
  const closed = KIOSK_PAGES.find(({ name }) => name === "queue-refused")!;
  await closed.open(kiosk);
  await expect(page.locator(".take .trouble svg")).toBeVisible();
  await expect(page.locator(".take .trouble")).toHaveText(/暂停/);
  await closed.leave!(kiosk);
  await kiosk.close();
});

test("A50 A67 R75 the strip that says that the network is away brings nothing above the line, in no mode", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, reducedMotion: "reduce" });
  await kiosk.begin({ lang: "zh-CN", elder: false, seated: true });
  await hall.kill();
  await expect(kiosk.page.locator(".banner")).toBeVisible({ timeout: 60_000 });
  const faults: string[] = [];
  for (const mode of [
    { lang: "zh-CN", elder: false, tap: ".bar-size" }, { lang: "zh-CN", elder: true, tap: ".bar-language" },
    { lang: "en", elder: true, tap: ".bar-size" }, { lang: "en", elder: false, tap: ".bar-contrast" },
  ] as const) {
    await expect(kiosk.page.locator("html")).toHaveAttribute("lang", mode.lang);
    await kiosk.settled();
    await picture(kiosk.page, `kiosk-${modeName({ ...mode, seated: true })}-strip`);
    const found = await audit(kiosk.page, {
      text: mode.elder ? 44 : 32, lang: mode.lang, reach: 960, contrast: mode.elder ? 7 : 4.5, target: { width: 96, height: mode.elder ? 120 : 96, gap: 16 },
    });
    faults.push(...found.map((fault) => `${modeName(mode)}: ${fault}`));
    await kiosk.page.locator(mode.tap).tap();
  }
  expect(faults).toEqual([]);
  await kiosk.close();
});

const PANELS = [
  { name: "wide", viewport: { width: 1920, height: 1080 }, line: 540 },
  { name: "village", viewport: { width: 800, height: 1280 }, line: 640 },
];
for (const { name, viewport, line } of PANELS) {
  for (const mode of [{ lang: "en", elder: false }, { lang: "zh-CN", elder: true }, { lang: "en", elder: true },
    { lang: "zh-CN", elder: false, seated: true }, { lang: "en", elder: true, seated: true }] as Mode[]) {
    test(`A51 A54 A63 the bar holds every button at ${viewport.width}×${viewport.height}, ${modeName(mode)}`, async ({ browser, hall }) => {
      const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, reducedMotion: "reduce", viewport, clock: true });
      await kiosk.begin(mode);
      const faults: string[] = [];
      for (const page of KIOSK_PAGES.filter((one) => /^(home|queues|queue|department|guide-documents|search-found|check-in|ticket)$/.test(one.name))) {
        await page.open(kiosk);
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-${name}-${modeName(mode)}-${page.name}`);
        const found = await audit(kiosk.page, {
          text: name === "wide" ? 32 : 20, lang: mode.lang, reach: mode.seated ? line : undefined, target: { width: 64, height: 64, gap: 8 },
        });
        faults.push(...found.map((fault) => `${page.name}: ${fault}`));
        await expect(kiosk.page.locator(".bar-button")).toHaveCount(8);
        if (page.name !== "ticket") await kiosk.home();
      }
      expect(faults).toEqual([]);
      await kiosk.close();
    });
  }
}

test("A01 A02 a tablet that the hall's file describes has letters for its distance, and everything still fits", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, reducedMotion: "reduce", viewport: { width: 800, height: 1280 }, clock: true });
  await kiosk.page.goto(`${hall.url}/kiosk#device=@village`);
  await kiosk.page.reload();
  await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await kiosk.begin({ lang: "zh-CN", elder: true });
  // 10.1 inch at 350 mm: a capital under 0.7° wants 34.4 px
  await expect.poll(() => kiosk.page.locator(".bar-help span").last().evaluate((word) => parseFloat(getComputedStyle(word).fontSize))).toBeGreaterThanOrEqual(34.4);
  const faults: string[] = [];
  for (const page of KIOSK_PAGES.filter(({ name }) => /^(home|queues|queue|department|guide-basics|guide-documents|search-found|check-in|ticket)$/.test(name))) {
    await page.open(kiosk);
    await kiosk.settled();
    await picture(kiosk.page, `kiosk-village-enlarged-${page.name}`);
    faults.push(...(await audit(kiosk.page, { text: 34, lang: "zh-CN" })).map((fault) => `${page.name}: ${fault}`));
    if (page.name !== "ticket") await kiosk.home();
  }
  expect(faults).toEqual([]);
  await kiosk.close();
});
