// Somebody who does not see the screen, with a keypad and headphones or the loudspeaker: begins with one key, hears every
// page, takes a number and reads a guide.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, Hall, test } from "../support/hall.js";
import { byTab } from "../support/keys.js";
import { Kiosk } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { bare, visible, Voice } from "../support/voice.js";
import { watch } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const LANGS = [
  { lang: "zh-CN", short: "zh", welcome: "欢迎使用自助服务终端，朗读已打开", take: /^取号排队/, queue: /^医疗保障/, now: /^直接取号/, guides: /^办事指南/, button: "按钮" },
  { lang: "en", short: "en", welcome: "Welcome to the self-service kiosk. Reading aloud is on", take: /^Take a number/, queue: /^Healthcare/, now: /^Take a number/, guides: /^Service guides/, button: "button" },
];

/** The attract page, and one key. */
async function begin(kiosk: Kiosk, lang = "zh-CN"): Promise<void> {
  await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await kiosk.page.keyboard.press("Enter");
  await expect(kiosk.page).toHaveURL(/\/kiosk\/home$/);
  if (lang === "en") {
    await byTab(kiosk.page, /^English$/);
    await kiosk.page.keyboard.press("Enter");
    await expect(kiosk.page.locator("html")).toHaveAttribute("lang", "en");
  }
}

/** Goes to a control by keys and presses it. */
async function press(kiosk: Kiosk, name: RegExp): Promise<void> {
  await byTab(kiosk.page, name);
  await kiosk.page.keyboard.press("Enter");
  await kiosk.settled();
}

test("A20 A24 A30 one key on the attract page begins: welcome, how to go on, then the page, each sentence shown", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const faults = await watch(kiosk.page, hall.url);
  const voice = await Voice.of(kiosk.page);
  await begin(kiosk);
  await voice.says("欢迎使用自助服务终端，朗读已打开");
  await voice.says("按 Tab 键或方向键选择，按回车键确定");
  await voice.says("按 R 键重听，按 P 键暂停");
  await voice.says("您好，请选择要办理的业务");
  await voice.silent();
  const said = await voice.said();
  // what sounds is what is shown, in the language of the screen or as it is marked
  expect((await voice.ears()).started).toBe(said.length);
  const asked = new Set(voice.asked.map(({ lang, text }) => `${lang} ${text}`));
  for (const { text, lang } of said) expect(asked).toContain(`${lang.slice(0, 2)} ${text}`);
  expect(said[0]).toMatchObject({ text: "欢迎使用自助服务终端，朗读已打开", lang: "zh-CN" });
  for (const { page } of voice.asked) expect(new URL(page).search, "no text in an address").toBe("");

  // another language: the page once more, in it
  await voice.forget();
  await kiosk.page.locator(".bar-language").tap();
  await voice.says("Please choose a service");
  await voice.silent();
  const english = (await voice.said())[0]!;
  expect(english.lang).toBe("en");
  expect(faults).toEqual([]);
  await kiosk.close();
});

