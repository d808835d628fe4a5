// Reads a QR code from a screenshot, as a phone's camera would.
import type { Locator } from "@playwright/test";
import jsqr from "jsqr";
import { PNG } from "pngjs";

// the package is CommonJS: its function is the default of the default
type Decode = (pixels: Uint8ClampedArray, width: number, height: number) => { data: string } | null;
/** Finds a code in the pixels of a picture. */
export const decode = ((jsqr as unknown as { default?: typeof jsqr }).default ?? jsqr) as unknown as Decode;

/** The text of the code in an element's picture. */
export async function readQr(element: Locator): Promise<string> {
  const image = PNG.sync.read(await element.screenshot());
  const code = decode(new Uint8ClampedArray(image.data), image.width, image.height);
  if (!code) throw new Error("no QR code can be read from the picture");
  return code.data;
}
