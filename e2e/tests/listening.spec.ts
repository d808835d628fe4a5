// Who listens and needs more than that: a voice that nothing talks over, headphones whose plug begins it, and the voice
// together with every other mode.
import { expect, test } from "../support/hall.js";
import { byTab } from "../support/keys.js";
import { Kiosk } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { begin, press, Voice } from "../support/voice.js";
import { KIOSK_PAGES } from "./pages.js";

test.describe.configure({ mode: "parallel" });

/** All that sounded: how many voices at once at most, each tone's length in seconds, and other players. */
interface Sounds { voices: number; most: number; tones: number[]; others: string[] }

test("A27 A30 A34 nothing sounds beside the voice but the short tone of the warning, and never two sentences at once", async ({ browser, hall }) => {
  test.setTimeout(180_000);
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  await page.addInitScript(() => {
    const sounds: Sounds = { voices: 0, most: 0, tones: [], others: [] };
    Object.assign(window, { sounds });
    let now = 0;
    const source = AudioBufferSourceNode.prototype;
    const { start, stop } = source;
    const going = new WeakSet<AudioBufferSourceNode>();
    const end = (node: AudioBufferSourceNode): void => { if (going.delete(node)) now -= 1; };
    source.start = function (...when: []): void {
      sounds.voices += 1;
      sounds.most = Math.max(sounds.most, ++now);
      going.add(this);
      this.addEventListener("ended", () => end(this));
      start.apply(this, when);
    };
    source.stop = function (...when: []): void {
      end(this);
      stop.apply(this, when);
    };
    const tone = OscillatorNode.prototype;
    const [begins, ends] = [tone.start, tone.stop];
    const from = new WeakMap<OscillatorNode, number>();
    tone.start = function (this: OscillatorNode, when = this.context.currentTime): void {
      from.set(this, when);
      // until it is told when to end, it is endless
      sounds.tones.push(Infinity);
      begins.call(this, when);
    };
    tone.stop = function (this: OscillatorNode, when = this.context.currentTime): void {
      sounds.tones[sounds.tones.lastIndexOf(Infinity)] = when - from.get(this)!;
      ends.call(this, when);
    };
    const { play } = HTMLMediaElement.prototype;
    HTMLMediaElement.prototype.play = function (): Promise<void> {
      sounds.others.push(this.currentSrc);
      return play.call(this);
    };
    const other = ConstantSourceNode.prototype.start;
    ConstantSourceNode.prototype.start = function (...when: []): void {
      sounds.others.push("constant");
      other.apply(this, when);
    };
  });
  const voice = await Voice.of(page, 8);
  const sounds = (): Promise<Sounds> => page.evaluate(() => (window as unknown as { sounds: Sounds }).sounds);
  // nobody is there: the page that waits for somebody has nothing that sounds
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  expect(await page.locator("audio, video, embed, object").count()).toBe(0);
  await begin(kiosk);
  await voice.says("欢迎使用自助服务终端，朗读已打开");
  // in the middle of sentences: other pages, a number, keys one after the other
  for (const key of ["Tab", "Tab", "ArrowDown", "r", "r", "Tab"]) {
    await page.keyboard.press(key);
    await page.waitForTimeout(250);
  }
  await press(kiosk, /^取号排队/);
  await press(kiosk, /^医疗保障/);
  await press(kiosk, /^直接取号/);
  await expect(page.locator(".ticket-number")).toBeVisible();
  await voice.says("取号成功，您的号码是");
  await voice.silent();
  // the ticket waits twice as long for who listens, and for what was said
  await voice.forget();
  await page.clock.fastForward(41_000);
  await expect(page.locator("dialog[open]")).toBeVisible();
  await voice.says("长时间没有操作，30 秒后返回开始页面");
  await voice.silent();
  const heard = await sounds();
  expect(await page.locator("audio, video, embed, object").count()).toBe(0);
  expect(heard.others).toEqual([]);
  expect(heard.voices).toBeGreaterThan(10);
  expect(heard.most, "one sentence at a time").toBe(1);
  // A34: it was heard; A27: and not for long
  expect(heard.tones).toHaveLength(2);
  for (const length of heard.tones) expect(length).toBeLessThanOrEqual(3);
  expect(heard.tones.reduce((sum, length) => sum + length)).toBeLessThanOrEqual(3);
  await kiosk.close();
});

