// Every control of a page, one after the other, as Tab brings somebody to it; and what a finger or a system's keyboard
// must not be able to do on any page.
import { expect, test } from "../support/hall.js";
import { Kiosk, modeName, type Mode } from "../support/kiosk.js";
import { KIOSK_PAGES } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const PAGES = ["home", "queues", "queue", "guides", "guide-documents", "documents-tick", "search-found", "check-in", "rate-level", "rate-reasons", "rate-check", "lists", "slip", "ticket"];
const WAYS: Mode[] = [
  { lang: "zh-CN", elder: false }, { lang: "en", elder: true }, { lang: "zh-CN", elder: false, seated: true, contrast: true },
];

/** Where the focus is: which of the page's controls, and what is wrong with how it is seen. */
interface At { index: number; faults: string[] }

for (const mode of WAYS) {
  test(`A16 A17 A18 Tab comes to every control of a page once and round again, and each is seen whole with its ring, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(300_000);
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    await kiosk.begin(mode);
    const named = (): Promise<string[]> => page.evaluate(() => [...document.querySelectorAll("button, input")]
      .filter((one) => one.getBoundingClientRect().width > 0).map((one) => one.getAttribute("aria-label") ?? one.textContent ?? ""));
    const at = (): Promise<At> => page.evaluate(() => {
      const focus = document.activeElement as HTMLElement;
      const faults: string[] = [];
      if (!focus.matches("button, input")) return { index: -1, faults };
      const name = (focus.getAttribute("aria-label") ?? focus.textContent ?? "").trim().slice(0, 30);
      const { left, right, top, bottom } = focus.getBoundingClientRect();
      if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) faults.push(`${name}: beyond the panel`);
      for (const [x, y] of [[(left + right) / 2, (top + bottom) / 2], [left + 8, (top + bottom) / 2], [right - 8, (top + bottom) / 2]] as const) {
        const there = document.elementFromPoint(x, y);
        if (!there || !focus.contains(there)) faults.push(`${name}: covered by ${there?.className}`);
      }
      // the field of the search has its ring round its frame
      const { outlineStyle, outlineWidth } = getComputedStyle(focus.closest(".search-field") ?? focus);
      if (outlineStyle === "none" || parseFloat(outlineWidth) < 6) faults.push(`${name}: a ring of ${outlineStyle} ${outlineWidth}`);
      // looked up each time: a list may draw its entries anew
      const all = [...document.querySelectorAll("button, input")].filter((one) => one.getBoundingClientRect().width > 0);
      return { index: all.indexOf(focus), faults };
    });
    const faults: string[] = [];
    for (const name of PAGES) {
      const one = KIOSK_PAGES.find((page) => page.name === name)!;
      await test.step(name, async () => {
        await one.open(kiosk);
        await kiosk.settled();
        const names = await named();
        const all = names.length;
        expect(all).toBeGreaterThan(7);
        const order: number[] = [];
        for (let presses = 0; presses < all; presses++) {
          await page.keyboard.press("Tab");
          let here = await at();
          // after the last control the browser's own frame has its turn
          if (here.index === -1) {
            await page.keyboard.press("Tab");
            here = await at();
          }
          order.push(here.index);
          faults.push(...here.faults.map((fault) => `${name}: ${fault}`));
        }
        const missed = [...Array(all).keys()].filter((index) => !order.includes(index));
        if (missed.length > 0) faults.push(`${name}: Tab misses ${missed.map((index) => names[index]).join(" | ")}`);
        // the way back is the same way
        await page.keyboard.press("Shift+Tab");
        const back = (await at()).index;
        if (back !== order.at(-2)) faults.push(`${name}: Shift+Tab leads from ${order.at(-1)} to ${back}, not to ${order.at(-2)}`);
        await one.leave?.(kiosk);
        if (name !== PAGES.at(-1)) await kiosk.home();
      });
    }
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

test("A45 A46 A47 on every page: no field that brings the system's keyboard, nothing selected or dragged, no way out", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const kiosk = await Kiosk.open(browser, hall, { clock: true });
  const { page } = kiosk;
  await kiosk.begin({ lang: "zh-CN", elder: false });
  const faults: string[] = [];
  const fields = new Set<string>();
  for (const one of KIOSK_PAGES) {
    await test.step(one.name, async () => {
      await one.open(kiosk);
      await kiosk.settled();
      const found = await page.evaluate(() => {
        const wrong: string[] = [];
        const typed = [...document.querySelectorAll("input, textarea, [contenteditable]")];
        for (const field of typed) {
          if (field.getAttribute("inputmode") !== "none") wrong.push(`a field of ${field.getAttribute("inputmode")}`);
          // the own keyboard stands there with it
          if (!document.querySelector(".keyboard button")) wrong.push("a field without keys");
        }
        if (document.querySelector("select, input[type=file], input[type=date]")) wrong.push("a control of the system's own");
        const touchable = document.querySelectorAll("h1, p, li, button, img, svg");
        for (const element of touchable) {
          const { userSelect, touchAction } = getComputedStyle(element);
          if (userSelect !== "none") wrong.push(`${element.tagName} can be selected`);
          if (!/^(none|pan-y|manipulation|pan-x pan-y)$/.test(touchAction)) wrong.push(`${element.tagName} ${element.className}: touch-action ${touchAction}`);
        }
        for (const name of ["contextmenu", "selectstart", "dragstart", "gesturestart"]) {
          const event = new Event(name, { bubbles: true, cancelable: true });
          if ((document.activeElement ?? document.body).dispatchEvent(event)) wrong.push(`${name} passes`);
        }
        if (document.querySelectorAll("a[href], [draggable=true], [target], form").length > 0) wrong.push("a way out");
        return { wrong: [...new Set(wrong)], typed: typed.length };
      });
      faults.push(...found.wrong.map((fault) => `${one.name}: ${fault}`));
      if (found.typed > 0) fields.add(one.name);
      await one.leave?.(kiosk);
      if (one !== KIOSK_PAGES.at(-1)) await kiosk.home();
    });
  }
  expect(faults).toEqual([]);
  expect([...fields], "text is typed for nothing but the search").toEqual(["search", "search-found", "search-nothing"]);
  await kiosk.close();
});
