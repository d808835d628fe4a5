// The modes of the terminal on every page: seated, where everything that is touched lies in the lower half, and
// high contrast; alone, with the elder version, and in both languages. Each page is pictured.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, modeName, UPRIGHT, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";
import { KIOSK_PAGES } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const TOUCHED = "button, a[href], select, textarea, [role=button], [role=tab], [role=switch]";

/** What is touched above the line. The field of the search takes no touch: its keys are below. */
function above(kiosk: Kiosk, line: number): Promise<string[]> {
  return kiosk.page.evaluate(([touched, line]) => {
    const root = document.querySelector("dialog[open]") ?? document.body;
    return [...root.querySelectorAll(touched as string)]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .map((element) => ({ name: (element.textContent ?? "").trim().slice(0, 30), top: element.getBoundingClientRect().top }))
      .filter(({ top }) => top < (line as number) - 0.5)
      .map(({ name, top }) => `above the line: ${name} at ${Math.round(top)}`);
  }, [TOUCHED, line] as const);
}

/** The pages of a list one after the other. */
async function leaves(kiosk: Kiosk, look: () => Promise<string[]>): Promise<string[]> {
  const found = new Set<string>();
  const dialog = await kiosk.page.locator("dialog[open]").count();
  for (let leaf = 0; leaf < 80; leaf++) {
    await kiosk.settled();
    for (const fault of await look()) found.add(fault);
    const next = kiosk.turner();
    if (dialog || !(await next.isVisible()) || (await next.getAttribute("aria-disabled")) === "true") break;
    await next.tap({ timeout: 3_000 });
  }
  return [...found];
}

const SEATED: Mode[] = [
  { lang: "zh-CN", elder: false, seated: true }, { lang: "en", elder: false, seated: true },
  { lang: "zh-CN", elder: true, seated: true }, { lang: "en", elder: true, seated: true },
];

for (const mode of SEATED) {
  test(`A50 R75 seated: all that is touched lies in the lower half, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(300_000);
    const kiosk = await Kiosk.open(browser, hall, { clock: true });
    const faults: string[] = [];
    await kiosk.begin(mode);
    for (const page of KIOSK_PAGES) {
      await test.step(page.name, async () => {
        await page.open(kiosk);
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-${modeName(mode)}-${page.name}`);
        const rules = { text: mode.elder ? 44 : 32, target: { width: 96, height: mode.elder ? 120 : 96, gap: 16 }, lang: mode.lang };
        const found = await leaves(kiosk, async () => [...(await above(kiosk, 960)), ...(await audit(kiosk.page, rules))]);
        faults.push(...found.map((fault) => `${page.name}: ${fault}`));
        await page.leave?.(kiosk);
        if (page !== KIOSK_PAGES.at(-1)) await kiosk.home();
      });
    }
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

const CONTRAST: Mode[] = [
  { lang: "zh-CN", elder: false, contrast: true }, { lang: "en", elder: false, contrast: true },
  { lang: "zh-CN", elder: true, contrast: true },
];

for (const mode of CONTRAST) {
  test(`A08 A09 R76 high contrast: 7:1 on every page, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(300_000);
    const kiosk = await Kiosk.open(browser, hall, { clock: true });
    const faults = await watch(kiosk.page, hall.url);
    await kiosk.page.reload();
    await kiosk.begin(mode);
    for (const page of KIOSK_PAGES) {
      await test.step(page.name, async () => {
        await page.open(kiosk);
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-${modeName(mode)}-${page.name}`);
        faults.push(...(await axe(kiosk.page, true)).map((fault) => `${page.name}: ${fault}`));
        await page.leave?.(kiosk);
        if (page !== KIOSK_PAGES.at(-1)) await kiosk.home();
      });
    }
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

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

const PANELS = [
  { name: "wide", viewport: { width: 1920, height: 1080 }, line: 540 },
  { name: "village", viewport: { width: 800, height: 1280 }, line: 640 },
];
for (const { name, viewport, line } of PANELS) {
  for (const mode of [{ lang: "zh-CN", elder: false }, { lang: "en", elder: false }, { lang: "zh-CN", elder: true }, { lang: "en", elder: true },
    { lang: "zh-CN", elder: false, seated: true }, { lang: "en", elder: true, seated: true }] as Mode[]) {
    test(`A51 A54 A63 the bar holds every button at ${viewport.width}×${viewport.height}, ${modeName(mode)}`, async ({ browser, hall }) => {
      const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport, clock: true });
      await kiosk.begin(mode);
      const faults: string[] = [];
      for (const page of KIOSK_PAGES.filter(({ name }) => /^(home|queues|queue|department|guide-documents|search-found|check-in|ticket)$/.test(name))) {
        await page.open(kiosk);
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-${name}-${modeName(mode)}-${page.name}`);
        const found = await audit(kiosk.page, { text: name === "wide" ? 32 : 20, lang: mode.lang });
        if (mode.seated) found.push(...(await above(kiosk, line)));
        faults.push(...found.map((fault) => `${page.name}: ${fault}`));
        await expect(kiosk.page.locator(".bar-button")).toHaveCount(7);
        if (page.name !== "ticket") await kiosk.home();
      }
      expect(faults).toEqual([]);
      await kiosk.close();
    });
  }
}

test("A01 A02 a tablet that the hall's file describes has letters for its distance, and everything still fits", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport: { width: 800, height: 1280 }, clock: true });
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
