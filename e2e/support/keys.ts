// A person without a screen to touch: moves by Tab or by arrows, and must see where they are.
import { PNG } from "pngjs";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./hall.js";

const control = (page: Page, name: RegExp): Locator =>
  (["tab", "radio", "checkbox"] as const).reduce((found, role) => found.or(page.getByRole(role, { name })), page.getByRole("button", { name })).first();

const isFocused = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement);

/** Moves to a control with Tab alone. */
export async function byTab(page: Page, name: RegExp): Promise<void> {
  const target = control(page, name);
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 60; presses++) {
    if (await isFocused(target)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${name}`);
}

/** Moves to a control with the arrows alone: each press goes where the control is. */
export async function byArrows(page: Page, name: RegExp): Promise<void> {
  const target = control(page, name);
  await expect(target).toBeVisible();
  const way: string[] = [];
  for (let presses = 0; presses < 40; presses++) {
    if (await isFocused(target)) return;
    const key = await target.evaluate((element, pressed) => {
      const to = element.getBoundingClientRect();
      const from = (document.activeElement ?? document.body).getBoundingClientRect();
      const [down, up] = [to.top >= from.bottom - 2, to.bottom <= from.top + 2];
      const [right, left] = [to.left >= from.right - 2, to.right <= from.left + 2];
      const vertical = down ? "ArrowDown" : up ? "ArrowUp" : "";
      const sideways = right ? "ArrowRight" : left ? "ArrowLeft" : "";
      // in a row that leads nowhere the other way is tried
      return pressed % 3 === 2 ? sideways || vertical : vertical || sideways || "ArrowDown";
    }, presses);
    way.push(key);
    await page.keyboard.press(key);
  }
  throw new Error(`arrows do not reach ${name}: ${way.join(" ")}`);
}

/** Faults of a control's focus ring: too thin, or not to be seen on one of the four sides. */
export async function ring(page: Page, name: RegExp, least: number): Promise<string[]> {
  const target = control(page, name);
  await expect(target).toBeVisible();
  const box = (await target.boundingBox())!;
  const frame = { x: box.x - 4, y: box.y - 4, width: box.width + 8, height: box.height + 8 };
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  const before = PNG.sync.read(await page.screenshot({ clip: frame, animations: "disabled" }));
  // the browser draws the ring for whoever uses keys
  await page.keyboard.press("Shift");
  await target.focus();
  const after = PNG.sync.read(await page.screenshot({ clip: frame, animations: "disabled" }));
  const width = await target.evaluate((element) => parseFloat(getComputedStyle(element).outlineWidth));
  const faults = width < least ? [`${name}: the ring is ${width} px wide`] : [];
  const [right, bottom] = [after.width - 2, after.height - 2];
  const sides: Record<string, [number, number]> = {
    top: [after.width >> 1, 1], bottom: [after.width >> 1, bottom], left: [1, after.height >> 1], right: [right, after.height >> 1],
  };
  for (const [side, [x, y]] of Object.entries(sides)) {
    const at = (y * after.width + x) * 4;
    const change = [0, 1, 2].reduce((sum, c) => sum + Math.abs(after.data[at + c]! - before.data[at + c]!), 0);
    if (change < 90) faults.push(`${name}: no ring at the ${side}`);
  }
  return faults;
}
