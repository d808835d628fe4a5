// Text twice as large as the panel was made for: one column that may be moved, nothing lost.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, MODES, modeName } from "../support/kiosk.js";
import { KIOSK_PAGES, PHONE_PAGES, visit } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const CHOSEN = /^(home|check-in|queues|queue|department|theme|guides|guide-basics|guide-documents|ticket)$/;

for (const mode of MODES.slice(0, 2)) {
  test(`A11 the terminal with text of 200 %: everything can be read and touched, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(180_000);
    const kiosk = await Kiosk.open(browser, hall);
    const size = (px: string): Promise<void> => kiosk.page.evaluate((value) => { document.documentElement.style.fontSize = value; }, px);
    const faults: string[] = [];
    await kiosk.begin(mode);
    for (const page of KIOSK_PAGES.filter(({ name }) => CHOSEN.test(name))) {
      await page.open(kiosk);
      await size("20px");
      await kiosk.settled();
      await kiosk.settled();
      const found = await audit(kiosk.page, { text: 64, lang: mode.lang, scrolls: true });
      for (const button of await kiosk.page.locator("button:visible").all()) {
        const name = (await button.innerText()).replace(/\s+/g, " ");
        // one that says it is off takes no touch at any size
        if ((await button.getAttribute("aria-disabled")) === "true") continue;
        await button.tap({ trial: true, timeout: 3_000 }).catch(() => found.push(`cannot be touched: ${name}`));
      }
      faults.push(...found.map((fault) => `${page.name}: ${fault}`));
      await size("");
      await kiosk.settled();
      if (page.name !== "ticket") await kiosk.home();
    }
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

test("A11 A12 phone pages with text of 200 %", async ({ browser, hall }) => {
  const faults: string[] = [];
  for (const one of PHONE_PAGES.filter(({ name }) => /^phone-(ticket-waiting|ticket-called|rate|rate-error|rate-confirm)$/.test(name))) {
    faults.push(...(await visit(browser, hall, one, async (page) => {
      // as a browser's zoom does: half the width at twice the scale
      await page.setViewportSize({ width: 188, height: 334 });
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      return width > 189 ? [`${width} px wide`] : [];
    })).map((fault) => `${one.name}: ${fault}`));
  }
  expect(faults).toEqual([]);
});