for (const { lang, take, queue, guides } of LANGS) {
  test(`A21 everything that is on a page is said, ${lang}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const kiosk = await Kiosk.open(browser, hall);
    const voice = await Voice.of(kiosk.page, 60);
    await begin(kiosk, lang);
    const check = async (name: string): Promise<void> => {
      await voice.silent();
      const log = await voice.log();
      // the clock has gone on meanwhile
      const texts = (await visible(kiosk.page)).map(bare).filter((text) => text && !/^\d{4}$/.test(text));
      expect(texts.length).toBeGreaterThan(5);
      expect(texts.filter((text) => !log.includes(text)), name).toEqual([]);
      await voice.forget();
    };
    await check("home");
    await press(kiosk, take);
    await check("queues");
    await press(kiosk, queue);
    await check("queue");
    await press(kiosk, lang === "en" ? /^Home$/ : /^首页$/);
    await check("home again");
    await press(kiosk, guides);
    await check("guides");
    await kiosk.close();
  });
}

test("A21 a control is said with what it is, where it is and whether it can be used", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const voice = await Voice.of(kiosk.page);
  await begin(kiosk);
  await press(kiosk, /^预约签到/);
  await voice.silent();
  await voice.forget();
  await byTab(kiosk.page, /^签到出号/);
  await expect.poll(async () => (await voice.said()).map(({ text }) => text).join("，"))
    .toMatch(/签到出号，按钮，现在不能用，第 \d+ 个，共 \d+ 个$/);
  await kiosk.close();
});

test("A22 A23 any action stops it at once; R says it again, P pauses and goes on", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 1);
  await begin(kiosk);
  const line = page.locator(".spoken");
  for (const key of ["Tab", "ArrowDown", "Escape", "x"]) {
    await page.keyboard.press("r");
    await expect(line).not.toBeEmpty();
    await voice.forget();
    await page.keyboard.press(key);
    await expect.poll(async () => (await voice.ears()).stopped.length).toBeGreaterThan(0);
    const { stopped, keys } = await voice.ears();
    expect(stopped[0]! - keys[0]!, key).toBeLessThanOrEqual(200);
  }
  // a finger too
  await page.keyboard.press("r");
  await expect(line).not.toBeEmpty();
  const sentence = await line.textContent();
  await page.touchscreen.tap(540, 60);
  await expect(line).toBeEmpty();
  await page.keyboard.press("R");
  await expect(line).toHaveText(sentence!);
  await voice.forget();
  await page.keyboard.press("p");
  await expect.poll(async () => (await voice.ears()).states).toEqual(["suspend"]);
  await page.waitForTimeout(2_500);
  await expect(line).toHaveText(sentence!);
  await page.keyboard.press("p");
  await expect.poll(async () => (await voice.ears()).states).toEqual(["suspend", "resume"]);
  await expect(line).not.toHaveText(sentence!, { timeout: 20_000 });
  await kiosk.close();
});

for (const headphones of [false, true]) {
  test(`A25 what is private is ${headphones ? "said to headphones" : "not said by the loudspeaker"}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    if (headphones) {
      await page.goto(`${hall.url}/kiosk#headphones=always`);
      await page.reload();
      await expect(page).toHaveURL(/\/kiosk$/);
    }
    const voice = await Voice.of(page);
    await begin(kiosk);
    await press(kiosk, /^预约签到/);
    await voice.silent();
    await voice.forget();
    for (const digit of "4711") await page.keyboard.press(digit, { delay: 60 });
    await voice.says(headphones ? "4711" : "4 个字，请看屏幕");
    await page.evaluate(() => {
      const secret = document.createElement("p");
      secret.dataset.private = "";
      secret.textContent = "姓名 欧阳小明 电话 0898-66221234";
      document.querySelector(".main .lead")!.append(secret);
    });
    await page.locator(".bar-language").tap();
    await page.locator(".bar-language").tap();
    await voice.says(headphones ? "欧阳小明" : "请看屏幕");
    await voice.silent();
    const heard = (await voice.log()) + bare(voice.asked.map(({ text }) => text).join(""));
    if (!headphones) for (const part of ["欧阳", "6622", "4711"]) expect(heard).not.toContain(part);
    await kiosk.close();
  });
}

test("A15 A26 louder and softer by keys, and as usual for the next person", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await voice.silent();
  for (const level of ["4", "5", "5"]) {
    await page.keyboard.press("+");
    await voice.says(`音量 ${level}，共 5`);
    await voice.silent();
    await voice.forget();
  }
  await page.evaluate(() => Object.assign(window, { before: true }));
  await press(kiosk, /^返回$/);
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
  await expect(page.locator("html")).not.toHaveAttribute("data-speech");
  await begin(kiosk);
  await voice.silent();
  await page.keyboard.press("-");
  await voice.says("音量 2，共 5");
  await kiosk.close();
});

test("A28 an error is said with its field and what to do", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const voice = await Voice.of(kiosk.page, 60);
  await begin(kiosk);
  await press(kiosk, /^预约签到/);
  await voice.silent();
  for (const digit of "1234567890") await kiosk.page.keyboard.press(digit, { delay: 60 });
  await kiosk.page.keyboard.press("Enter");
  const trouble = kiosk.page.locator("[role=alert] .trouble");
  await expect(trouble).toContainText("预约码");
  await voice.says(`请注意，${(await trouble.textContent())!}`);
  await kiosk.close();
});

