// Somebody who does not see the screen, with a keypad and headphones or the loudspeaker: begins with one key, hears every
// page, takes a number and reads a guide.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, Hall, test } from "../support/hall.js";
import { byTab } from "../support/keys.js";
import { Kiosk } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { bare, begin, press, Voice } from "../support/voice.js";
import { watch } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const LANGS = [
  { lang: "zh-CN", short: "zh", welcome: "欢迎使用自助服务终端，朗读已打开", take: /^取号排队/, queue: /^医疗保障/, now: /^直接取号/, guides: /^办事指南/, button: "按钮" },
  { lang: "en", short: "en", welcome: "Welcome to the self-service kiosk. Reading aloud is on", take: /^Take a number/, queue: /^Healthcare/, now: /^Take a number/, guides: /^Service guides/, button: "button" },
];

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
      expect(await voice.unsaid(), name).toEqual([]);
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
    // no time of day and no telephone number holds these
    for (const digit of "9871") await page.keyboard.press(digit, { delay: 60 });
    await voice.says(headphones ? "9871" : "4 个字，请看屏幕");
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
    // what is private is asked for as such, and everything else as what may be kept
    for (const { text, private: own } of voice.asked) expect(own, text).toBe(headphones && /欧阳|^[\d ]+$/.test(text));
    const heard = (await voice.log()) + bare(voice.asked.map(({ text }) => text).join(""));
    if (!headphones) for (const part of ["欧阳", "66221234", "9871"]) expect(heard).not.toContain(part);
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
  await byTab(page, /^返回$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
  await expect(page.locator("html")).not.toHaveAttribute("data-speech");
  await begin(kiosk);
  await voice.silent();
  await page.keyboard.press("-");
  await voice.says("音量 2，共 5");
  await kiosk.close();
});

test("A28 an error is said with its field and what to do, and the focus goes to the field", async ({ browser, hall }) => {
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
  await voice.says("预约码，10 个字，请看屏幕，输入框，内容有误");
  const field = kiosk.page.getByRole("textbox", { name: "预约码" });
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await picture(kiosk.page, "speech-error-zh");
  // what is corrected is no longer in error
  await voice.forget();
  await kiosk.page.keyboard.press("Backspace");
  await voice.says("9 个字，请看屏幕");
  await expect(field).not.toHaveAttribute("aria-invalid");
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

test("A41 who waits is told so, and again", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await press(kiosk, /^取号排队/);
  await press(kiosk, /^医疗保障/);
  await voice.silent();
  await byTab(page, /^直接取号/);
  let go = (): void => undefined;
  const gate = new Promise<void>((open) => { go = open; });
  await page.route("**/tickets", async (route) => { await gate; await route.continue(); });
  await voice.silent();
  await voice.forget();
  const pressed = Date.now();
  await page.keyboard.press("Enter");
  await voice.says("直接取号，请稍候");
  expect(Date.now() - pressed).toBeLessThan(2_000);
  await voice.forget();
  await voice.says("请稍候");
  go();
  await voice.says("取号成功，您的号码是");
  await kiosk.close();
});

test("A22 a lost server is said, though it can say nothing any more, and R asks again", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const faults = await watch(page, hall.url);
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await voice.silent();
  await page.route("**/speech", (route) => route.abort());
  await voice.forget();
  await press(kiosk, /^取号排队/);
  await voice.says("朗读暂时连不上服务器，请稍后按 R 键重听");
  expect((await voice.ears()).started, "it sounds").toBeGreaterThan(0);
  await voice.silent();
  await page.unroute("**/speech");
  await voice.forget();
  await page.keyboard.press("r");
  await voice.says(await page.locator("h1").innerText());
  await voice.says("本页共");
  expect(faults.filter((fault) => !/ERR_FAILED/.test(fault))).toEqual([]);
  await kiosk.close();
});

test("A21 what is typed on the screen is said letter by letter, and where the keys are", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await press(kiosk, /^(搜|查)/);
  await voice.says("在这一页，按 F2 键重听，按 F4 键暂停");
  await voice.silent();
  await voice.forget();
  await page.keyboard.press("y");
  await voice.says("Y找到");
  await voice.silent();
  // what a person typed is said, and kept nowhere
  expect(voice.asked.filter(({ private: own }) => own).map(({ text }) => text)).toEqual(["Y"]);
  await voice.forget();
  await page.keyboard.press("F2");
  await voice.says("Y找到");
  await voice.forget();
  await page.keyboard.press("Backspace");
  await voice.says("已清空");
  await byTab(page, /^B$/);
  await voice.says("B，按钮，第");
  await voice.forget();
  await page.keyboard.press("Enter");
  await voice.says("B找到");
  await kiosk.close();
});

test("A25 of a number that somebody types the hall hears digits, and not which", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await press(kiosk, /^(搜|查)/);
  await voice.silent();
  await page.keyboard.type("1101");
  await voice.silent();
  await voice.forget();
  await page.keyboard.press("0");
  await voice.says("数字");
  await page.keyboard.type("1199001");
  await voice.silent();
  await page.keyboard.press("F2");
  await voice.silent();
  await byTab(page, /^B$/);
  await voice.silent();
  expect((await voice.said()).map(({ text }) => text).join("").replace(/\D/g, "")).not.toMatch(/0119|9900/);
  await kiosk.close();
});

