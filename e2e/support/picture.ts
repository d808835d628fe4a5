// A picture of a page for people to look at, in test-results/pictures.
import { test, type Page } from "@playwright/test";
import { join } from "node:path";

/** Takes the picture; `whole`: also what lies below the screen. */
export async function picture(page: Page, name: string, whole = false): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  const path = join(test.info().project.outputDir, "pictures", `${name}.png`);
  // a dialog belongs to the screen, not to the whole page
  const fullPage = whole && (await page.locator("dialog[open]").count()) === 0;
  // a busy Chromium sometimes says that it cannot take a picture; that is no fault of the page
  const take = () => page.screenshot({ path, fullPage, animations: "disabled" });
  await take().catch(take);
}
