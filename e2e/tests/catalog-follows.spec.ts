// A catalog is published while people use the terminal: it follows without a touch, never shows half of two
// versions, and what it has already does not travel again.
import type { Page } from "@playwright/test";
import { expect, test, type Hall } from "../support/hall.js";
import { Kiosk } from "../support/kiosk.js";

const CATALOG = "/api/v1/halls/shili/catalog";
const ITEM = "re-transfer";

/** Moves inside the page, as a touch does. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/kiosk/${path}`);
}

/** Sends one changed matter as a file, waits until it was read, and publishes it. */
async function publish(hall: Hall, cookie: string, change: (item: { name: { zh: string } }) => void): Promise<number> {
  const { catalog_version: _, ...item } = await (await hall.call("GET", `/api/v1/halls/shili/items/${ITEM}`)).json();
  change(item);
  const { departments } = await (await hall.call("GET", CATALOG)).json();
  const file = { departments, themes: [], items: [item] };
  const sent = await hall.call("POST", `${CATALOG}/imports?file=one.json&mode=merge`, file, { cookie });
  expect(sent.status).toBe(202);
  const { id } = await sent.json();
  const state = async () => (await (await hall.call("GET", `${CATALOG}/imports/${id}`, undefined, { cookie })).json()).state;
  await expect.poll(state).toBe("ready");
  const done = await hall.call("POST", `${CATALOG}/imports/${id}/publish`, {}, { cookie });
  expect(done.status).toBe(200);
  return (await done.json()).version;
}

test("R17 a terminal follows what is published within two seconds, and what it has does not travel again", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const admin = await hall.signIn("admin");
  await kiosk.begin({ lang: "zh-CN", elder: false });
  await go(page, `guides/${ITEM}`);
  await expect(page.locator("h1")).not.toContainText("（新）");

  const version = await publish(hall, admin, (item) => (item.name.zh += "（新）"));
  expect(version).toBe(2);
  await expect(page.locator("h1"), "the guide that is open").toContainText("（新）", { timeout: 2_000 });
  await go(page, "guides");

  // back in one step
  const back = await hall.call("POST", `${CATALOG}/versions/1/publish`, {}, { cookie: admin });
  expect(back.status).toBe(200);
  await go(page, `guides/${ITEM}`);
  await expect(page.locator("h1")).not.toContainText("（新）", { timeout: 2_000 });

  // the page is loaded anew between two people; the catalog stays
  const again = page.waitForResponse((answer) => answer.url().endsWith(CATALOG));
  await page.reload();
  const network = await (await again).request().sizes();
  const { length } = await (await hall.call("GET", CATALOG)).text();
  expect(network.responseBodySize, "304: nothing but headers").toBeLessThan(length / 50);
  await kiosk.close();
});
