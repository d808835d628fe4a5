// Another version of the catalog comes while somebody is in the middle of something: what they see is of one version
// or of the other, never of both, and they are told when they have to say something again.
import type { Page } from "@playwright/test";
import { audit } from "../support/audit.js";
import { expect, test, type Hall } from "../support/hall.js";
import { Kiosk, MODES, modeName, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";

test.describe.configure({ mode: "parallel" });

const CATALOG = "/api/v1/halls/shili/catalog";
const ITEM = "id-renew";
const ANEW = "办事指南刚刚更新，请从头再来";

type Item = { name: { zh: string; en: string }; consult_phone: string; questions: unknown[]; materials: { key: string; name: { zh: string } }[] };

/** Moves inside the page, as a touch does. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/kiosk/${path}`);
}

/** Sends one changed matter as a file, waits until it was read, and publishes it. */
async function publish(hall: Hall, cookie: string, change: (item: Item) => void, id = ITEM): Promise<number> {
  const { catalog_version: _, ...item } = await (await hall.call("GET", `/api/v1/halls/shili/items/${id}`)).json();
  change(item);
  const { departments } = await (await hall.call("GET", CATALOG)).json();
  const file = { departments, themes: [], items: [item] };
  const sent = await hall.call("POST", `${CATALOG}/imports?file=one.json&mode=merge`, file, { cookie });
  expect(sent.status).toBe(202);
  const { id: sheet } = await sent.json();
  const state = async () => (await (await hall.call("GET", `${CATALOG}/imports/${sheet}`, undefined, { cookie })).json()).state;
  await expect.poll(state).toBe("ready");
  const done = await hall.call("POST", `${CATALOG}/imports/${sheet}/publish`, {}, { cookie });
  expect(done.status).toBe(200);
  return (await done.json()).version;
}

/** From the guide to the list to tick, with the first answer of each question. */
async function answer(kiosk: Kiosk): Promise<void> {
  await kiosk.press(/^我要带什么材料$|^Which documents do I need\?$/);
  while (await kiosk.page.locator(".page.ask").isVisible()) {
    const asked = await kiosk.page.locator("h1").textContent();
    await kiosk.page.locator(".answers .tile").first().tap();
    await expect(kiosk.page.locator("h1")).not.toHaveText(asked!);
    await kiosk.settled();
  }
  await expect(kiosk.page.getByRole("switch").first()).toBeVisible();
}

/** The page upright and on a wide panel: nothing too small, nothing on anything else. */
async function looks(kiosk: Kiosk, name: string, mode: Mode): Promise<void> {
  const upright = kiosk.page.viewportSize()!;
  for (const size of [{ width: 1920, height: 1080 }, upright]) {
    await kiosk.page.setViewportSize(size);
    await kiosk.settled();
    await kiosk.page.waitForTimeout(150);
    const wide = size === upright ? "" : "-wide";
    await picture(kiosk.page, `${name}${wide}-${modeName(mode)}`);
    expect(await audit(kiosk.page, { text: mode.elder ? 44 : 32, lang: mode.lang })).toEqual([]);
  }
}

const done = (kiosk: Kiosk): Promise<void> => kiosk.press(/^勾好了，看结果$|^Done: show the result$/);

test("R17 a terminal that got the version before asks again until it has the one it was told of", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const admin = await hall.signIn("admin");
  await kiosk.begin(MODES[0]!);
  const old = await (await hall.call("GET", CATALOG)).text();
  // a server that needs long for the new version
  let late = 0;
  await kiosk.page.route(`**${CATALOG}`, async (route) => {
    if (late < 3) {
      late += 1;
      return route.fulfill({ contentType: "application/json", body: old });
    }
    return route.continue();
  });
  await publish(hall, admin, (item) => (item.name.zh += "（新）"));
  await kiosk.press(/^常办事项/);
  await expect(kiosk.page.locator(".tile-title").filter({ hasText: "（新）" }).first()).toBeVisible({ timeout: 12_000 });
  expect(late).toBe(3);
  await kiosk.close();
});

