// A person at the terminal: by touch, by keys, in two languages; and what happens when they are clumsy.
import type { CDPSession, Page } from "@playwright/test";
import { waiting } from "../support/clerk.js";
import { expect, test } from "../support/hall.js";
import { byArrows, byTab, ring } from "../support/keys.js";
import { Kiosk, MODES, modeName, UNHURRIED, UPRIGHT } from "../support/kiosk.js";
import { picture } from "../support/picture.js";

test.describe.configure({ mode: "parallel" });

const touch = (session: CDPSession, type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number; id?: number }[]): Promise<unknown> =>
  session.send("Input.dispatchTouchEvent", { type, touchPoints: points });

const middle = async (page: Page, selector: string): Promise<{ x: number; y: number }> => {
  const box = (await page.locator(selector).first().boundingBox())!;
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

test("A13 A15 A53 one tap makes it large, one tap changes the language, and the next person finds neither", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const root = kiosk.page.locator("html");
  await kiosk.page.getByRole("button", { name: "长辈版" }).tap();
  await expect(root).toHaveAttribute("data-elder", "true");
  await expect(kiosk.page).toHaveURL(/home$/);
  await kiosk.press(/^办事指南/);
  await kiosk.page.getByRole("button", { name: "English" }).tap();
  await expect(root).toHaveAttribute("lang", "en");
  await expect(root).toHaveAttribute("data-elder", "true");
  await expect(kiosk.page).toHaveURL(/guides$/);
  await kiosk.home();
  await kiosk.press(/^Back$/);
  await expect(kiosk.page).toHaveURL(/\/kiosk$/);
  await expect(root).not.toHaveAttribute("data-elder");
  await expect(root).toHaveAttribute("lang", "zh-CN");
  await kiosk.close();
});

test("A19 A39 while nobody is there the pages that come first are built, and nobody notices", async ({ browser, hall }) => {
  const page = await browser.newPage(UPRIGHT);
  await page.addInitScript(() => {
    const made: string[] = [];
    Object.assign(window, { made });
    const create = Document.prototype.createElement;
    Document.prototype.createElement = function (this: Document, tag: string): HTMLElement {
      made.push(tag);
      return create.call(this, tag);
    } as typeof create;
  });
  const kiosk = await Kiosk.on(page, hall);
  const title = await page.title();
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  // the attract page has no field; the search has one
  await expect.poll(() => page.evaluate(() => (window as unknown as { made: string[] }).made.includes("input"))).toBe(true);
  await page.waitForTimeout(500);
  expect(await page.locator("input").count()).toBe(0);
  expect(await page.title()).toBe(title);
  expect(new URL(page.url()).pathname).toBe("/kiosk");
  await expect(page.locator("h1")).toHaveCount(1);
  await expect(page.locator("h1")).toBeFocused();
  // every ten seconds the machine tells that it is there
  expect(asked.filter((url) => !url.endsWith("/screens/reports"))).toEqual([]);
  await kiosk.close();
});

test("A53 the language changes in the middle, and everything stays where it is", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  await kiosk.press(/^办事指南/);
  await kiosk.press(/^企业和单位办事$/);
  await kiosk.turner().tap();
  await expect(kiosk.page.locator(".pager-place")).toHaveText(/第 2\//);
  const address = kiosk.page.url();
  await kiosk.page.locator(".bar-language").tap();
  await expect(kiosk.page.getByRole("tab", { selected: true })).toHaveText("For organisations");
  await expect(kiosk.page.locator(".pager-place")).toHaveText(/^Page 2 of/);
  expect(kiosk.page.url()).toBe(address);
  await kiosk.page.locator(".bar-language").tap();
  await expect(kiosk.page.getByRole("tab", { selected: true })).toHaveText("企业和单位办事");
  await kiosk.home();
  const number = await kiosk.takeNumber(/^医疗保障/);
  await kiosk.page.locator(".bar-language").tap();
  await expect(kiosk.page.getByRole("heading", { level: 1 })).toHaveText("Your number");
  await expect(kiosk.page.locator(".ticket-number")).toHaveText(number);
  await kiosk.close();
});

