// Somebody who listens: what the terminal reads aloud, as the line above shows it, as it is asked of the server, and as
// it sounds.
import type { Page } from "@playwright/test";
import { expect } from "./hall.js";
import { byTab } from "./keys.js";
import type { Kiosk } from "./kiosk.js";

/** One sentence. */
export interface Said { text: string; lang: string; at: number }

interface Ears { said: Said[]; started: number; stopped: number[]; keys: number[]; states: string[] }

export class Voice {
  /** What was asked of the server. */
  readonly asked: { lang: string; text: string; private: boolean; page: string }[] = [];

  private constructor(private readonly page: Page) {}

  /** Listens from the next load of the page on; `haste`: so many times as fast as a person could follow. */
  static async of(page: Page, haste = 25): Promise<Voice> {
    const voice = new Voice(page);
    page.on("request", async (request) => {
      if (!request.url().endsWith("/speech") || request.method() !== "POST") return;
      const asked = request.postDataJSON() as { lang: string; text: string; private: boolean };
      voice.asked.push({ ...asked, page: request.url() });
    });
    await page.addInitScript((haste) => {
      const ears: Ears = { said: [], started: 0, stopped: [], keys: [], states: [] };
      Object.assign(window, { ears });
      const { start, stop } = AudioBufferSourceNode.prototype;
      AudioBufferSourceNode.prototype.start = function (...when: []): void {
        ears.started += 1;
        this.playbackRate.value = haste;
        start.apply(this, when);
      };
      AudioBufferSourceNode.prototype.stop = function (...when: []): void {
        ears.stopped.push(performance.now());
        stop.apply(this, when);
      };
      for (const name of ["suspend", "resume"] as const) {
        const act = AudioContext.prototype[name];
        AudioContext.prototype[name] = function (): Promise<void> {
          if (name === "suspend" || this.state === "suspended") ears.states.push(name);
          return act.call(this);
        };
      }
      addEventListener("keydown", () => ears.keys.push(performance.now()), true);
      new MutationObserver(() => {
        const line = document.querySelector(".spoken");
        const text = line?.textContent ?? "";
        const last = ears.said.at(-1);
        if (line && last?.text !== text) ears.said.push({ text, lang: line.getAttribute("lang") ?? "", at: performance.now() });
      }).observe(document, { childList: true, characterData: true, subtree: true });
    }, haste);
    await page.reload();
    return voice;
  }

  ears(): Promise<Ears> {
    return this.page.evaluate(() => (window as unknown as { ears: Ears }).ears);
  }

  /** What was said since the page was loaded. */
  async said(): Promise<Said[]> {
    return (await this.ears()).said.filter(({ text }) => text);
  }

  /** All of it as one text, without spaces and marks. */
  async log(): Promise<string> {
    return bare((await this.said()).map(({ text }) => text).join(""));
  }

  /** What is seen on the page and was not said. The clock has gone on meanwhile, and is not asked for. */
  async unsaid(): Promise<string[]> {
    await this.silent();
    const [log, texts] = [await this.log(), (await visible(this.page)).map(bare).filter((text) => text && !/^\d{4}$/.test(text))];
    expect(texts.length).toBeGreaterThan(5);
    return texts.filter((text) => !log.includes(text));
  }

  /** What is said after an act, from its beginning to silence. */
  async after(act: () => Promise<unknown>): Promise<string> {
    await this.forget();
    await act();
    await this.silent();
    return this.log();
  }

  /** Forgets what was said. */
  async forget(): Promise<void> {
    this.asked.length = 0;
    await this.page.evaluate(() => {
      const { ears } = window as unknown as { ears: Ears };
      Object.assign(ears, { said: [], started: 0, stopped: [], keys: [], states: [] });
    });
  }

  /** Until this is said. */
  async says(text: string): Promise<void> {
    await expect.poll(() => this.log(), { timeout: 40_000, message: `“${text}” is said` }).toContain(bare(text));
  }

  /** Until nothing is said for a while. */
  async silent(): Promise<void> {
    let before = -1;
    await expect(async () => {
      const { started } = await this.ears();
      const line = await this.page.locator(".spoken").textContent();
      const calm = started === before && !line;
      before = started;
      if (!calm) await this.page.waitForTimeout(700);
      expect(calm).toBe(true);
    }).toPass({ timeout: 60_000 });
  }
}

/** A text without what is not said. */
export const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, "");

/** What a person sees on the page, or in a part of it, text by text. */
export const visible = (page: Page, within = ".app"): Promise<string[]> =>
  page.evaluate((within) => {
    const walker = document.createTreeWalker(document.querySelector(within)!, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!;
      if (parent.closest("[hidden], [aria-hidden=true]") || !parent.checkVisibility()) continue;
      texts.push(node.textContent ?? "");
    }
    return texts;
  }, within);

/** Begins a visit as somebody does who does not see the screen: the attract page, and one key; English by keys too. */
export async function begin(kiosk: Kiosk, lang = "zh-CN"): Promise<void> {
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
export async function press(kiosk: Kiosk, name: RegExp): Promise<void> {
  await byTab(kiosk.page, name);
  await kiosk.page.keyboard.press("Enter");
  await kiosk.settled();
}
