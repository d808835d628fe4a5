// After a person has gone nothing of them is on the machine: what they typed is looked for in the page, the address, the
// history, every storage, and the memory of the programs themselves.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/hall.js";
import { Kiosk } from "../support/kiosk.js";

test.describe.configure({ mode: "parallel" });

/** An identity number with a right check digit, of nobody: its region does not exist. */
const ID_NUMBER = "999999199002301235";
const CODE = "4711081593";
/** Half of it would be found too. */
const PARTS = [ID_NUMBER, ID_NUMBER.slice(0, 12), ID_NUMBER.slice(6), CODE, CODE.slice(0, 7), CODE.slice(3)];

/** Keeps the memory of each program that starts, from before the first one. */
async function keepMemories(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const memories: WebAssembly.Memory[] = [];
    Object.assign(window, { memories });
    const start = WebAssembly.instantiateStreaming.bind(WebAssembly);
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await start(...given);
      for (const part of Object.values(made.instance.exports)) if (part instanceof WebAssembly.Memory) memories.push(part);
      return made;
    };
  });
}

/** Where any of the parts is found: in the page and all that a page can reach. */
const find = (page: Page): Promise<string[]> => page.evaluate(async (parts) => {
  const found: string[] = [];
  const look = (place: string, text: string): void => {
    for (const part of parts) if (text.includes(part)) found.push(`${place}: ${part}`);
  };
  look("page", document.documentElement.outerHTML);
  look("text", document.documentElement.textContent ?? "");
  for (const field of document.querySelectorAll("input, textarea")) look("field", (field as HTMLInputElement).value);
  look("title", document.title);
  look("address", location.href);
  look("before", document.referrer);
  look("history", JSON.stringify(history.state) ?? "");
  look("window", window.name);
  look("cookie", document.cookie);
  look("local storage", JSON.stringify({ ...localStorage }));
  look("session storage", JSON.stringify({ ...sessionStorage }));
  look("addresses asked", performance.getEntries().map(({ name }) => name).join("\n"));
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) look("cache", request.url);
  }
  look("databases", JSON.stringify(await indexedDB.databases()));
  const { memories } = window as unknown as { memories: WebAssembly.Memory[] };
  for (const [n, memory] of memories.entries()) {
    const bytes = new Uint8Array(memory.buffer);
    // as it lies there, one byte a digit, and as the browser keeps text, two
    for (const [width, place] of [[1, "memory"], [2, "memory as wide text"]] as const) {
      for (const part of parts) {
        const want = [...part].flatMap((digit) => width === 1 ? [digit.charCodeAt(0)] : [digit.charCodeAt(0), 0]);
        for (let at = bytes.indexOf(want[0]!); at >= 0; at = bytes.indexOf(want[0]!, at + 1)) {
          if (want.every((byte, k) => bytes[at + k] === byte)) {
            found.push(`${place} of program ${n + 1}: ${part}`);
            break;
          }
        }
      }
    }
  }
  return found;
}, PARTS);

for (const way of ["goes", "walks away"] as const) {
  test(`A37 A39 a person ${way}: what they typed is in no storage, no history, no memory`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall, { clock: true });
    const { page } = kiosk;
    await keepMemories(page);
    await page.reload();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await kiosk.wake();
    const history = await page.evaluate(() => window.history.length);
    // with the voice on: its program has a memory of its own
    await page.locator(".bar-speech").tap();
    await expect.poll(() => page.evaluate(() => (window as unknown as { memories: unknown[] }).memories.length)).toBe(2);
    await kiosk.press(/^搜索事项/);
    await page.keyboard.type(ID_NUMBER);
    await expect(page.locator("input")).toHaveValue(new RegExp(ID_NUMBER, "i"));
    await kiosk.home();
    await kiosk.press(/^预约签到/);
    await page.keyboard.type(CODE);
    await page.keyboard.press("Enter");
    await expect(page.locator("[role=alert] .trouble")).toContainText("预约码");
    // what looks for it finds it while it is there
    const before = await find(page);
    expect(before.some((place) => place.startsWith("memory of program 1"))).toBe(true);

    await page.evaluate(() => Object.assign(window, { before: true }));
    if (way === "goes") {
      while (new URL(page.url()).pathname !== "/kiosk") {
        await page.locator(".bar-back").tap();
        await page.waitForTimeout(400);
      }
    } else {
      await page.clock.fastForward(91_000);
      await expect(page.locator("dialog[open]")).toBeVisible();
      for (let second = 0; second < 32; second++) await page.clock.runFor(1_000);
    }
    await expect(page).toHaveURL(/\/kiosk$/);
    await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    expect(await find(page)).toEqual([]);
    expect(await page.evaluate(() => window.history.length)).toBe(history);
    expect(asked.filter((url) => PARTS.some((part) => url.includes(part)))).toEqual([]);
    // the way back leads past all of the visit, to the empty page that this browser began with
    await page.goBack();
    expect(page.url()).toBe("about:blank");
    await page.goForward();
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    expect(await find(page)).toEqual([]);
    await kiosk.close();
  });
}