test("A20 A25 R76 headphones that are plugged in begin it, and hear what is private until they are pulled out", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.goto(`${hall.url}/kiosk#headphones=F9,F10`);
  await page.reload();
  const voice = await Voice.of(page, 60);
  await expect(page).toHaveURL(`${hall.url}/kiosk`);
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  // another key of that row is no plug
  await page.keyboard.press("F8");
  await page.waitForTimeout(300);
  await expect(page).toHaveURL(/\/kiosk$/);
  await page.keyboard.press("F9");
  await expect(page).toHaveURL(/\/kiosk\/home$/);
  await voice.says("欢迎使用自助服务终端，朗读已打开");
  await voice.says("按 Tab 键或方向键选择，按回车键确定");
  await press(kiosk, /^预约签到/);
  await voice.silent();
  await voice.forget();
  await page.keyboard.type("9871", { delay: 60 });
  await voice.says("9871");
  await voice.silent();
  // pulled out: from now on the loudspeaker speaks
  await page.keyboard.press("F10");
  await voice.silent();
  await voice.forget();
  // and does not say again what was for the headphones
  await page.keyboard.press("F2");
  await page.waitForTimeout(1_000);
  expect(await voice.log()).toBe("");
  await page.keyboard.type("23", { delay: 60 });
  await voice.says("6 个字，请看屏幕");
  await voice.silent();
  const heard = await voice.log();
  for (const part of ["987", "871", "23"]) expect(heard).not.toContain(part);
  await kiosk.close();
});

test("A16 A21 A50 R75 R76 the voice together with seated, high contrast and large: switched on by keys, said, and all of every page said", async ({ browser, hall }) => {
  test.setTimeout(400_000);
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 60);
  const root = page.locator("html");
  await begin(kiosk);
  await voice.silent();
  for (const [name, mode] of [["低位", "seated"], ["高对比", "contrast"]] as const) {
    await byTab(page, new RegExp(`^${name}$`));
    const log = await voice.after(() => page.keyboard.press("Enter"));
    expect(log).toMatch(new RegExp(`^${name}按钮已按下`));
    await expect(root).toHaveAttribute(`data-${mode}`, "true");
    expect(await kiosk.focused(), "the focus stays on the switch").toBe(name);
  }
  for (const elder of [false, true]) {
    if (elder) {
      await byTab(page, /^长辈版$/);
      const log = await voice.after(() => page.keyboard.press("Enter"));
      expect(log).toContain("标准版");
      await expect(root).toHaveAttribute("data-elder", "true");
    }
    kiosk.mode = { lang: "zh-CN", elder, seated: true, contrast: true };
    for (const one of ["queues", "guide-documents", "documents-tick", "check-in", "rate-level", "rate-reasons"]) {
      await test.step(`${one} ${elder}`, async () => {
        await KIOSK_PAGES.find(({ name }) => name === one)!.open(kiosk);
        // read once more from its beginning, as when somebody changes the language and back
        await page.locator(".bar-language").focus();
        await page.keyboard.press("Enter");
        await expect(root).toHaveAttribute("lang", "en");
        await voice.forget();
        await page.keyboard.press("Enter");
        await expect(root).toHaveAttribute("lang", "zh-CN");
        expect(await voice.unsaid(), one).toEqual([]);
        await picture(page, `listening-${one}${elder ? "-elder" : ""}`);
        await kiosk.home();
      });
    }
  }
  for (const mode of ["seated", "contrast", "elder", "speech"]) await expect(root).toHaveAttribute(`data-${mode}`, "true");
  // the person goes: none of the four is left for the next one
  await page.evaluate(() => Object.assign(window, { before: true }));
  await byTab(page, /^返回$/);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  for (const mode of ["seated", "contrast", "elder", "speech"]) await expect(root).not.toHaveAttribute(`data-${mode}`);
  await kiosk.close();
});
