// Pictures of the terminal that are kept, a sixth of the size and in sixteen greys: what a page looked like is
// compared with what it looks like now, with a tolerance. Times, dates, codes and numbers are painted over.
import { PNG } from "pngjs";
import { test, type Page } from "@playwright/test";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const REFERENCES = join(import.meta.dirname, "../references/kiosk");

/** One pixel of a kept picture stands for a square of so many of the screen. */
const SCALE = 6;
/** Compared are squares of so many kept pixels: 18 px of the screen, less than a line of text. */
const SQUARE = 3;
/** A square is another one from so much more or less light on, of 255: other edges of letters stay below. */
const LIGHT = 26;
/** So many squares of a thousand may be others; a short line of text is more. */
const OTHERS = 4;

/** What is never twice the same: the bar with the time and the day, and what is drawn from a random address. */
const CHANGING = [
  ".header", ".attract-clock", ".attract-date", ".ticket-qr", ".rate-qr", ".notice-qr", ".notice-words .small", ".carry-code",
  ".countdown",
].join(", ");

/** A picture in greys. */
export interface Grey { width: number; height: number; light: Uint8Array }

type Box = { left: number; top: number; right: number; bottom: number };

/** The picture a sixth of the size, in sixteen greys. */
export function reduced(shot: PNG): Grey {
  const [width, height] = [Math.floor(shot.width / SCALE), Math.floor(shot.height / SCALE)];
  const light = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (let dy = 0; dy < SCALE; dy++) {
        let at = ((y * SCALE + dy) * shot.width + x * SCALE) * 4;
        for (let dx = 0; dx < SCALE; dx++, at += 4) {
          sum += 0.299 * shot.data[at]! + 0.587 * shot.data[at + 1]! + 0.114 * shot.data[at + 2]!;
        }
      }
      light[y * width + x] = Math.round(sum / (SCALE * SCALE) / 17) * 17;
    }
  }
  return { width, height, light };
}

/** The picture with these boxes, in pixels of the screen, painted over. */
export function painted({ width, height, light }: Grey, masks: Box[]): Grey {
  const left = Uint8Array.from(light);
  for (const box of masks) {
    for (let y = Math.max(0, Math.floor(box.top / SCALE)); y < Math.min(height, Math.ceil(box.bottom / SCALE)); y++) {
      left.fill(136, y * width + Math.max(0, Math.floor(box.left / SCALE)), y * width + Math.min(width, Math.ceil(box.right / SCALE)));
    }
  }
  return { width, height, light: left };
}

/** The mean light of each square. */
function squares({ width, height, light }: Grey): number[] {
  const found: number[] = [];
  for (let top = 0; top < height; top += SQUARE) {
    for (let left = 0; left < width; left += SQUARE) {
      let [sum, count] = [0, 0];
      for (let y = top; y < Math.min(height, top + SQUARE); y++) {
        for (let x = left; x < Math.min(width, left + SQUARE); x++, count++) sum += light[y * width + x]!;
      }
      found.push(sum / count);
    }
  }
  return found;
}

/** In what the second picture is another one; nothing when it is the same but for the edges of letters. */
export function unlike(kept: Grey, now: Grey): string {
  if (kept.width !== now.width || kept.height !== now.height) {
    return `${now.width} × ${now.height}, kept ${kept.width} × ${kept.height}`;
  }
  const [then, here] = [squares(kept), squares(now)];
  const wide = Math.ceil(now.width / SQUARE);
  const others = then.flatMap((light, square) => (Math.abs(light - here[square]!) > LIGHT ? [square] : []));
  if (others.length * 1000 <= then.length * OTHERS) return "";
  const rows = others.map((square) => Math.floor(square / wide) * SQUARE * SCALE);
  return `${others.length} of ${then.length} squares are not as kept, from ${Math.min(...rows)} to ${Math.max(...rows)} px from the top`;
}

/** The kept picture of this name. */
function kept(path: string): Grey {
  const { width, height, data } = PNG.sync.read(readFileSync(path));
  return { width, height, light: Uint8Array.from({ length: width * height }, (_, at) => data[at * 4]!) };
}

/** The picture as it is kept. */
export function encoded({ width, height, light }: Grey): Buffer {
  const file = new PNG({ width, height });
  light.forEach((value, at) => file.data.set([value, value, value, 255], at * 4));
  return PNG.sync.write(file, { colorType: 0, inputHasAlpha: true, filterType: 0, deflateLevel: 9 });
}

/**
 * Takes a picture of the page for people, in test-results/pictures, and tells in what it is not as the kept one.
 * MINGTANG_REFERENCES=write keeps it anew.
 */
export async function compared(page: Page, name: string): Promise<string[]> {
  const path = join(test.info().project.outputDir, "pictures", `${name}.png`);
  // a busy Chromium sometimes says that it cannot take a picture; that is no fault of the page
  const take = (): Promise<Buffer> => page.screenshot({ path, animations: "disabled" });
  const masks = await page.evaluate((changing) => {
    const box = (element: Element): Box => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      return { left, top, right, bottom };
    };
    const found = [...document.querySelectorAll(changing)].map(box);
    // what a dialog covers is another page's picture
    const dialog = document.querySelector("dialog[open]");
    if (!dialog) return found;
    const { left, top, right, bottom } = box(dialog);
    const [width, height] = [innerWidth, innerHeight];
    return [...found, { left: 0, top: 0, right: width, bottom: top }, { left: 0, top: bottom, right: width, bottom: height },
      { left: 0, top, right: left, bottom }, { left: right, top, right: width, bottom }];
  }, CHANGING);
  const now = painted(reduced(PNG.sync.read(await take().catch(take))), masks);
  const file = join(REFERENCES, `${name}.png`);
  if (process.env.MINGTANG_REFERENCES === "write") {
    mkdirSync(REFERENCES, { recursive: true });
    writeFileSync(file, encoded(now));
  }
  if (!existsSync(file)) return [`${name}: no picture is kept; MINGTANG_REFERENCES=write keeps this one`];
  // both, because what changes is not of the same width every day
  const difference = unlike(painted(kept(file), masks), now);
  return difference ? [`${name}: ${difference}`] : [];
}