test("A16 A20 a number is taken with Tab and Enter, and with arrows and Enter", async ({ browser, hall }) => {
  for (const go of [byTab, byArrows]) {
    const kiosk = await Kiosk.open(browser, hall);
    const { keyboard } = kiosk.page;
    await keyboard.press("Enter");
    await expect(kiosk.page).toHaveURL(/home$/);
    for (const name of [/^取号排队/, /^社保·就业/, /^(直接)?取号$/]) {
      await kiosk.settled();
      await go(kiosk.page, name);
      await keyboard.press("Enter");
    }
    await expect(kiosk.page.locator(".ticket-number")).toHaveText(/^B\d{3}$/);
    await go(kiosk.page, /^结束$/);
    await keyboard.press("Enter");
    await expect(kiosk.page).toHaveURL(/\/kiosk$/);
    await kiosk.close();
  }
});

test("A16 a guide is read with keys: tabs, pages, and back", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { keyboard } = kiosk.page;
  await keyboard.press("Enter");
  for (const name of [/^常办事项/, /^居民身份证换领/, /^材料$/]) {
    await kiosk.settled();
    await byArrows(kiosk.page, name);
    await keyboard.press("Enter");
  }
  await expect(kiosk.page.getByRole("tab", { selected: true })).toHaveText("材料");
  await expect(kiosk.page.locator(".document-name").first()).toBeVisible();
  await byTab(kiosk.page, /^返回$/);
  await keyboard.press("Enter");
  await expect(kiosk.page).toHaveURL(/popular$/);
  await kiosk.close();
});

test("A17 Tab goes round the page and stays nowhere; inside the warning it stays, and comes back after it", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  await kiosk.wake();
  const { page } = kiosk;
  const controls = await page.locator("button:visible").count();
  const passed: string[] = [];
  for (let n = 0; n < controls; n++) {
    await page.keyboard.press("Tab");
    passed.push(await kiosk.focused());
  }
  expect(new Set(passed).size).toBe(controls);
  // after the last control the browser's own frame has its turn, then it begins again
  await page.keyboard.press("Tab");
  if ((await page.evaluate(() => document.activeElement?.tagName)) === "BODY") await page.keyboard.press("Tab");
  expect(await kiosk.focused()).toBe(passed[0]);

  await byTab(page, /^按部门办/);
  await page.clock.fastForward(61_000);
  await expect(page.locator("dialog[open]")).toBeVisible();
  const inside: string[] = [];
  for (let n = 0; n < 5; n++) {
    await page.keyboard.press("Tab");
    inside.push(await kiosk.focused());
  }
  expect(new Set(inside)).toEqual(new Set(["继续使用", "结束使用"]));
  await byTab(page, /^继续使用$/);
  await page.keyboard.press("Enter");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  expect(await kiosk.focused()).toMatch(/^按部门办/);
  await kiosk.close();
});

test("A18 every kind of control shows a ring of 6 px and more on all four sides", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.page.keyboard.press("Tab");
  const faults = [...(await ring(kiosk.page, /^触摸屏幕开始/, 6)), ...(await ring(kiosk.page, /^长辈版$/, 6))];
  await kiosk.wake();
  for (const name of [/^取号排队/, /^常办事项/, /^办事指南/, /^返回$/]) faults.push(...(await ring(kiosk.page, name, 6)));
  await kiosk.press(/^常办事项/);
  await kiosk.settled();
  for (const name of [/^居民身份证换领/, /^下一页$/]) faults.push(...(await ring(kiosk.page, name, 6)));
  await kiosk.press(/^居民身份证换领/);
  await kiosk.settled();
  for (const name of [/^材料$/, /^咨询投诉$/, /^取号$/]) faults.push(...(await ring(kiosk.page, name, 6)));
  expect(faults).toEqual([]);
  await kiosk.close();
});

