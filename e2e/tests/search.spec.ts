// Search at the terminal: from a few letters to the right guide and to a number, by touch and by keys, in both
// languages and both sizes, without a call to the server at any key.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { byArrows, byTab } from "../support/keys.js";
import { Kiosk, MODES, modeName, UNHURRIED, UPRIGHT, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const [ZH, EN] = MODES as [Mode, Mode];
const SEARCH = /^搜索事项|^Search services/;

const field = (kiosk: Kiosk) => kiosk.page.getByRole("textbox");
const rows = (kiosk: Kiosk) => kiosk.page.locator(".search-results li:not([hidden]) button");
const marks = (kiosk: Kiosk) => kiosk.page.locator(".search-results li:not([hidden]) mark");
const said = (kiosk: Kiosk) => kiosk.page.locator(".unseen[aria-live=polite]");

/** Types on the screen. */
async function touch(kiosk: Kiosk, letters: string): Promise<void> {
  for (const [at, letter] of [...letters.toUpperCase()].entries()) {
    if (letter === letters.toUpperCase()[at - 1]) await kiosk.page.waitForTimeout(UNHURRIED);
    const name = letter === " " ? /^(空格|Space)$/ : new RegExp(`^${letter}$`);
    await kiosk.page.locator(".keyboard").getByRole("button", { name }).tap();
  }
}

async function open(kiosk: Kiosk, mode: Mode): Promise<void> {
  await kiosk.begin(mode);
  await kiosk.press(SEARCH);
  await expect(field(kiosk)).toBeVisible();
  await expect(rows(kiosk).first()).toBeVisible();
  await kiosk.settled();
}

test("A48 R68 by initials on the screen to the guide and to a number, and no key asks the server", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const faults = await watch(kiosk.page, hall.url);
  await kiosk.page.reload();
  await open(kiosk, ZH);
  const asked: string[] = [];
  kiosk.page.on("request", (request) => asked.push(request.url()));
  await touch(kiosk, "sbk");
  await expect(field(kiosk)).toHaveValue("sbk");
  await expect(said(kiosk)).toHaveText(/^找到 \d+ 项/);
  await expect(rows(kiosk).first()).toContainText("社会保障卡申领");
  // the keyword by which it was found is shown, and marked
  await expect(marks(kiosk).first()).toHaveText("社保卡");
  // a while after its beginning a page looks once more whether the catalog is another one, and every ten seconds the
  // machine tells that it is there; that is no key's doing
  expect(asked.filter((url) => !/\/(events|catalog|screens\/reports)$/.test(url))).toEqual([]);
  await picture(kiosk.page, "kiosk-search-initials");
  await rows(kiosk).first().tap();
  await expect(kiosk.page.getByRole("heading", { level: 1 })).toHaveText("社会保障卡申领");
  await kiosk.page.locator(".take-action button").tap();
  await expect(kiosk.page.locator(".ticket-number")).toHaveText(/^[A-Z]\d{3}$/);
  expect(faults).toEqual([]);
  await kiosk.close();
});

test("A48 A52 in English, with words in another order and a slip, to the guide", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await open(kiosk, EN);
  await touch(kiosk, "lost id card");
  await expect(rows(kiosk).first()).toContainText("Replacement of a lost resident ID card");
  await expect(marks(kiosk).first()).toHaveText("lost ID card");
  await picture(kiosk.page, "kiosk-search-english");
  await kiosk.page.getByRole("button", { name: "Clear", exact: true }).tap();
  await expect(field(kiosk)).toHaveValue("");
  await touch(kiosk, "pasport");
  await expect(marks(kiosk).first()).toHaveText("passport", { ignoreCase: true });
  await rows(kiosk).first().tap();
  await expect(kiosk.page.getByRole("heading", { level: 1 })).toHaveText("Ordinary passport");
  await kiosk.close();
});

test("R68 characters, full pinyin, mixtures and everyday words, from a keyboard", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await open(kiosk, ZH);
  for (const [typed, name, marked] of [
    ["身份证到期", "居民身份证换领", "身份证到期"], ["shebaoka", "社会保障卡申领", "社保卡"], ["she保k", "社会保障卡申领", "社保卡"],
    ["户口迁移", "户口迁移审批", "户口迁移"], ["补办身份证", "居民身份证丢失补领", "身份证"],
  ] as const) {
    await field(kiosk).fill(typed);
    await expect(rows(kiosk).first(), typed).toContainText(name);
    await expect(marks(kiosk).first(), typed).toHaveText(marked);
  }
  await kiosk.close();
});

