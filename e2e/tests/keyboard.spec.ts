// The terminal's own keyboard: characters chosen for pinyin by touch and by a keypad, digits, English, in both sizes
// and on every panel; the system's keyboard never comes, and nothing that was written stays.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { byArrows, byTab } from "../support/keys.js";
import { Kiosk, MODES, ordinarily, modeName, UNHURRIED, UPRIGHT, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { Voice } from "../support/voice.js";
import { axe, watch } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const [ZH, EN, ELDER] = MODES as [Mode, Mode, Mode];
const SEARCH = /^搜索事项|^Search services/;
const PINYIN = /^(选汉字|Chinese)$/;
const TABLE = /\/a\/pinyin-[0-9a-f]{16}\.txt$/;

const field = (kiosk: Kiosk) => kiosk.page.getByRole("textbox");
const key = (kiosk: Kiosk, name: RegExp) => kiosk.page.locator(".keyboard").getByRole("button", { name });
const candidates = (kiosk: Kiosk) => kiosk.page.locator(".candidates > button:not([hidden])");
const rows = (kiosk: Kiosk) => kiosk.page.locator(".search-results li:not([hidden]) button");

async function touch(kiosk: Kiosk, letters: string): Promise<void> {
  for (const [at, letter] of [...letters.toUpperCase()].entries()) {
    if (letter === letters.toUpperCase()[at - 1]) await kiosk.page.waitForTimeout(UNHURRIED);
    await key(kiosk, new RegExp(`^${letter}$`)).tap();
  }
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
    await touch(kiosk, "sbk");
    expect(tables).toHaveLength(1);
    // once away and back what was typed is forgotten, and the browser has the table
    await kiosk.home();
    await kiosk.press(SEARCH);
    await expect(field(kiosk)).toHaveValue("");
    await key(kiosk, PINYIN).tap();
    await touch(kiosk, "sbk");
    await expect(candidates(kiosk).first()).toHaveText("社保卡");
    const carried = await page.evaluate(() => performance.getEntriesByType("resource")
      .filter(({ name }) => /\/a\/pinyin-[0-9a-f]{16}\.txt$/.test(name)).map((entry) => (entry as PerformanceResourceTiming).transferSize));
    expect(carried.slice(1)).toEqual([0]);
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

/** A surname as a person types it, and on which page of the characters it must be at the latest. */
const SURNAMES = [
  { sign: "张", letters: "zhang", page: 1 }, { sign: "邢", letters: "xing", page: 2 },
  // read otherwise as a surname than as a word
  { sign: "仇", letters: "qiu", page: 2 }, { sign: "单", letters: "shan", page: 3 }, { sign: "查", letters: "zha", page: 3 },
  { sign: "欧阳", letters: "ouyang", page: 1 }, { sign: "诸葛", letters: "zhuge", page: 1 },
];

test("A48 张 and surnames that few people have, by their own sound and few touches", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await open(kiosk, ZH);
  await key(kiosk, PINYIN).tap();
  for (const { sign, letters, page } of SURNAMES) {
    await key(kiosk, /^清除$/).tap();
    await touch(kiosk, letters);
    const found = candidates(kiosk).filter({ hasText: new RegExp(`^${sign}$`) });
    await expect(candidates(kiosk).first()).toBeVisible();
    let turned = 1;
    for (; turned < page && !(await found.isVisible()); turned++) {
      await key(kiosk, /后面的字/).tap();
      await kiosk.page.waitForTimeout(UNHURRIED);
    }
    await expect(found, `${sign} on page ${page} for ${letters}`).toBeVisible();
    await found.tap();
    await expect(field(kiosk)).toHaveValue(sign);
  }
  await kiosk.close();
});

test("A42 A48 张 by strokes of a finger: a way of handwriting that stands beside the keyboard and tells it what was written", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  // as a hall would add one: it knows its characters by the directions of their strokes
  await page.evaluate(() => {
    const known: Record<string, string> = { "→↓→↓↙→↓↘": "张" };
    const pad = document.createElement("div");
    pad.className = "pad";
    Object.assign(pad.style, { position: "fixed", left: "290px", top: "400px", width: "500px", height: "500px", zIndex: "9", touchAction: "none", background: "white" });
    document.body.append(pad);
    let from = { x: 0, y: 0 };
    let strokes = "";
    pad.addEventListener("pointerdown", (event) => { from = { x: event.clientX, y: event.clientY }; });
    pad.addEventListener("pointerup", (event) => {
      const [x, y] = [event.clientX - from.x, event.clientY - from.y];
      strokes += Math.abs(y) < Math.abs(x) / 2 ? "→" : Math.abs(x) < Math.abs(y) / 2 ? "↓" : x < 0 ? "↙" : "↘";
      const written = known[strokes];
      if (!written) return;
      document.dispatchEvent(new CustomEvent("mingtang-written", { detail: written }));
      strokes = "";
    });
  });
  const glass = await page.context().newCDPSession(page);
  const stroke = async (from: [number, number], to: [number, number]): Promise<void> => {
    const at = ([x, y]: [number, number]) => [{ x: 290 + x, y: 400 + y, id: 1 }];
    await glass.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(from) });
    await glass.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]) });
    await glass.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(to) });
    await glass.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  await expect(field(kiosk)).toHaveValue("");
  for (const [from, to] of [
    [[60, 80], [180, 80]], [[180, 80], [180, 180]], [[60, 180], [180, 180]], [[60, 180], [70, 420]],
    [[420, 60], [300, 160]], [[260, 240], [460, 240]], [[320, 120], [320, 420]], [[330, 260], [460, 420]],
  ] as [[number, number], [number, number]][]) await stroke(from, to);
  await expect(field(kiosk)).toHaveValue("张");
  // and what is typed goes on behind it
  await key(kiosk, PINYIN).tap();
  await touch(kiosk, "wei");
  await candidates(kiosk).first().tap();
  await expect(field(kiosk)).toHaveValue(/^张.$/);
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
  for (let again = 0; again < 2; again++) {
    await key(kiosk, PINYIN).tap();
    await page.waitForTimeout(UNHURRIED);
  }
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
  for (let back = 0; back < 2; back++) {
    await page.getByRole("button", { name: "返回", exact: true }).tap();
    await page.waitForTimeout(UNHURRIED);
  }
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