for (const mode of MODES) {
  test(`R17 R23 the questions go on with a version that asks the same, and begin anew with one that does not, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    const admin = await hall.signIn("admin");
    await kiosk.begin(mode);
    await go(page, `guides/${ITEM}`);
    await answer(kiosk);
    await page.getByRole("switch").first().tap();

    // another telephone number: nothing that was said is lost
    const made = page.waitForResponse((answer) => answer.url().includes(`/items/${ITEM}`));
    await publish(hall, admin, (item) => (item.consult_phone = "010-55500077"));
    await made;
    await kiosk.settled();
    await expect(page.getByRole("switch", { checked: true })).toHaveCount(1);
    await expect(page.locator(".trouble")).toHaveCount(0);

    // another document: all is to be looked at anew, and it says so
    await publish(hall, admin, (item) => (item.materials[0]!.name.zh += "（新版）"));
    const anew = page.locator(".ask .trouble");
    await expect(anew).toHaveText(mode.lang === "en" ? "The guide has just been updated. Please start again." : ANEW, { timeout: 4_000 });
    await kiosk.settled();
    await looks(kiosk, "documents-anew", mode);
    await page.locator(".answers .tile").first().tap();
    await expect(page.locator(".trouble")).toHaveCount(0);
    await kiosk.close();
  });
}

test("R23 R17 a notice of a version that is over is made of the one in force, or all begins anew", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const admin = await hall.signIn("admin");
  const asked: { status: number; version: string; key: string }[] = [];
  page.on("response", (answer) => {
    if (!answer.url().endsWith("/notices")) return;
    const { catalog_version: version } = answer.request().postDataJSON();
    asked.push({ status: answer.status(), version, key: answer.request().headers()["idempotency-key"]! });
  });
  await kiosk.begin(MODES[0]!);
  await go(page, `guides/${ITEM}`);
  await answer(kiosk);
  // this terminal hears nothing for a while
  await page.route(`**/items/${ITEM}`, (route) => route.abort());
  await publish(hall, admin, (item) => (item.consult_phone = "010-55500077"));
  await page.waitForTimeout(1_000);
  await page.unroute(`**/items/${ITEM}`);
  await done(kiosk);
  await expect(page.locator(".notice-qr svg")).toBeVisible();
  // asked for perhaps twice, made once
  expect(new Set(asked.filter(({ status }) => status === 201).map(({ key }) => key)).size).toBe(1);
  expect(asked.at(-1)!.version).toBe("2");

  // and with a document that is another one now
  await kiosk.press(/^返回$/);
  await page.route(`**/items/${ITEM}`, (route) => route.abort());
  await publish(hall, admin, (item) => (item.materials[0]!.name.zh += "（新版）"));
  await page.waitForTimeout(1_000);
  await page.unroute(`**/items/${ITEM}`);
  await page.getByRole("switch").first().tap();
  await done(kiosk);
  await expect(page.locator(".ask .trouble")).toHaveText(ANEW);
  await kiosk.close();
});

test("R88 R17 what belongs to a theme follows with its names", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const admin = await hall.signIn("admin");
  const { themes } = await (await hall.call("GET", CATALOG)).json();
  const [matter] = themes.find(({ id }: { id: string }) => id === "house").items;
  const { name } = await (await hall.call("GET", `/api/v1/halls/shili/items/${matter}`)).json();
  await kiosk.begin(MODES[0]!);
  await go(page, "themes/house");
  await kiosk.press(/^参与部门$/);
  await expect(page.locator(".document").filter({ hasText: name.zh }).first()).toBeAttached();
  await publish(hall, admin, (item) => (item.name.zh = `新名称${item.name.zh}`), matter);
  await expect(page.locator(".document").filter({ hasText: "新名称" }).first()).toBeAttached({ timeout: 4_000 });
  await kiosk.close();
});

for (const mode of MODES) {
  test(`R27 asked for more than the guide says: what to show, whom to call, and a number, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    await kiosk.begin(mode);
    await go(page, `guides/${ITEM}`);
    await kiosk.press(/^材料$|^Documents$/);
    await kiosk.press(/^被要求额外材料？$|^Asked for extra documents\?$/);
    await expect(page.locator(".beyond .fields")).toContainText(/\d{3,}/);
    await kiosk.settled();
    await looks(kiosk, "beyond", mode);
    await page.locator(".take-action button").tap();
    await expect(page.locator(".ticket-number")).toBeVisible();
    await kiosk.close();
  });
}
