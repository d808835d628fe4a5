// A message to everybody on a terminal (A69): however somebody uses it, the message is large, whole, in both languages, and is
// read to who hears the page; when it is over they go on where they were.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { byTab } from "../support/keys.js";
import { Kiosk, UPRIGHT } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { end, raise, text } from "../support/screens.js";
import { begin, press, Voice } from "../support/voice.js";
import { axe } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const FIRE = text("请立即从最近的出口离开大厅", "Please leave the hall by the nearest exit now");
/** As long as a message may be. */
const LONG = text(
  "因消防检查，大厅将于十五分钟后关闭，请携带好随身物品，听从工作人员引导，从东侧和北侧出口有序离开，明天上午照常办理业务。",
  "The hall closes in fifteen minutes for a fire inspection. Take your belongings, follow the staff to the east and north exits, and come back tomorrow morning.",
);
const PANELS = { upright: UPRIGHT, wide: { viewport: { width: 1920, height: 1080 }, hasTouch: true } };

for (const [panel, frame] of Object.entries(PANELS)) {
  test(`A69 A06 A16 A21 A50 a message to everybody reaches who sits, needs large letters and high contrast, and listens: large, whole, said, and gone (${panel})`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const kiosk = await Kiosk.open(browser, hall, frame);
    const { page } = kiosk;
    const voice = await Voice.of(page, 40);
    const root = page.locator("html");
    await begin(kiosk);
    for (const [name, mode] of [["长辈版", "elder"], ["低位", "seated"], ["高对比", "contrast"]] as const) {
      await byTab(page, new RegExp(`^${name}$`));
      await page.keyboard.press("Enter");
      await expect(root).toHaveAttribute(`data-${mode}`, "true");
    }
    await expect(root).toHaveAttribute("data-speech", "true");
    await press(kiosk, /^取号排队/);
    await voice.silent();
    const before = page.url();
    const [title, focused] = [await page.getByRole("heading", { level: 1 }).innerText(), await kiosk.focused()];
    const faults: string[] = [];
    for (const [name, words] of Object.entries({ few: FIRE, many: LONG })) {
      await voice.forget();
      await raise(hall, words, 600);
      const message = page.locator("dialog[open] [data-emergency]");
      await expect(message).toContainText(words.zh);
      await expect(message.locator("[lang=en]")).toHaveText(words.en);
      // it is said in the language of the visit, whatever was being said
      await voice.says(words.zh);
      await kiosk.settled();
      await picture(page, `emergency-kiosk-${panel}-${name}`);
      const sizes = await message.locator("p").evaluateAll((lines) => lines.map((line) => parseFloat(getComputedStyle(line).fontSize)));
      expect(Math.min(...sizes), "as large as a title").toBeGreaterThanOrEqual(72);
      // it covers what was there, to the edges of the panel
      const box = (await page.locator("dialog[open]").boundingBox())!;
      const { width, height } = page.viewportSize()!;
      expect([box.x, box.y, box.width, box.height], name).toEqual([0, 0, width, height]);
      const found = [...(await audit(page, { text: 44, title: 72, contrast: 4.5, lang: "zh-CN" })), ...(await axe(page, true))];
      faults.push(...found.map((fault) => `${name}: ${fault}`));
      await end(hall);
      await expect(page.locator("dialog[open]")).toHaveCount(0);
    }
    // where they were, and as they wanted it
    expect(page.url()).toBe(before);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    expect(await kiosk.focused()).toBe(focused);
    for (const mode of ["seated", "contrast", "elder", "speech"]) await expect(root).toHaveAttribute(`data-${mode}`, "true");
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

test("A33 A69 nothing covers the message: who does not come back while it is on has gone", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^按部门办/);
  await kiosk.settled();
  const open = page.locator("dialog[open]");
  await page.clock.fastForward(61_000);
  await expect(open).toContainText("您还在使用吗");
  await raise(hall, FIRE, 600);
  // the question goes, and does not come again
  await expect(open).toHaveCount(1);
  await expect(open).toContainText(FIRE.zh);
  await page.clock.runFor(5_000);
  await expect(open).toHaveCount(1);
  await expect(page).toHaveURL(/departments$/);
  await page.clock.fastForward(26_000);
  await page.clock.runFor(1_000);
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect(open).toContainText(FIRE.zh);
  await end(hall);
  await expect(open).toHaveCount(0);
  await kiosk.close();
});

test("A69 an English visit hears the message in English, and Escape does not close it", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const voice = await Voice.of(page, 40);
  await begin(kiosk, "en");
  await voice.silent();
  await voice.forget();
  await raise(hall, FIRE, 600);
  await expect(page.locator("dialog[open] [data-emergency]")).toContainText(FIRE.en);
  await voice.says(FIRE.en);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog[open] [data-emergency]")).toBeVisible();
  await end(hall);
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await kiosk.close();
});