/** Fingers that come down and leave, as a panel tells them: any number of them at once. */
async function glass(kiosk: Kiosk) {
  const panel = await kiosk.page.context().newCDPSession(kiosk.page);
  const down = new Map<number, { x: number; y: number; radiusX?: number; radiusY?: number }>();
  // of an end the protocol is told who leaves, else who is there
  const tell = (type: "touchStart" | "touchMove" | "touchEnd", fingers = [...down]): Promise<unknown> =>
    panel.send("Input.dispatchTouchEvent", { type, touchPoints: fingers.map(([id, at]) => ({ id, ...at })) });
  const middle = async (name: RegExp): Promise<{ x: number; y: number }> => {
    const box = (await key(kiosk, name).boundingBox())!;
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  return {
    /** `radius`: how wide what touches is, in pixels, where the panel tells. */
    async press(id: number, name: RegExp, radius?: number): Promise<void> {
      down.set(id, { ...(await middle(name)), ...(radius ? { radiusX: radius, radiusY: radius } : {}) });
      await tell("touchStart");
    },
    async slide(id: number, name: RegExp): Promise<void> {
      down.set(id, await middle(name));
      await tell("touchMove");
    },
    async leave(id: number): Promise<void> {
      await tell("touchEnd", [[id, down.get(id)!]]);
      down.delete(id);
    },
  };
}

test("A40 A42 A43 a finger that stays, bounces, slides off or rests beside another types what was meant", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  const panel = await glass(kiosk);
  await panel.press(1, /^A$/);
  await expect(field(kiosk), "on release, not before").toHaveValue("");
  await panel.leave(1);
  await expect(field(kiosk)).toHaveValue("a");
  // slid off, to another key too: nothing
  await panel.press(1, /^B$/);
  await panel.slide(1, /^D$/);
  await panel.leave(1);
  // long, as who cannot press briefly: once
  await panel.press(1, /^C$/);
  await page.waitForTimeout(1_500);
  await panel.leave(1);
  await expect(field(kiosk)).toHaveValue("ac");
  // the next finger comes before the last has left
  await panel.press(1, /^D$/);
  await panel.press(2, /^E$/);
  await panel.leave(1);
  await panel.leave(2);
  await expect(field(kiosk)).toHaveValue("acde");
  // of a panel that tells how wide what touches is, a palm types nothing, and a thick finger does
  await panel.press(1, /^Z$/, 90);
  await panel.leave(1);
  await page.waitForTimeout(150);
  await expect(field(kiosk)).toHaveValue("acde");
  await panel.press(1, /^Z$/, 30);
  await panel.leave(1);
  await expect(field(kiosk)).toHaveValue("acdez");
  await page.waitForTimeout(150);
  await key(kiosk, /^退格$/).tap();
  await expect(field(kiosk)).toHaveValue("acde");
  // a hand rests on the glass
  await panel.press(1, /^清除$/);
  for (const name of [/^F$/, /^G$/]) {
    await panel.press(2, name);
    await panel.leave(2);
  }
  await expect(field(kiosk)).toHaveValue("acdefg");
  // a finger that trembles touches twice within 80 ms; whoever wants two of a letter takes longer
  const twice = (ms: number): Promise<void> => page.evaluate((ms) => {
    const keys = [...document.querySelectorAll(".letters button")];
    const target = keys.find((found) => found.textContent === "H")!;
    const { left, top } = target.getBoundingClientRect();
    const touch = new Touch({ identifier: 9, target, clientX: left + 9, clientY: top + 9 });
    const lift = (): boolean => target.dispatchEvent(new TouchEvent("touchend", { bubbles: true, cancelable: true, changedTouches: [touch] }));
    lift();
    return new Promise<void>((done) => setTimeout(() => { lift(); done(); }, ms));
  }, ms);
  await twice(20);
  await expect(field(kiosk)).toHaveValue("acdefgh");
  await page.waitForTimeout(100);
  await twice(150);
  await expect(field(kiosk)).toHaveValue("acdefghhh");
  // what comes in place of a key that was touched is not touched with it
  await panel.leave(1);
  await key(kiosk, /^完成$/).tap();
  await expect(page.locator(".letters")).toHaveCount(0);
  await page.waitForTimeout(400);
  await expect(page.locator(".letters")).toHaveCount(0);
  await kiosk.close();
});