test("A14 words known from elsewhere lead to the elder version", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await open(kiosk, ZH);
  for (const word of ["亲情版", "关爱版", "关怀版", "长辈版", "大字版"]) {
    await field(kiosk).fill(word);
    await expect(rows(kiosk).first(), word).toHaveText("切换为长辈版");
  }
  await field(kiosk).fill("");
  await touch(kiosk, "qqb");
  await expect(rows(kiosk).first()).toHaveText("切换为长辈版");
  await picture(kiosk.page, "kiosk-search-alias");
  await rows(kiosk).first().tap();
  await expect(kiosk.page.locator("html")).toHaveAttribute("data-elder", "true");
  // what was typed stays (A53), and the row leads back
  await expect(field(kiosk)).toHaveValue("qqb");
  await expect(rows(kiosk).first()).toHaveText("切换为标准版");
  await kiosk.close();
});

test("A16 A17 with keys alone: letters, Enter to the first hit, arrows and Tab over the keys", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/home$/);
  await kiosk.settled();
  await byTab(page, SEARCH);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/search$/);
  await kiosk.settled();
  await page.keyboard.type("hzx");
  await page.keyboard.press("Backspace");
  await expect(field(kiosk)).toHaveValue("hz");
  await page.keyboard.press("Enter");
  await expect(rows(kiosk).first()).toBeFocused();
  await expect(rows(kiosk).first()).toContainText("护照");
  await byArrows(page, /^(清除)$/);
  await page.keyboard.press("Enter");
  await expect(field(kiosk)).toHaveValue("");
  await byArrows(page, /^H$/);
  await page.keyboard.press(" ");
  await byTab(page, /^Z$/);
  await page.keyboard.press("Enter");
  await expect(field(kiosk)).toHaveValue("hz");
  await byTab(page, /^普通护照签发/);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("普通护照签发");
  await kiosk.close();
});

test("A37 A53 A55 nothing found says what to do, the words survive a change of language, and are gone with the person", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  await touch(kiosk, "zzqq");
  await expect(said(kiosk)).toHaveText("没有找到");
  await expect(page.locator(".search-nothing")).toContainText("导办台");
  await picture(page, "kiosk-search-nothing");
  await page.locator(".bar-language").tap();
  await expect(field(kiosk)).toHaveValue("zzqq");
  await expect(page.locator(".search-nothing")).toContainText("guide desk");
  await page.locator(".bar-language").tap();
  await kiosk.press(/^按部门办/);
  await expect(page).toHaveURL(/departments$/);
  // back, what was typed is still there
  await page.getByRole("button", { name: "返回", exact: true }).tap();
  await expect(field(kiosk)).toHaveValue("zzqq");
  expect(await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href, document.cookie]))).not.toContain("zzqq");
  await page.getByRole("button", { name: "返回", exact: true }).tap();
  await expect(page).toHaveURL(/home$/);
  await page.getByRole("button", { name: "返回", exact: true }).tap();
  await kiosk.wake();
  await kiosk.press(SEARCH);
  await expect(field(kiosk)).toHaveValue("");
  await kiosk.close();
});

const PANELS = [
  { name: "1080x1920", viewport: { width: 1080, height: 1920 }, scale: 1 },
  { name: "1920x1080", viewport: { width: 1920, height: 1080 }, scale: 1 },
  { name: "800x1280", viewport: { width: 800, height: 1280 }, scale: 1280 / 1920 },
];
for (const mode of MODES) {
  test(`A01 A02 A08 A44 A54 search fits every panel, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(120_000);
    const faults: string[] = [];
    for (const { name, viewport, scale } of PANELS) {
      const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport });
      await kiosk.begin(mode);
      for (const state of ["home", "empty", "found", "nothing"]) {
        if (state === "empty") await kiosk.press(SEARCH);
        if (state === "found") await touch(kiosk, mode.lang === "en" ? "re" : "s");
        if (state === "nothing") await touch(kiosk, "zzq");
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-search-${modeName(mode)}-${name}-${state}`);
        const target = { width: 96 * scale, height: (mode.elder ? 120 : 96) * scale, gap: 16 * scale };
        const rules = { text: (mode.elder ? 44 : 32) * scale, title: (mode.elder ? 72 : 48) * scale, target, lang: mode.lang };
        const found = [...(await axe(kiosk.page)), ...(await audit(kiosk.page, rules))];
        // what is said of the hits is seen and heard on every panel
        if (!(await kiosk.page.locator(".search-count").isVisible()) && state !== "home") found.push("the count cannot be seen");
        faults.push(...found.map((fault) => `${name} ${state}: ${fault}`));
      }
      await kiosk.close();
    }
    expect(faults).toEqual([]);
  });
}

test("A37 what was typed does not stay for who comes to the first page next", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await open(kiosk, ZH);
  await touch(kiosk, "sbk");
  await expect(field(kiosk)).toHaveValue(/^sbk$/i);
  await kiosk.home();
  await kiosk.press(SEARCH);
  await expect(field(kiosk)).toHaveValue("");
  await kiosk.close();
});
