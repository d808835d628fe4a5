// A page on paper: printed to PDF, turned into pictures by poppler, and compared with a kept one.
import { PNG } from "pngjs";
import { test, type Page } from "@playwright/test";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "./qr.js";

const REFERENCES = join(import.meta.dirname, "../references");

/** The sheets of a page as a printer makes them, 100 dots an inch; in test-results/pictures too. */
export async function print(page: Page, name: string, dpi = 100): Promise<PNG[]> {
  await page.evaluate(() => document.fonts.ready);
  const folder = join(test.info().project.outputDir, "pictures");
  mkdirSync(folder, { recursive: true });
  const pdf = join(folder, `${name}.pdf`);
  writeFileSync(pdf, await page.pdf({ preferCSSPageSize: true, printBackground: true }));
  execFileSync("pdftoppm", ["-r", String(dpi), "-png", pdf, join(folder, name)]);
  const sheets = readdirSync(folder).filter((file) => new RegExp(`^${name}-\\d+\\.png$`).test(file)).sort();
  return sheets.map((file) => PNG.sync.read(readFileSync(join(folder, file))));
}

/** Every code on a sheet. The decoder takes one code at a time, so strips are looked at too, each wider than a code. */
export function codes(sheet: PNG): string[] {
  const found = new Set<string>();
  const strip = Math.floor(sheet.width * 0.32);
  const strips = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => [Math.floor(((sheet.width - strip) * n) / 8), strip] as const);
  // on a roll two codes stand side by side, each wider than such a strip
  const half = Math.floor(sheet.width / 2);
  const halves = [[0, half], [half, half]] as const;
  for (const [from, width] of [[0, sheet.width] as const, ...halves, ...strips]) {
    const pixels = new Uint8ClampedArray(width * sheet.height * 4);
    for (let y = 0; y < sheet.height; y++) {
      const at = (y * sheet.width + from) * 4;
      pixels.set(sheet.data.subarray(at, at + width * 4), y * width * 4);
    }
    const code = decode(pixels, width, sheet.height);
    // half a code can look like an empty one
    if (code?.data) found.add(code.data);
  }
  return [...found].sort();
}

/** How dark each square of so many dots is, from 0 to 1. */
function squares(sheet: PNG, side: number): { wide: number; dark: number[] } {
  const wide = Math.ceil(sheet.width / side);
  const [sum, count] = [new Map<number, number>(), new Map<number, number>()];
  for (let y = 0; y < sheet.height; y++) {
    for (let x = 0; x < sheet.width; x++) {
      const square = Math.floor(y / side) * wide + Math.floor(x / side);
      sum.set(square, (sum.get(square) ?? 0) + (255 - sheet.data[(y * sheet.width + x) * 4]!) / 255);
      count.set(square, (count.get(square) ?? 0) + 1);
    }
  }
  return { wide, dark: [...sum].map(([square, dark]) => dark / count.get(square)!) };
}

/**
 * What a sheet has that the kept picture has not. Looked at in squares of about 4 mm, so that another version
 * of a font changes nothing and a line that moved, went or came does. MINGTANG_REFERENCES=write keeps it anew.
 */
export function differences(sheet: PNG, name: string): string[] {
  const path = join(REFERENCES, `${name}.png`);
  if (process.env.MINGTANG_REFERENCES === "write") {
    mkdirSync(REFERENCES, { recursive: true });
    writeFileSync(path, PNG.sync.write(sheet, { colorType: 0 }));
  }
  if (!existsSync(path)) return [`${name}: no picture is kept; MINGTANG_REFERENCES=write keeps this one`];
  const kept = PNG.sync.read(readFileSync(path));
  if (kept.width !== sheet.width || kept.height !== sheet.height) {
    return [`${name}: ${sheet.width} × ${sheet.height}, kept ${kept.width} × ${kept.height}`];
  }
  const [now, then] = [squares(sheet, 16), squares(kept, 16)];
  const off = now.dark.map((dark, square) => Math.abs(dark - then.dark[square]!));
  const apart = off.filter((by) => by > 0.15).length;
  return apart > off.length * 0.01 ? [`${name}: ${apart} of ${off.length} squares are not as kept`] : [];
}
