// The screens of the hall as a test sees them: what is told to them, how they stand at the desk, what they painted and spoke.
import type { Page } from "@playwright/test";
import { session } from "./clerk.js";
import { expect, type Hall } from "./hall.js";
import { moment } from "./relay.mjs";

const API = "/api/v1/halls/shili";

export interface Text { zh: string; en: string }
export const text = (zh: string, en: string): Text => ({ zh, en });

/** How a screen stands, as far as tests look. */
export interface Standing {
  id: string; registered: boolean; kiosk: boolean; speaks: boolean; here: boolean;
  not_shown?: string; not_spoken?: string; confirmed?: boolean;
  seen?: { face: { on: string; what?: string; why?: string; audible?: boolean; spoken?: { ticket: string }; revision: number } };
}

/** Calls the contract below the hall's address. */
export async function as(hall: Hall, who: "admin" | "supervisor", method: string, path: string, body?: unknown): Promise<Response> {
  return hall.call(method, `${API}/${path}`, body, { cookie: await session(hall, who) });
}

/** Keeps something of the signage; what was stored. The path ends with its id. */
export async function put(hall: Hall, path: string, body: object): Promise<any> {
  const answer = await as(hall, "admin", "PUT", path, { id: path.split("/").at(-1), ...body });
  expect([answer.status, path, answer.ok ? "" : await answer.text()]).toEqual([200, path, ""]);
  return answer.json();
}

/** Registers a screen that nobody has measured. */
export const register = (hall: Hall, id: string, what: object): Promise<unknown> =>
  put(hall, `screens/${id}`, { place: text("测试屏", "Test screen"), ...what });

/** How all screens and kiosks stand. */
export async function standings(hall: Hall): Promise<Standing[]> {
  const answer = await as(hall, "supervisor", "GET", "screens");
  expect(answer.status).toBe(200);
  return (await answer.json()).items;
}

/** How one stands; nothing when the hall does not know it. */
export const standing = async (hall: Hall, id: string): Promise<Standing | undefined> =>
  (await standings(hall)).find((one) => one.id === id && !one.kiosk);

/** Raises a message to everybody that lasts so many seconds. */
export async function raise(hall: Hall, words: Text, seconds: number): Promise<void> {
  const until = moment(Date.now() + seconds * 1_000);
  const answer = await as(hall, "supervisor", "POST", "emergency", { text: words, until });
  expect(answer.status).toBe(200);
}

/** The message is over. */
export async function end(hall: Hall): Promise<void> {
  expect((await as(hall, "supervisor", "DELETE", "emergency")).status).toBe(204);
}

/** The hall's day, so many days from now. */
export const day = (later: number): string => moment(Date.now() + later * 86_400_000).slice(0, 10);

/** Something that was painted or sounded, and when, by the clock of the machine in milliseconds. */
export interface Seen {
  at: number; kind: "face" | "row" | "panel" | "voice" | "message";
  /** Of a face: what is on; of a message: its words, empty when it is gone. */
  on?: string;
  ticket?: string; window?: string;
  /** Of a voice: none for the chime. */
  lang?: "zh" | "en"; clips?: string;
}

/** Sees and hears everything on a page from its next load on. */
export async function witness(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Seen[] = [];
    const known = new WeakSet<Element>();
    const last = new Map<string, string>();
    Object.assign(window, { seen, started: 0 });
    const note = (one: Omit<Seen, "at">): void => { seen.push({ at: Date.now(), ...one }); };
    const fresh = (selector: string): HTMLElement[] =>
      [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => !known.has(one) && known.add(one));
    /** Told when it is another one than before, after the frame that shows it. */
    const changed = (kind: "face" | "panel" | "message", name: string, what: Omit<Seen, "at" | "kind">): void => {
      if ((last.get(kind) ?? "") === name) return;
      last.set(kind, name);
      requestAnimationFrame(() => setTimeout(() => note({ kind, ...what })));
    };
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (...when: []): void {
      (window as unknown as { started: number }).started += 1;
      start.apply(this, when);
    };
    new MutationObserver(() => {
      const on = document.querySelector<HTMLElement>("main[data-screen]")?.dataset.screen;
      if (on) changed("face", on, { on });
      const message = document.querySelector<HTMLElement>("main[data-emergency], dialog[open] [data-emergency]");
      const words = message?.innerText ?? "";
      changed("message", words && `${message?.dataset.emergency}`, { on: words });
      const { ticket, window: to, times } = document.querySelector<HTMLElement>("[data-call-panel]")?.dataset ?? {};
      changed("panel", ticket ? `${ticket} ${to} ${times}` : "", { ticket, window: to });
      for (const { dataset } of fresh("[data-call]")) note({ kind: "row", ticket: dataset.call, window: dataset.window });
      for (const { dataset } of fresh("[data-clip-log] li")) {
        note({ kind: "voice", ticket: dataset.ticket, window: dataset.window, lang: dataset.lang as Seen["lang"], clips: dataset.clips });
      }
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
}

/** What was seen and heard of these kinds, in order. */
export const seen = (page: Page, ...kinds: Seen["kind"][]): Promise<Seen[]> =>
  page.evaluate((kinds) => (window as unknown as { seen: Seen[] }).seen.filter(({ kind }) => kinds.includes(kind)), kinds);

/** How many sounds were given to the loudspeaker. */
export const started = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as { started: number }).started);