test("A21 any other part of a page: choices, tables, lists, pictures, another language, what is hidden", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await voice.silent();
  await page.evaluate(() => {
    const part = document.createElement("section");
    part.innerHTML = `<div role="radiogroup" aria-label="您满意吗">
        <button role="radio" aria-checked="true">满意</button><button role="radio" aria-checked="false">不满意</button></div>
      <button role="checkbox" aria-checked="false">态度好</button><input type="text" aria-label="您的话" value="谢谢">
      <table><thead><tr><th>窗口</th><th>业务</th></tr></thead><tbody><tr><td>A01</td><td>医保</td></tr></tbody></table>
      <ul><li>甲</li><li>乙</li><li>丙</li><li hidden>藏一</li></ul>
      <div role="img" aria-label="手机扫码查看"><svg><text>藏二</text></svg></div><svg role="img" aria-label="地图"></svg>
      <p lang="en">Window one</p><p hidden>藏三</p><p aria-hidden="true">藏四</p><p class="gone">藏五</p>`;
    part.querySelector<HTMLElement>(".gone")!.style.display = "none";
    document.querySelector(".app > main")!.append(part);
  });
  await voice.forget();
  await page.getByRole("radio", { name: "不满意" }).focus();
  await voice.says("您满意吗，不满意，选项，未选中，第 2 个，共 2 个");
  await page.getByRole("checkbox").focus();
  await voice.says("态度好，多选项，未选中");
  // the page once more
  await page.locator(".bar-language").tap();
  await voice.silent();
  await voice.forget();
  await page.locator(".bar-language").tap();
  await voice.says("满意，选项，已选中");
  await voice.says("您的话，谢谢，输入框");
  await voice.says("窗口，A01，业务，医保，共 3 项，甲，乙，丙，手机扫码查看，地图");
  await voice.says("Window one");
  const english = (await voice.said()).find(({ text }) => text.includes("Window one"))!;
  expect(english.lang).toBe("en");
  const log = (await voice.said()).map(({ text }) => text).join("");
  expect(log).not.toContain("藏");
  await kiosk.close();
});

test("A22 A55 a page of a list that was turned is read, and a question alone while it is open", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { viewport: { width: 1366, height: 768 } });
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await begin(kiosk);
  await page.locator(".bar-size").tap();
  await press(kiosk, /^常办事项/);
  await voice.silent();
  const next = page.getByRole("button", { name: "下一页" }).first();
  await expect(next).toBeVisible();
  await voice.forget();
  await next.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".pager-place").first()).toHaveText(/2/);
  await voice.silent();
  const shown = (await page.locator(".paged > li:not([hidden]) .tile-title").allInnerTexts()).map(bare);
  const log = await voice.log();
  expect(shown.length).toBeGreaterThan(0);
  for (const title of shown) expect(log).toContain(title);
  expect(log).toContain(bare((await page.locator(".pager-place").first().textContent())!));

  await voice.forget();
  await byTab(page, /^求助$/);
  await page.keyboard.press("Enter");
  const dialog = page.locator("dialog[open]");
  await expect(dialog).toBeVisible();
  await voice.silent();
  const question = await voice.log();
  for (const text of (await dialog.innerText()).split("\n").map(bare).filter(Boolean)) expect(question).toContain(text);
  expect(question, "nothing of the page behind").not.toContain(shown[0]!);
  await voice.forget();
  await page.keyboard.press("Tab");
  await expect.poll(async () => (await voice.said()).map(({ text }) => text).join("，")).toMatch(/按钮，第 1 个，共 \d 个$/);
  await kiosk.close();
});

/** A number in English, heard to the end, and the focus on the key that ends the visit. */
async function atEnd(kiosk: Kiosk, voice: Voice): Promise<void> {
  await begin(kiosk, "en");
  await press(kiosk, /^Take a number/);
  await press(kiosk, /^Healthcare/);
  await press(kiosk, /^Take a number/);
  await expect(kiosk.page.locator(".ticket-number")).toBeVisible();
  await voice.silent();
  await voice.forget();
  await byTab(kiosk.page, /^(Done|Finish|End)/);
}

test("A15 the last words are heard in the person's language; then the session is over", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await atEnd(kiosk, voice);
  await page.evaluate(() => Object.assign(window, { before: true }));
  await page.keyboard.press("Enter");
  await expect(page.locator(".goodbye")).toBeVisible();
  await voice.says(await page.locator(".goodbye h1").innerText());
  await voice.says(await page.locator(".goodbye .lead").first().innerText());
  await expect(page).toHaveURL(/\/kiosk$/, { timeout: 20_000 });
  await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
  await expect(page.locator("html")).not.toHaveAttribute("data-speech");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await kiosk.close();
});

test("A15 A20 the last words end at the first touch of the bar, which is nobody's choice yet", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  await atEnd(kiosk, voice);
  await page.keyboard.press("Enter");
  await voice.says(await page.locator(".goodbye h1").innerText());
  await page.locator(".bar-size").tap();
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  for (const mode of ["data-speech", "data-elder"]) await expect(page.locator("html")).not.toHaveAttribute(mode);
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

test("A30 R76 a voice that cannot be loaded says so, is off again, and comes when it is asked for later", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  const button = page.locator(".bar-speech");
  await page.route(/\/a\/speech/, (route) => route.abort());
  await button.tap();
  await expect(page.locator(".spoken")).toHaveText("现在不能朗读，请稍后再按“朗读”，或按“求助”");
  await expect(button).toHaveAttribute("aria-pressed", "false");
  await page.unrouteAll();
  await button.tap();
  await expect(button).toHaveAttribute("aria-pressed", "true");
  await expect(page.locator(".spoken")).toContainText("欢迎", { timeout: 20_000 });
  await kiosk.close();
});