for (const { lang, take, queue, now, welcome } of LANGS) {
  test(`A16 A29 a number by keys alone, with all that is on the ticket said, ${lang}`, async ({ browser, hall }) => {
    test.setTimeout(180_000);
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    const voice = await Voice.of(page, 60);
    await begin(kiosk, lang);
    if (lang === "zh-CN") await voice.says(welcome);
    await press(kiosk, take);
    await press(kiosk, queue);
    await byTab(page, now);
    await voice.forget();
    await page.keyboard.press("Enter");
    await expect(page.locator(".ticket-number")).toBeVisible();
    const number = (await page.locator(".ticket-number").textContent())!;
    await voice.silent();
    const log = await voice.log();
    expect(log).toContain(bare(lang === "en" ? `Your number is ${number}` : `取号成功，您的号码是 ${number}`));
    const facts = await page.locator(".ticket-card :is(.ticket-number, .ticket-matter span, dt, dd)").allInnerTexts();
    expect(facts.length).toBeGreaterThanOrEqual(9);
    for (const fact of facts.map(bare).filter(Boolean)) expect(log).toContain(fact);
    await picture(page, `speech-ticket-${lang}`);
    await kiosk.close();
  });
}

test("A16 A21 a guide is read by keys alone, tab by tab", async ({ browser, hall }) => {
  test.setTimeout(180_000);
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk, "en");
  await press(kiosk, /^Service guides/);
  await voice.silent();
  await byTab(page, /Certificate|card|registration/i);
  const name = (await page.evaluate(() => document.activeElement!.querySelector(".tile-title")?.textContent))!;
  await voice.says(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab").first()).toBeVisible();
  await voice.silent();
  await voice.says(name);
  const tabs = await page.getByRole("tab").allInnerTexts();
  for (const tab of tabs.slice(1)) {
    await voice.forget();
    await page.getByRole("tab", { name: tab, exact: true }).focus();
    await page.keyboard.press("Enter");
    await voice.says(`${tab} tab selected`);
    await voice.silent();
    const shown = (await page.locator("[role=tabpanel] li:not([hidden])").allInnerTexts()).join("\n").split("\n");
    const log = await voice.log();
    for (const text of shown.map(bare).filter((text) => text.length > 3)) expect(log, tab).toContain(text);
  }
  await kiosk.close();
});

test("A34 A35 who listens has twice the time, and hears the warning", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await voice.silent();
  await page.keyboard.press("Escape");
  const dialog = page.locator("dialog[open]");
  await page.clock.fastForward(110_000);
  await page.waitForTimeout(400);
  await expect(dialog).toHaveCount(0);
  await voice.forget();
  await page.clock.fastForward(11_000);
  await expect(dialog).toBeVisible();
  await voice.says("长时间没有操作，30 秒后返回开始页面");
  await voice.says("您还在使用吗");
  await expect(dialog, "the warning does not take itself for a person").toBeVisible();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await kiosk.close();
});

test("R76 朗读 begins and ends by touch; a hall without a voice says so on the screen", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const voice = await Voice.of(kiosk.page);
  await kiosk.wake();
  expect(await kiosk.page.evaluate(() => performance.getEntriesByType("resource").filter(({ name }) => name.includes("speech")).length)).toBe(0);
  await kiosk.page.locator(".bar-speech").tap();
  await voice.says("欢迎使用自助服务终端，朗读已打开");
  await picture(kiosk.page, "speech-home-zh");
  await kiosk.page.locator(".bar-speech").tap();
  await expect(kiosk.page.locator(".spoken")).toBeEmpty();
  await expect(kiosk.page.locator("html")).not.toHaveAttribute("data-speech");
  await kiosk.close();

  const halls = mkdtempSync(join(tmpdir(), "halls-"));
  cpSync(join(import.meta.dirname, "../../assets/halls"), halls, { recursive: true });
  writeFileSync(join(halls, "shili/speech.json"), JSON.stringify({ command: ["/nowhere/speak"] }));
  const silent = await Hall.open(["--demo", "--halls", halls]);
  const other = await Kiosk.open(browser, silent);
  await begin(other);
  await expect(other.page.locator(".spoken")).toHaveText(/^本机暂时不能朗读/);
  await picture(other.page, "speech-unavailable-zh");
  await other.page.locator(".bar-language").tap();
  await expect(other.page.locator(".spoken")).toHaveText(/^Reading aloud is not available/);
  await other.close();
  await silent.close();
  rmSync(halls, { recursive: true });
});