test("A39 there is no way back to the person before", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const before = await kiosk.page.evaluate(() => history.length);
  await kiosk.wake();
  await kiosk.takeNumber(/^医疗保障/);
  await kiosk.press(/^结束$/);
  await expect(kiosk.page).toHaveURL(/\/kiosk$/);
  await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  expect(await kiosk.page.evaluate(() => history.length)).toBe(before);
  expect(await kiosk.page.evaluate(() => [localStorage.length, document.cookie].join("|"))).toBe("0|");
  await kiosk.page.goto(`${hall.url}/kiosk/ticket`);
  await expect(kiosk.page).toHaveURL(/home$/);
  await expect(kiosk.page.locator(".ticket-number")).toHaveCount(0);
  await kiosk.close();
});

test("A40 taps 80 ms apart take one number, whether the answer is slow or quick", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  let asked = 0;
  page.on("request", (request) => { asked += request.url().endsWith("/tickets") ? 1 : 0; });
  for (const slow of [true, false]) {
    if (slow) {
      await page.route("**/tickets", async (route) => {
        await new Promise((later) => setTimeout(later, 400));
        await route.continue();
      });
    } else {
      await page.unroute("**/tickets");
    }
    await kiosk.wake();
    await kiosk.press(/^取号排队/);
    await kiosk.press(/^不动产·税务/);
    await kiosk.settled();
    const before = await waiting(hall, "D");
    asked = 0;
    // a trembling finger: four taps, 80 ms apart, wherever the page is by then
    const { x, y } = await middle(page, ".take-action button");
    await page.evaluate(([x, y]) => {
      const tap = (): void => (document.elementFromPoint(x!, y!) as HTMLElement).click();
      tap();
      for (const later of [80, 160, 240]) setTimeout(tap, later);
    }, [x, y]);
    await expect(page.locator(".ticket-number")).toBeVisible();
    await page.waitForTimeout(300);
    await expect(page.locator(".ticket-number")).toBeVisible();
    expect([asked, await waiting(hall, "D")]).toEqual([1, before + 1]);
    await kiosk.press(/^结束$/);
    await expect(page).toHaveURL(/\/kiosk$/);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  }
  await kiosk.close();
});

