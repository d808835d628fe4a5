// The comparison of pictures itself: what it must see, and what it must not mind.
import { expect, test } from "@playwright/test";
import { PNG } from "pngjs";
import { encoded, painted, reduced, unlike, type Grey } from "../support/reference.js";

/** A screen with a few lines of strokes, as letters have them. */
function screen(lines: number, shift = 0, ink = 20): Grey {
  const shot = new PNG({ width: 1080, height: 1920 });
  shot.data.fill(255);
  for (let line = 0; line < lines; line++) {
    for (let y = 0; y < 32; y++) {
      for (let x = 0; x < 300; x++) {
        if (x % 8 > 2) continue;
        const at = ((200 + line * 60 + y + shift) * 1080 + 100 + x) * 4;
        shot.data.fill(ink, at, at + 3);
      }
    }
  }
  return reduced(shot);
}

test("a line that came, went or moved is another picture; edges a pixel off and a shade are not", () => {
  const kept = screen(8);
  expect(unlike(kept, screen(8))).toBe("");
  expect(unlike(kept, screen(8, 1))).toBe("");
  expect(unlike(kept, screen(8, 0, 36))).toBe("");
  expect(unlike(kept, screen(7))).toContain("from 612 to");
  expect(unlike(kept, screen(9))).toContain("not as kept");
  expect(unlike(kept, screen(8, 20))).toContain("not as kept");
});

test("what changes by itself is painted over; a kept picture is read as it was written, and is small", () => {
  const shot = new PNG({ width: 1080, height: 1920 });
  shot.data.fill(255);
  const [one, other] = [20, 200].map((ink) => {
    for (let y = 0; y < 130; y++) shot.data.fill(ink, (y * 1080 + 700) * 4, (y * 1080 + 1080) * 4);
    return painted(reduced(shot), [{ left: 700, top: 0, right: 1080, bottom: 130 }]);
  }) as [Grey, Grey];
  expect(unlike(one, other)).toBe("");
  const file = encoded(screen(20));
  expect(file.length).toBeLessThan(10_000);
  const { width, height, data } = PNG.sync.read(file);
  expect([width, height]).toEqual([180, 320]);
  expect([...screen(20).light].every((light, at) => data[at * 4] === light)).toBe(true);
});