test("A42 a key of a keyboard that is held types once, and Enter on a key too", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await open(kiosk, ZH);
  // every further `down` is the repetition of a key that is held
  for (let held = 0; held < 5; held++) await page.keyboard.down("s");
  await page.keyboard.up("s");
  await expect(field(kiosk)).toHaveValue("s");
  await byArrows(page, /^B$/);
  for (let held = 0; held < 5; held++) await page.keyboard.down("Enter");
  await page.keyboard.up("Enter");
  await expect(field(kiosk)).toHaveValue("sb");
  await field(kiosk).tap();
  for (let held = 0; held < 5; held++) await page.keyboard.down("k");
  await page.keyboard.up("k");
  await expect(field(kiosk)).toHaveValue("sbk");
  // what is to be taken back may be much
  for (let held = 0; held < 2; held++) await page.keyboard.down("Backspace");
  await page.keyboard.up("Backspace");
  await expect(field(kiosk)).toHaveValue("s");
  await kiosk.close();
});

test("A21 A48 who listens hears each key's letter, and what can be chosen at every letter", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page);
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/home$/);
  await byTab(page, SEARCH);
  await page.keyboard.press("Enter");
  await kiosk.settled();
  await voice.says("要办的事");
  await voice.forget();
  await byTab(page, PINYIN);
  await page.keyboard.press("Enter");
  await voice.says("输入拼音，再点要的字");
  for (const letter of "SBK") {
    await voice.forget();
    await byTab(page, new RegExp(`^${letter}$`));
    await voice.says(`${letter}，按钮`);
    await page.keyboard.press("Enter");
  }
  const shown = await candidates(kiosk).allTextContents();
  expect(shown[0]).toBe("社保卡");
  await voice.says(shown.join("，"));
  await byTab(page, /^社保卡$/);
  await voice.says("社保卡，按钮");
  await page.keyboard.press("Enter");
  await expect(field(kiosk)).toHaveValue("社保卡");
  await kiosk.close();
});

test("A21 A22 who types and moves on at once hears where they are, not the list that has changed", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page);
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/home$/);
  await byTab(page, SEARCH);
  await page.keyboard.press("Enter");
  await kiosk.settled();
  await byTab(page, /^S$/);
  await voice.silent();
  await voice.forget();
  // in the very moment in which the list tells that it has other pages
  await page.evaluate(() => new Promise<void>((moved) => {
    const key = (letter: string): HTMLElement => [...document.querySelectorAll<HTMLElement>(".letters button")].find((one) => one.textContent?.trim() === letter)!;
    const place = (): string => document.querySelector(".pager-place")?.textContent ?? "";
    const before = place();
    new MutationObserver((_, observer) => {
      if (place() === before) return;
      observer.disconnect();
      key("B").dispatchEvent(new KeyboardEvent("keydown", { key: "Tab", bubbles: true }));
      key("B").focus();
      moved();
    }).observe(document.querySelector(".search-body")!, { childList: true, characterData: true, subtree: true });
    key("S").click();
  }));
  await voice.says("B，按钮");
  expect(await voice.log()).toContain("找到");
  await kiosk.close();
});