test("A41 A55 it answers a tap at once, and says after a second that it is at work", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.route("**/tickets", async (route) => {
    await new Promise((later) => setTimeout(later, 3_000));
    await route.continue();
  });
  await kiosk.wake();
  await kiosk.press(/^取号排队/);
  await kiosk.press(/^医疗保障/);
  await kiosk.settled();
  await page.evaluate(() => {
    const button = document.querySelector<HTMLElement>(".take-action button")!;
    const seen: Record<string, number> = {};
    let tapped = 0;
    button.addEventListener("click", () => { tapped ||= performance.now(); }, true);
    new MutationObserver(() => {
      if (button.ariaBusy === "true") seen.busy ??= performance.now() - tapped;
      if (button.innerText.includes("请稍候")) seen.word ??= performance.now() - tapped;
      document.body.dataset.seen = JSON.stringify(seen);
    }).observe(button, { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await page.locator(".take-action button").tap();
  await expect(page.locator(".take-action button")).toHaveText(/请稍候/);
  const seen = JSON.parse((await page.locator("body").getAttribute("data-seen"))!);
  expect(seen.busy).toBeLessThan(100);
  expect(seen.word).toBeGreaterThan(900);
  expect(seen.word).toBeLessThan(1_500);
  await expect(page.locator(".ticket-number")).toBeVisible();
  await expect(page.locator(".unseen[role=status]")).toHaveText(/^取号成功，您的号码是 C\d{3}$/);
  await kiosk.close();
});

test("A43 a finger that slides off does nothing", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  const session = await kiosk.page.context().newCDPSession(kiosk.page);
  const from = await middle(kiosk.page, ".tile.hero");
  await touch(session, "touchStart", [from]);
  for (let step = 1; step <= 8; step++) await touch(session, "touchMove", [{ x: from.x, y: from.y + step * 60 }]);
  await touch(session, "touchEnd", []);
  await kiosk.page.mouse.move(from.x, from.y);
  await kiosk.page.mouse.down();
  await kiosk.page.mouse.move(from.x, from.y + 500, { steps: 5 });
  await kiosk.page.mouse.up();
  await kiosk.settled();
  await expect(kiosk.page).toHaveURL(/home$/);
  await kiosk.page.touchscreen.tap(from.x, from.y);
  await expect(kiosk.page).toHaveURL(/queues$/);
  await kiosk.close();
});

test("A42 A43 a finger that stays, or whose hand rests on the glass, presses like any other", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  const session = await kiosk.page.context().newCDPSession(kiosk.page);
  const at = await middle(kiosk.page, ".tile.hero");
  await touch(session, "touchStart", [at]);
  await kiosk.page.waitForTimeout(2_000);
  await expect(kiosk.page).toHaveURL(/home$/);
  await touch(session, "touchEnd", []);
  await expect(kiosk.page).toHaveURL(/queues$/);
  await kiosk.settled();
  // the heel of the hand on the title, the finger on the button
  const hand = { ...(await middle(kiosk.page, "h1")), id: 1 };
  const home = { ...(await middle(kiosk.page, ".bar-home")), id: 2 };
  await touch(session, "touchStart", [hand]);
  await touch(session, "touchStart", [hand, home]);
  await touch(session, "touchEnd", [home]);
  await expect(kiosk.page).toHaveURL(/home$/);
  await touch(session, "touchEnd", []);
  await kiosk.close();
});

/** Fingers leave the middles of these buttons together: nothing is painted between them. `gone`: the button leaves the page
 *  before its press; `key`: and a key goes down right after. What is marked as touched then. */
const together = (page: Page, names: string[], after: { gone?: boolean; key?: string } = {}): Promise<string[]> => page.evaluate(([names, after]) => {
  const buttons = names.map((name) => [...document.querySelectorAll<HTMLElement>("button")].find((button) => button.innerText.trim() === name)!);
  const fingers = buttons.map((target, identifier) => {
    const { left, top, width, height } = target.getBoundingClientRect();
    return new Touch({ identifier, target, clientX: left + width / 2, clientY: top + height / 2 });
  });
  document.dispatchEvent(new TouchEvent("touchend", { changedTouches: fingers, bubbles: true, cancelable: true }));
  const marked = [...document.querySelectorAll<HTMLElement>(".touched")].map((button) => button.innerText.trim());
  if (after.gone) buttons[0]!.remove();
  if (after.key) document.activeElement!.dispatchEvent(new KeyboardEvent("keydown", { key: after.key, bubbles: true, cancelable: true }));
  return marked;
}, [names, after] as const);

test("A40 A41 what fingers and keys touch within one frame is shown as touched and pressed in that order; what has left the page is not pressed", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^预约签到/);
  await kiosk.settled();
  const shown = page.locator(".digits-shown");
  expect(await together(page, ["4", "1"])).toEqual(["1", "4"]);
  await expect(shown).toHaveText(/^41/);
  await page.waitForTimeout(UNHURRIED);
  // the key finds what was touched before it pressed
  expect(await together(page, ["7", "2"], { key: "5" })).toEqual(["2", "7"]);
  await expect(shown).toHaveText(/^417 25/);
  await expect(page.locator(".touched")).toHaveCount(0);
  await page.waitForTimeout(UNHURRIED);
  await together(page, ["9"], { gone: true });
  await together(page, ["3"]);
  await expect(shown).toHaveText(/^417 253/);
  await kiosk.close();
});

