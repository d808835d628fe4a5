// Letters that are read from where people stand (A64): a screen is registered with its measures, and every letter that
// its page shows is compared with the formula.
import type { Page } from "@playwright/test";
import { audit } from "./audit.js";
import { session } from "./clerk.js";
import { expect, type Hall } from "./hall.js";

export interface Panel { inches: number; metres: number; width: number; height: number }

export const PANELS: Record<string, { width: number; height: number }> = {
  lying: { width: 1920, height: 1080 }, fine: { width: 3840, height: 2160 }, standing: { width: 1080, height: 1920 },
};
export const INCHES = [43, 55, 75, 98];
export const METRES = [5, 10, 15];

/** The smallest font sizes in pixels: Han of 4 mm and digits of 3 mm a metre, and how much of a size each fills. */
export function least({ inches, metres, width, height }: Panel): { han: number; digit: number } {
  const pxPerMm = Math.hypot(width, height) / Math.round(inches * 25.4);
  return { han: (4 * metres * pxPerMm) / 0.92, digit: (3 * metres * pxPerMm) / 0.733 };
}

/** Registers a screen at the desk. */
export async function register(hall: Hall, id: string, layout: object, panel: Panel): Promise<Response> {
  const cookie = await session(hall, "admin");
  const { inches, metres, width, height } = panel;
  return hall.call("PUT", `/api/v1/halls/shili/screens/${id}`, {
    id, layout, place: { zh: "一楼大厅", en: "Hall on the first floor" },
    diagonal_mm: Math.round(inches * 25.4), width_px: width, height_px: height, distance_mm: metres * 1000,
  }, { cookie });
}

/** The page has heard of its measures. */
export async function measured(page: Page, panel: Panel): Promise<{ density: string; rows: number }> {
  const han = `${Math.ceil(least(panel).han).toFixed(3)}px`;
  await expect.poll(() => page.locator("html").evaluate((root: HTMLElement) => root.style.getPropertyValue("--han"))).toBe(han);
  return page.locator("html").evaluate((root: HTMLElement) => ({ density: root.dataset.density!, rows: Number(root.dataset.rows) }));
}

/** Every visible text that is smaller than it may be, and everything that is cut off or overflows. */
export async function faults(page: Page, panel: Panel, name: string): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready);
  const found: string[] = [];
  // where one language at a time has room, each has its turn
  for (const turn of ["zh", "en"]) {
    await page.locator("html").evaluate((root, turn) => root.setAttribute("data-turn", turn), turn);
    found.push(...(await inTurn(page, panel, `${name} ${turn}`)));
  }
  return found;
}

async function inTurn(page: Page, panel: Panel, name: string): Promise<string[]> {
  const small = await page.evaluate(({ han, digit }) => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let read = 0;
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode as Text;
      if (!parentElement || !data.trim() || !parentElement.checkVisibility({ visibilityProperty: true })) continue;
      if (parentElement.closest(".unseen, [data-clip-log]")) continue;
      read++;
      const needed = /\p{Script=Han}/u.test(data) ? han : digit;
      const size = parseFloat(getComputedStyle(parentElement).fontSize);
      if (size < needed - 0.01) found.push(`“${data.trim()}” has ${size} px, needs ${needed.toFixed(1)}`);
    }
    return read > 3 ? found : ["nothing is shown"];
  }, least(panel));
  const broken = await audit(page, { text: 30, lang: "zh-CN" });
  return [...small, ...broken].map((fault) => `${panel.width}×${panel.height} ${panel.inches}″ ${panel.metres} m ${name}: ${fault}`);
}
