// The terminal's own keyboard: characters chosen for pinyin by touch and by a keypad, digits, English, in both sizes
// and on every panel; the system's keyboard never comes, and nothing that was written stays.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { byArrows } from "../support/keys.js";
import { Kiosk, MODES, modeName, UPRIGHT, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const [ZH, EN, ELDER] = MODES as [Mode, Mode, Mode];
const SEARCH = /^搜索事项|^Search services/;
const PINYIN = /^(拼音选字|Chinese)$/;
const TABLE = /\/a\/pinyin-[0-9a-f]{16}\.txt$/;

const field = (kiosk: Kiosk) => kiosk.page.getByRole("textbox");
const key = (kiosk: Kiosk, name: RegExp) => kiosk.page.locator(".keyboard").getByRole("button", { name });
const candidates = (kiosk: Kiosk) => kiosk.page.locator(".candidates > button:not([hidden])");
const rows = (kiosk: Kiosk) => kiosk.page.locator(".search-results li:not([hidden]) button");

async function touch(kiosk: Kiosk, letters: string): Promise<void> {
  for (const letter of letters.toUpperCase()) await key(kiosk, new RegExp(`^${letter}$`)).tap();
}

async function open(kiosk: Kiosk, mode: Mode): Promise<void> {
  await kiosk.begin(mode);
  await kiosk.press(SEARCH);
  await expect(rows(kiosk).first()).toBeVisible();
  await kiosk.settled();
}

for (const mode of [ZH, ELDER, EN]) {
  test(`A47 A48 社保卡 by touch, word by word and whole, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    const faults = await watch(page, hall.url);
    const tables: string[] = [];
    page.on("request", (request) => TABLE.test(request.url()) && tables.push(request.url()));
    await page.reload();
    await open(kiosk, mode);
    expect(await page.locator("input, textarea, [contenteditable]").evaluateAll((all) => all.map((one) => one.getAttribute("inputmode")))).toEqual(["none"]);
    await touch(kiosk, "she");
    // first letters are searched at once; the table comes only when somebody wants it
    expect(tables).toEqual([]);
    await key(kiosk, PINYIN).tap();
    await expect(candidates(kiosk).first()).toBeVisible();
    expect(tables).toHaveLength(1);
    await touch(kiosk, "baoka");
    await expect(candidates(kiosk).first()).toHaveText("社保卡");
    expect(await candidates(kiosk).count()).toBeLessThanOrEqual(6);
    await picture(page, `kiosk-keyboard-${modeName(mode)}`);
    // the other letters stay
    await candidates(kiosk).filter({ hasText: /^社保$/ }).tap();
    await expect(field(kiosk)).toHaveValue("社保ka");
    await expect(candidates(kiosk).first()).toHaveText("卡");
    await candidates(kiosk).first().tap();
    await expect(field(kiosk)).toHaveValue("社保卡");
    await expect(candidates(kiosk)).toHaveCount(0);
    await expect(rows(kiosk).first()).toContainText(mode.lang === "en" ? "ocial" : "社会保障卡");
    await key(kiosk, /^(清除|Clear)$/).tap();
    await touch(kiosk, "sbk");
    await candidates(kiosk).first().tap();
    await expect(field(kiosk)).toHaveValue("社保卡");
    // once away and back it is the browser that has it
    expect(tables).toHaveLength(1);
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

test("A16 A48 社保卡 by a keypad of arrows and Enter, to the guide", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  const press = async (name: RegExp): Promise<void> => {
    await byArrows(page, name);
    await page.keyboard.press("Enter");
  };
  await press(PINYIN);
  for (const letter of "SBK") await press(new RegExp(`^${letter}$`));
  await press(/^社保卡$/);
  await expect(field(kiosk)).toHaveValue("社保卡");
  // nothing is left to choose: Enter leads to what was found
  await expect(field(kiosk)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rows(kiosk).first()).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("社会保障卡申领");
  await kiosk.close();
});

test("A48 candidates are turned like pages, a space takes the first, an apostrophe parts, English and digits pass", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  await key(kiosk, PINYIN).tap();
  await expect(page.locator(".candidates")).toContainText("输入拼音");
  await touch(kiosk, "shi");
  await expect(candidates(kiosk)).toHaveCount(6);
  const first = await candidates(kiosk).allTextContents();
  await key(kiosk, /后面的字/).tap();
  const second = await candidates(kiosk).allTextContents();
  expect(second.filter((text) => first.includes(text))).toEqual([]);
  await key(kiosk, /前面的字/).tap();
  expect(await candidates(kiosk).allTextContents()).toEqual(first);
  await expect(key(kiosk, /前面的字/)).toHaveAttribute("aria-disabled", "true");
  await key(kiosk, /^空格$/).tap();
  await expect(field(kiosk)).toHaveValue("是");
  await key(kiosk, /^退格$/).tap();
  await expect(field(kiosk)).toHaveValue("");
  await page.keyboard.type("xi'an");
  await expect(candidates(kiosk).first()).toHaveText("西安");
  await page.keyboard.press(" ");
  await expect(field(kiosk)).toHaveValue("西安");
  // what is not chosen stays as it was typed
  await key(kiosk, /^清除$/).tap();
  await touch(kiosk, "id");
  await key(kiosk, /^123$/).tap();
  await touch(kiosk, "24");
  await picture(page, "kiosk-keyboard-digits");
  await expect(field(kiosk)).toHaveValue("id24");
  await key(kiosk, /^ABC$/).tap();
  await key(kiosk, PINYIN).tap();
  await expect(candidates(kiosk)).toHaveCount(0);
  await kiosk.close();
});

test("A48 张 by pinyin, and as another way of writing says it", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await open(kiosk, ZH);
  await key(kiosk, PINYIN).tap();
  await touch(kiosk, "zhang");
  await candidates(kiosk).filter({ hasText: /^张$/ }).tap();
  await expect(field(kiosk)).toHaveValue("张");
  await kiosk.page.evaluate(() => document.dispatchEvent(new CustomEvent("mingtang-written", { detail: "伟" })));
  await expect(field(kiosk)).toHaveValue("张伟");
  await kiosk.close();
});

test("A48 without the table it is said, first letters go on, and the next try fetches it", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.route(TABLE, (route) => route.abort());
  await open(kiosk, ZH);
  await touch(kiosk, "sbk");
  await key(kiosk, PINYIN).tap();
  await expect(page.locator(".candidates")).toContainText("暂时不能选字");
  await expect(rows(kiosk).first()).toContainText("社会保障卡申领");
  await page.unroute(TABLE);
  await key(kiosk, PINYIN).tap();
  await key(kiosk, PINYIN).tap();
  await expect(candidates(kiosk).first()).toHaveText("社保卡");
  await kiosk.close();
});

test("A37 what was written and chosen is nowhere, and is gone with the person", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  await key(kiosk, PINYIN).tap();
  await touch(kiosk, "zhangwei");
  await candidates(kiosk).filter({ hasText: /^张$/ }).tap();
  await expect(field(kiosk)).toHaveValue("张wei");
  const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.title, document.cookie]));
  expect(kept).not.toMatch(/张|wei/);
  for (let back = 0; back < 2; back++) await page.getByRole("button", { name: "返回", exact: true }).tap();
  await kiosk.wake();
  await kiosk.press(SEARCH);
  await expect(field(kiosk)).toHaveValue("");
  await expect(page.locator(".candidates")).toHaveCount(0);
  await kiosk.close();
});

test("A16 A48 done makes room for what was found, and the keyboard comes back", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  await touch(kiosk, "s");
  await kiosk.settled();
  const before = await rows(kiosk).count();
  await key(kiosk, /^完成$/).tap();
  await expect(page.locator(".letters")).toHaveCount(0);
  await expect.poll(() => rows(kiosk).count()).toBeGreaterThan(before);
  await picture(page, "kiosk-keyboard-away");
  await key(kiosk, /^键盘$/).tap();
  await expect(page.locator(".letters")).toBeVisible();
  await key(kiosk, /^完成$/).tap();
  await field(kiosk).tap();
  await expect(page.locator(".letters")).toBeVisible();
  await kiosk.close();
});

const PANELS = [
  { name: "1080x1920", viewport: { width: 1080, height: 1920 }, scale: 1 },
  { name: "1920x1080", viewport: { width: 1920, height: 1080 }, scale: 1 },
  { name: "800x1280", viewport: { width: 800, height: 1280 }, scale: 1280 / 1920 },
];
for (const mode of MODES) {
  test(`A01 A02 A04 A05 A08 A47 A54 the keyboard and what it writes into fit every panel, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(120_000);
    const faults: string[] = [];
    for (const { name, viewport, scale } of PANELS) {
      const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport });
      await open(kiosk, mode);
      await key(kiosk, PINYIN).tap();
      for (const [state, letters] of [["hint", ""], ["word", "sbk"], ["signs", "clear shi"], ["sentence", "clear banlishenfenzheng"], ["digits", ""], ["away", ""]] as const) {
        if (letters.startsWith("clear")) await key(kiosk, /^(清除|Clear)$/).tap();
        await touch(kiosk, letters.replace("clear ", ""));
        if (state === "word") await expect(candidates(kiosk).first()).toHaveText("社保卡");
        if (state === "digits") await key(kiosk, /^123$/).tap();
        if (state === "away") await key(kiosk, /^(完成|Done)$/).tap();
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-keyboard-${modeName(mode)}-${name}-${state}`);
        const target = { width: 96 * scale, height: (mode.elder ? 120 : 96) * scale, gap: 16 * scale };
        const rules = { text: (mode.elder ? 44 : 32) * scale, title: (mode.elder ? 72 : 48) * scale, target, lang: mode.lang };
        const found = [...(await axe(kiosk.page)), ...(await audit(kiosk.page, rules))];
        // on an upright panel every key is in the lower half
        if (viewport.height > viewport.width) {
          const top = await kiosk.page.locator(".keyboard").evaluate((keyboard) => keyboard.getBoundingClientRect().top);
          if (top < viewport.height / 2) found.push(`the keyboard begins at ${top}`);
        }
        faults.push(...found.map((fault) => `${name} ${state}: ${fault}`));
      }
      await kiosk.close();
    }
    expect(faults).toEqual([]);
  });
}