test("A41 what is touched looks pressed before its work begins, in every look", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  for (const mode of [MODES[0]!, { ...MODES[0]!, contrast: true }]) {
    await kiosk.begin(mode);
    const name = modeName(mode);
    const looks = (selector: string): Promise<string[]> => page.locator(selector).first().evaluate((button) => {
      const { backgroundColor, borderTopColor, color } = getComputedStyle(button);
      return [backgroundColor, borderTopColor, color];
    });
    for (const selector of [".tile.hero", ".tile:not(.hero)", ".bar-help", ".bar-size"]) {
      const before = await looks(selector);
      // no frame comes while the clock stands, from a second on
      await page.clock.pauseAt(new Date(await page.evaluate(() => Date.now()) + 1_000));
      const { x, y } = await middle(page, selector);
      await page.touchscreen.tap(x, y);
      await expect(page.locator(selector).first()).toHaveClass(/touched/);
      expect(await looks(selector), `${name} ${selector}`).not.toEqual(before);
      await picture(page, `kiosk-touched-${name}-${selector.replace(/\W+/g, "-")}`);
      await page.clock.resume();
      await expect(page.locator(".touched")).toHaveCount(0);
      if (selector === ".bar-size") await page.locator(selector).tap();
      if (await page.locator("dialog[open]").count()) await page.locator("dialog[open] button").last().tap();
      await expect(page.locator("dialog[open]")).toHaveCount(0);
      if (!page.url().endsWith("/home")) await kiosk.home();
    }
    await page.goto(`${hall.url}/kiosk`);
  }
  await kiosk.close();
});

test("A45 A46 no menu, no selection, no dragging, no zoom, no way out", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  const left = await kiosk.page.evaluate(() => {
    const events = ["contextmenu", "selectstart", "dragstart", "gesturestart", "dblclick"];
    const passed = events.filter((name) => document.querySelector("h1")!.dispatchEvent(new Event(name, { bubbles: true, cancelable: true })));
    if (document.body.dispatchEvent(new WheelEvent("wheel", { bubbles: true, cancelable: true, ctrlKey: true, deltaY: 5 }))) passed.push("zoom");
    const title = getComputedStyle(document.querySelector("h1")!);
    return [...passed, title.userSelect, title.touchAction, getComputedStyle(document.documentElement).overflow, document.links.length];
  });
  // one finger may push a list that does not fit; two fingers do nothing
  expect(left).toEqual(["none", "pan-y", "hidden", 0]);
  await kiosk.close();
});

test("A55 a page of a list is announced and the focus stays on the button", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  await kiosk.press(/^常办事项/);
  await kiosk.settled();
  await byTab(kiosk.page, /^下一页$/);
  await kiosk.page.keyboard.press("Enter");
  await expect(kiosk.page.getByRole("status").filter({ hasText: /^第 2\/\d+ 页$/ })).toBeVisible();
  expect(await kiosk.focused()).toBe("下一页");
  await kiosk.close();
});

test("A57 nothing moves when a person asks for that", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { reducedMotion: "reduce" });
  await kiosk.begin(MODES[0]!);
  await kiosk.press(/^办事指南/);
  expect(await kiosk.page.evaluate(() => document.getAnimations().length)).toBe(0);
  expect(await kiosk.page.locator(".page").evaluate((page) => getComputedStyle(page).animationName)).toBe("none");
  await kiosk.close();
});

test("A42 A49 a number of any queue in three touches after the first, without typing anything", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const acts: string[] = [];
  await page.exposeFunction("act", (what: string) => { acts.push(what); });
  await page.addInitScript(() => {
    for (const name of ["touchstart", "keydown"]) addEventListener(name, () => (window as unknown as { act(what: string): void }).act(name), true);
  });
  await page.reload();
  await kiosk.begin(MODES[0]!);
  await kiosk.press(/^取号排队/);
  await expect(page.locator("main .tile").first()).toBeVisible();
  const queues = await page.locator("main .tile .tile-title").allTextContents();
  expect(queues).toHaveLength(11);
  await kiosk.home();
  for (const queue of queues) {
    acts.length = 0;
    await kiosk.press(/^取号排队/);
    await page.locator("main .tile:visible").filter({ has: page.getByText(queue, { exact: true }) }).first().tap();
    await page.locator(".take-action button").tap();
    await expect(page.locator(".ticket-number")).toBeVisible();
    expect(acts, queue).toEqual(["touchstart", "touchstart", "touchstart"]);
    await kiosk.press(/^结束$/);
    await expect(page).toHaveURL(/\/goodbye$/);
    await expect(page).toHaveURL(/\/kiosk$/, { timeout: 15_000 });
    await kiosk.wake();
  }
  await kiosk.close();
});