test("A47 a long text stays readable at its end, and the keyboard takes no more than fits", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  for (const mode of [ZH, ELDER]) {
    if (mode.elder) await page.locator(".bar-size").tap();
    else await open(kiosk, mode);
    await key(kiosk, /^清除$/).tap();
    await page.evaluate(() => document.dispatchEvent(new CustomEvent("mingtang-written", { detail: "居民身份证丢失补领需要什么材料".repeat(4) })));
    await expect(field(kiosk)).toHaveValue(/^.{40}$/);
    await touch(kiosk, "a");
    await expect(field(kiosk)).toHaveValue(/^.{40}$/);
    const hidden = await field(kiosk).evaluate((input: HTMLInputElement) => input.scrollWidth - input.clientWidth - input.scrollLeft);
    await kiosk.settled();
    await picture(page, `kiosk-keyboard-${modeName(mode)}-long`);
    expect(hidden, "the last characters are seen").toBeLessThanOrEqual(1);
  }
  await kiosk.close();
});

const PANELS = [
  { name: "1080x1920", viewport: { width: 1080, height: 1920 }, scale: 1 },
  { name: "1920x1080", viewport: { width: 1920, height: 1080 }, scale: 1 },
  { name: "800x1280", viewport: { width: 800, height: 1280 }, scale: 1280 / 1920 },
  { name: "1366x768", viewport: { width: 1366, height: 768 }, scale: 768 / 1080 },
];
const WAYS: Mode[] = [...MODES, ...MODES.map((mode) => ({ ...mode, seated: true })), { ...ZH, contrast: true }, { ...ELDER, seated: true, contrast: true }];
// the shortest words, the longest at the largest size, the lower half, and all of it together
for (const mode of ordinarily(WAYS, ["zh", "en-elder", "en-seated", "zh-elder-seated-contrast"])) {
  test(`A01 A02 A04 A05 A08 A47 A54 the keyboard and what it writes into fit every panel, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const faults: string[] = [];
    for (const { name, viewport, scale } of PANELS) {
      const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport });
      await open(kiosk, mode);
      // large rows on an upright panel are two, above the keys
      const least = mode.elder && viewport.height > viewport.width ? 2 : 3;
      if (!mode.seated && (await rows(kiosk).count()) < least) faults.push(`${name}: ${await rows(kiosk).count()} rows`);
      await key(kiosk, PINYIN).tap();
      for (const [state, letters] of [["hint", ""], ["word", "sbk"], ["signs", "clear shi"], ["four", "clear yingyezhizhao"], ["sentence", "clear banlishenfenzheng"], ["nothing", "clear zzq"], ["digits", ""], ["away", ""]] as const) {
        if (letters.startsWith("clear")) await key(kiosk, /^(清除|Clear)$/).tap();
        await touch(kiosk, letters.replace("clear ", ""));
        if (state === "word") await expect(candidates(kiosk).first()).toHaveText("社保卡");
        if (state === "digits") await key(kiosk, /^123$/).tap();
        if (state === "away") await key(kiosk, /^(完成|Done)$/).tap();
        await kiosk.settled();
        await picture(kiosk.page, `kiosk-keyboard-${modeName(mode)}-${name}-${state}`);
        const target = { width: 96 * scale, height: (mode.elder ? 120 : 96) * scale, gap: 16 * scale };
        const rules = { text: (mode.elder ? 44 : 32) * scale, title: (mode.elder ? 72 : 48) * scale, target, lang: mode.lang };
        const found = [...(await axe(kiosk.page, mode.contrast)), ...(await audit(kiosk.page, rules))];
        // on an upright panel, and for who sits, every key is in the lower half
        if (viewport.height > viewport.width || mode.seated) {
          const tops = await kiosk.page.locator(".keyboard button").evaluateAll((keys) =>
            keys.filter((key) => key.checkVisibility()).map((key) => key.getBoundingClientRect().top));
          const top = Math.min(...tops);
          if (top < viewport.height / 2 - 0.5) found.push(`the keyboard begins at ${top}`);
        }
        faults.push(...found.map((fault) => `${name} ${state}: ${fault}`));
      }
      await kiosk.close();
    }
    expect(faults).toEqual([]);
  });
}
