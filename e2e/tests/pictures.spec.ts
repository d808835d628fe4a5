// With MINGTANG_PICTURES=folder the small pictures of the README. Every page is pictured by the test that walks to it.
import type { Page } from "@playwright/test";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "../support/hall.js";
import { Kiosk, MODES, type Mode } from "../support/kiosk.js";
import { DESK_PAGES, KIOSK_PAGES, PHONE_PAGES, SCREEN_PAGES, visit, type ServerPage } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const ready = (page: Page): Promise<unknown> => page.evaluate(async () => {
  await document.fonts.ready;
  await new Promise((drawn) => setTimeout(drawn, 100));
});

const folder = process.env.MINGTANG_PICTURES;
if (folder) {
  test("pictures of the README", async ({ browser, hall }) => {
    mkdirSync(folder, { recursive: true });
    const save = async (page: Page, name: string): Promise<void> => {
      await ready(page);
      const path = join(folder, `${name}.png`);
      await page.screenshot({ path, animations: "disabled" });
      expect(statSync(path).size, name).toBeLessThan(150_000);
    };
    const half = { deviceScaleFactor: 0.5 };
    const kiosk = async (mode: Mode, name: string, to: string): Promise<void> => {
      const terminal = await Kiosk.open(browser, hall, { ...half, clock: true });
      await terminal.begin(mode);
      await KIOSK_PAGES.find((page) => page.name === to)!.open(terminal);
      await terminal.settled();
      await save(terminal.page, name);
      await terminal.close();
    };
    const [zh, en, elder] = MODES as [Mode, Mode, Mode];
    await kiosk(zh, "kiosk-home-zh", "home");
    await kiosk(elder, "kiosk-home-zh-elder", "home");
    await kiosk(zh, "kiosk-guide-zh", "guide-documents");
    await kiosk(en, "kiosk-ticket-en", "ticket");
    const shot = async (pages: ServerPage[], from: string, name: string, scale: number): Promise<void> =>
      visit(browser, hall, pages.find((page) => page.name === from)!, (page) => save(page, name), { deviceScaleFactor: scale });
    await shot(SCREEN_PAGES, "main-call", "screen-main-call", 0.45);
    await shot(DESK_PAGES, "desk-serving", "desk-serving-zh", 0.7);
    await shot(PHONE_PAGES, "phone-rate", "phone-rate", 1);
  });
}
