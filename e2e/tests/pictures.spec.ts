// Pictures that no other test takes: the terminal on a wide panel and, with MINGTANG_PICTURES=folder, the
// small ones of the README. Every other page is pictured by the test that walks to it.
import type { Page } from "@playwright/test";
import { mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, LANDSCAPE, MODES, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { DESK_PAGES, KIOSK_PAGES, PHONE_PAGES, SCREEN_PAGES, visit, type ServerPage } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const ready = (page: Page): Promise<unknown> => page.evaluate(async () => {
  await document.fonts.ready;
  await new Promise((drawn) => setTimeout(drawn, 100));
});

test("A44 A54 the terminal on a wide panel: nothing beyond the screen, nothing on top of something else", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall, { ...LANDSCAPE, clock: true });
  await picture(kiosk.page, "kiosk-wide-zh-attract");
  await kiosk.begin(MODES[0]!);
  const faults: string[] = [];
  for (const page of KIOSK_PAGES) {
    await page.open(kiosk);
    await kiosk.settled();
    await picture(kiosk.page, `kiosk-wide-zh-${page.name}`);
    faults.push(...(await audit(kiosk.page, { text: 20, lang: "zh-CN" })).map((fault) => `${page.name}: ${fault}`));
    await page.leave?.(kiosk);
    if (page !== KIOSK_PAGES.at(-1)) await kiosk.home();
  }
  expect(faults).toEqual([]);
  await kiosk.close();
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
