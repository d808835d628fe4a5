// Looking around at the terminal: a catalog of thousands, themes in a few pages, what is said while no numbers are
// given out or the network is away, files to take along, keys of the list to tick, and paper that does not come.
import type { Browser, Page } from "@playwright/test";
import { audit } from "../support/audit.js";
import { switchHall, switchQueue } from "../support/clerk.js";
import { expect, test, type Hall } from "../support/hall.js";
import { byArrows, byTab } from "../support/keys.js";
import { Kiosk, MODES, modeName, UPRIGHT, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { readQr } from "../support/qr.js";
import { axe, watch } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const PANELS = [
  { name: "1080x1920", viewport: { width: 1080, height: 1920 }, scale: 1 },
  { name: "1920x1080", viewport: { width: 1920, height: 1080 }, scale: 1 },
  { name: "800x1280", viewport: { width: 800, height: 1280 }, scale: 1280 / 1920 },
];
const zh = (mode: Mode): boolean => mode.lang === "zh-CN";

/** Every fault that a person would see, and a picture of it. */
async function look(kiosk: Kiosk, name: string, scale = 1): Promise<string[]> {
  const { mode, page } = kiosk;
  await kiosk.settled();
  await picture(page, `browse-${name}-${modeName(mode)}`);
  const rules = {
    text: (mode.elder ? 44 : 32) * scale, title: (mode.elder ? 72 : 48) * scale, lang: mode.lang,
    target: { width: 96 * scale, height: (mode.elder ? 120 : 96) * scale, gap: 16 * scale },
  };
  return [...await audit(page, rules), ...await axe(page)].map((fault) => `${name}: ${fault}`);
}

/** Moves inside the page, as a touch does. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/kiosk/${path}`);
  await page.locator("h1").waitFor();
}

interface Short { id: string; name: { zh: string; en: string }; department: string; hot: boolean }
/** The sample catalog so often that it has `size` matters; the first of them are the sample itself. */
async function grow(page: Page, size: number, change: (item: Short, n: number) => void = () => undefined): Promise<void> {
  await page.route(/\/halls\/shili\/catalog$/, async (route) => {
    const headers = route.request().headers();
    delete headers["if-none-match"];
    const answer = await route.fetch({ headers });
    const catalog = await answer.json();
    const sample: Short[] = catalog.items;
    catalog.items = Array.from({ length: size }, (_, n) => {
      const item = structuredClone(sample[n % sample.length]!);
      const copy = Math.floor(n / sample.length);
      if (copy > 0) {
        item.id += `-${copy}`;
        item.name = { zh: `${item.name.zh} ${copy}`, en: `${item.name.en} ${copy}` };
      }
      change(item, n);
      return item;
    });
    await route.fulfill({ json: catalog });
  });
}
const nodes = (page: Page): Promise<number> => page.evaluate(() => document.querySelectorAll("main *").length);
const titles = (page: Page): Promise<string[]> => page.locator("main .tile:visible .tile-title").allTextContents();

/** Whether what is shown of a list is seen to its last line. */
const whole = (page: Page): Promise<boolean> => page.locator(".paged").evaluate((list) =>
  [...list.querySelectorAll("li:not([hidden])")].every((entry) => entry.getBoundingClientRect().bottom <= list.getBoundingClientRect().bottom));
/** Every title from the page that is shown to the last one. */
async function readOn(kiosk: Kiosk): Promise<string[]> {
  const seen: string[] = [];
  for (let leaf = 0; leaf < 60; leaf++) {
    seen.push(...await titles(kiosk.page));
    expect(await whole(kiosk.page), "nothing is cut off").toBe(true);
    if (!(await kiosk.turner().isVisible()) || await kiosk.turner().getAttribute("aria-disabled")) break;
    await kiosk.turner().tap();
    await kiosk.settled();
  }
  return seen;
}
/** To the first page. */
async function turnBack(kiosk: Kiosk): Promise<void> {
  const back = kiosk.page.getByRole("button", { name: /^(上一页|Previous)$/ });
  for (let leaf = 0; leaf < 60 && !(await back.getAttribute("aria-disabled")); leaf++) {
    await back.tap();
    await kiosk.settled();
  }
}

async function opened(browser: Browser, hall: Hall, size: number, change?: (item: Short, n: number) => void): Promise<Kiosk> {
  const kiosk = await Kiosk.open(browser, hall);
  await grow(kiosk.page, size, change);
  await kiosk.page.goto(`${hall.url}/kiosk`);
  return kiosk;
}

test("R28 A41 A44 a province's 20,000 matters: only a page and what follows it is built, and the search stands above", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const kiosk = await opened(browser, hall, 20_000);
  const { page } = kiosk;
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const faults: string[] = [];
  for (const mode of [MODES[0]!, MODES[3]!]) {
    await kiosk.begin(mode);
    for (const [path, over] of [["guides", 19_000], ["departments/gahz", 2_000], ["queues/G", 5_000], ["popular", 5_000]] as const) {
      const took = await page.evaluate(async (address) => {
        const from = performance.now();
        history.replaceState(null, "", address);
        dispatchEvent(new PopStateEvent("popstate"));
        const there = () => location.pathname === address && document.querySelector("main .tile")?.checkVisibility() && document.querySelector(".pager-place");
        while (!there()) await new Promise((done) => setTimeout(done, 0));
        await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
        return performance.now() - from;
      }, `/kiosk/${path}`);
      test.info().annotations.push({ type: "browse", description: `${path} ${modeName(mode)}: ${Math.round(took)} ms at a quarter of the speed, ${await nodes(page)} nodes` });
      expect(await nodes(page), path).toBeLessThan(700);
      await expect(page.locator(".pager-place")).toHaveText(zh(mode) ? /^第 1–\d+ 项，共 \d+ 项$/ : /^1–\d+ of \d+$/);
      const total = Number(/\d+(?=\D*$)/.exec((await page.locator(".pager-place").textContent())!)![0]);
      expect(total).toBeGreaterThan(over);
      await expect(page.getByRole("button", { name: zh(mode) ? /^搜索事项/ : /^Search services/ })).toBeVisible();
      const seen = await titles(page);
      for (let leaf = 0; leaf < 3; leaf++) {
        await kiosk.turner().tap();
        await kiosk.settled();
        expect(await nodes(page), path).toBeLessThan(700);
        seen.push(...await titles(page));
        const place = (await page.locator(".pager-place").textContent())!;
        const to = Number(/–(\d+)/.exec(place)![1]);
        expect(seen.length, `${path}: nothing is left out between pages`).toBe(to);
      }
      faults.push(...await look(kiosk, `many-${path.replace("/", "-")}`));
    }
    await kiosk.home();
    await kiosk.press(zh(mode) ? /^返回$/ : /^Back$/);
  }
  expect(faults).toEqual([]);
  await kiosk.close();
});

test("A16 A44 A53 a list that is built in parts can be read to its end and back, by keys, whatever changes on the way", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  // all in one department
  const kiosk = await opened(browser, hall, 200, (item, n) => {
    item.department = "mz";
    item.name.en = `${item.name.en}, ${"with whatever belongs to it ".repeat(n % 3)}${n}`;
  });
  const { page } = kiosk;
  await kiosk.begin(MODES[0]!);
  await go(page, "departments/mz");
  await kiosk.settled();
  const first = await titles(page);
  const seen = [...first];
  await byTab(page, /^下一页$/);
  for (let leaf = 1; leaf < 40; leaf++) {
    await page.keyboard.press("Enter");
    await kiosk.settled();
    expect(await kiosk.focused()).toBe("下一页");
    seen.push(...await titles(page));
    if (await kiosk.turner().getAttribute("aria-disabled")) break;
  }
  expect(new Set(seen).size).toBe(200);
  expect(seen).toHaveLength(200);
  await expect(page.locator(".pager-place")).toHaveText(/–200 项，共 200 项$/);
  await byTab(page, /^上一页$/);
  await page.keyboard.press("Enter");
  await kiosk.settled();
  const at = (await titles(page))[0]!;
  // the language alone, with names that take more lines: nothing is lost from here to the end, nor from the beginning
  const before = Number(/\d+/.exec((await page.locator(".pager-place").textContent())!)![0]) - 1;
  await page.locator(".bar-language").tap();
  await kiosk.settled();
  expect(before + (await readOn(kiosk)).length).toBe(200);
  await turnBack(kiosk);
  const english = await readOn(kiosk);
  expect(english).toHaveLength(200);
  expect(new Set(english).size).toBe(200);
  await page.locator(".bar-language").tap();
  await kiosk.settled();
  await turnBack(kiosk);
  while (!(await titles(page)).includes(at)) await kiosk.turner().tap();
  await kiosk.settled();
  expect((await titles(page))[0]).toBe(at);
  // larger, in English, and back: the same matter stands first
  await page.locator(".bar-size").tap();
  await page.locator(".bar-language").tap();
  await kiosk.settled();
  await expect(page.locator(".pager-place")).toHaveText(/^\d+–\d+ of 200$/);
  await page.locator(".bar-language").tap();
  await page.locator(".bar-size").tap();
  await kiosk.settled();
  expect((await titles(page))[0]).toBe(at);
  for (let leaf = 0; leaf < 40 && !(await page.getByRole("button", { name: "上一页" }).getAttribute("aria-disabled")); leaf++) {
    await page.getByRole("button", { name: "上一页" }).tap();
    await kiosk.settled();
  }
  expect(await titles(page)).toEqual(first);
  await kiosk.close();
});

test("A44 A53 a list that is built whole is cut into pages anew when the language alone changes", async ({ browser, hall }) => {
  const kiosk = await opened(browser, hall, 40, (item, n) => {
    item.department = "mz";
    item.name.en = `${item.name.en}, ${"with whatever belongs to it ".repeat(n % 3)}${n}`;
  });
  await kiosk.begin(MODES[0]!);
  await go(kiosk.page, "departments/mz");
  await kiosk.settled();
  expect(await readOn(kiosk)).toHaveLength(40);
  await turnBack(kiosk);
  for (const lang of ["en", "zh-CN"]) {
    await kiosk.page.locator(".bar-language").tap();
    await expect(kiosk.page.locator("html")).toHaveAttribute("lang", lang);
    await kiosk.settled();
    const seen = await readOn(kiosk);
    expect(seen).toHaveLength(40);
    expect(new Set(seen).size).toBe(40);
    await turnBack(kiosk);
  }
  await kiosk.close();
});

for (const mode of MODES) {
  test(`R88 A44 the documents of every theme in a few pages, each told of by touch, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const { themes } = await (await hall.call("GET", "/api/v1/halls/shili/catalog")).json() as { themes: { id: string }[] };
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    await kiosk.begin(mode);
    const counts: Record<string, number> = {};
    for (const { id } of themes) {
      await page.keyboard.press("Shift");
      await go(page, `themes/${id}`);
      await page.getByRole("tab").nth(1).tap();
      await expect(page.locator(".paged.dense .tile-sub").first()).toBeVisible();
      await kiosk.settled();
      const place = page.locator(".pager-place");
      counts[id] = await place.count() ? Number(/\d+(?=\D*$)/.exec((await place.textContent())!)![0]) : 1;
    }
    test.info().annotations.push({ type: "pages", description: JSON.stringify(counts) });
    // English names are longer
    expect(Math.max(...Object.values(counts)), JSON.stringify(counts)).toBeLessThanOrEqual(mode.elder ? (zh(mode) ? 8 : 14) : zh(mode) ? 6 : 8);

    await go(page, "themes/house");
    await page.getByRole("tab").nth(1).tap();
    const tile = page.locator(".paged.dense .tile").first();
    await expect(tile).toBeVisible();
    const faults = await look(kiosk, "theme-documents");
    // what nobody has to bring is not counted; of the others it is said whether they must be there
    const [exempt, necessary, licence, counted] = zh(mode)
      ? ["免提交", "必要", "亮证免交", /原件|复印/] : ["Not needed from you", "Required", "E-licence accepted", /Original|Copy/];
    const { documents } = await (await hall.call("GET", "/api/v1/halls/shili/themes/house")).json() as
      { documents: { document: { no: number; original: number; copy: number; shared: boolean; deferrable: boolean; e_license_exempt: boolean; necessity: string } }[] };
    expect(documents.some(({ document }) => document.shared)).toBe(true);
    for (const { document } of documents) {
      const words = page.locator(".paged.dense .tile-sub").nth(document.no - 1);
      if (document.shared) {
        await expect(words).toHaveText(exempt!);
        continue;
      }
      if (document.necessity === "必要" && !document.deferrable) await expect(words).toContainText(necessary!);
      if (document.e_license_exempt || document.original + document.copy > 0) await expect(words).toContainText(document.e_license_exempt ? licence! : counted!);
    }
    await tile.tap();
    const dialog = page.locator("dialog[open]");
    await expect(dialog).toContainText(zh(mode) ? "个事项要用" : "need it");
    faults.push(...await look(kiosk, "theme-document"));
    await dialog.getByRole("button").tap();
    await expect(dialog).toHaveCount(0);
    await expect(tile).toBeFocused();
    // by keys the same, and Esc leads back
    await page.keyboard.press("Enter");
    await expect(dialog).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    expect(faults).toEqual([]);
    await kiosk.close();
  });

  test(`R34 A28 while numbers are stopped every tile that leads to one says so, and guides stay, ${modeName(mode)}`, async ({ browser, hall }) => {
    const words = zh(mode) ? "现在暂停取号" : "No numbers just now";
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    await kiosk.begin(mode);
    const tile = (name: string) => page.locator(".home .tile").filter({ hasText: name });
    const [help, collect, popular, checkIn] = zh(mode)
      ? ["帮办代办", "出件领证", "常办事项", "预约签到"] : ["Assistance Desk", "Certificate collection", "Popular services", "Check in"];
    await expect(tile(help!)).not.toContainText(words);
    await switchQueue(hall, "K", "close");
    await expect(tile(help!)).toContainText(words);
    await expect(tile(collect!)).not.toContainText(words);
    await switchQueue(hall, "K", "open");
    await expect(tile(help!)).not.toContainText(words);
    const tiles = page.locator(".home .tile:visible");
    const all = await tiles.count();
    await switchHall(hall, "stop");
    for (const name of [help!, collect!, checkIn!]) await expect(tile(name), name).toContainText(words);
    await expect(page.locator(".home .tile.hero")).toContainText(zh(mode) ? "大厅暂停服务" : "Service is suspended");
    await expect(tile(popular!)).not.toContainText(words);
    const faults = await look(kiosk, "stopped");
    await expect.poll(() => tiles.count(), "why takes no choice's place").toBeGreaterThanOrEqual(all);
    await kiosk.press(zh(mode) ? /^取号排队/ : /^Take a number/);
    await expect(page.locator("main .tile").first()).toContainText(zh(mode) ? "暂停" : "suspended");
    faults.push(...await look(kiosk, "stopped-queues"));
    await kiosk.home();
    await kiosk.press(zh(mode) ? /^常办事项/ : /^Popular services/);
    await kiosk.press(zh(mode) ? /^居民身份证换领/ : /^Resident ID card renewal/);
    await expect(page.locator(".key-fact")).toHaveCount(4);
    await expect(page.locator(".take-action button")).toHaveAttribute("aria-disabled", "true");
    faults.push(...await look(kiosk, "stopped-guide"));
    expect(faults).toEqual([]);
    await switchHall(hall, "resume");
    await kiosk.close();
  });

  test(`A67 A44 the strip that says that the network is away takes no choice's place, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const kiosks: [string, number, Kiosk, number][] = [];
    for (const { name, viewport, scale } of PANELS) {
      const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport });
      await kiosk.begin(mode);
      kiosks.push([name, scale, kiosk, await kiosk.page.locator(".home .tile:visible").count()]);
    }
    await hall.kill();
    const faults: string[] = [];
    for (const [name, scale, kiosk, tiles] of kiosks) {
      await expect(kiosk.page.locator(".banner")).toBeVisible({ timeout: 60_000 });
      // somebody is still there
      await kiosk.page.keyboard.press("Shift");
      await kiosk.settled();
      faults.push(...await look(kiosk, `strip-${name}`, name === "1920x1080" ? 0.7 : scale));
      const left = await kiosk.page.locator(".home .tile:visible").count();
      if (left < tiles) faults.push(`${name}: ${left} of ${tiles} choices are left`);
      await kiosk.close();
    }
    expect(faults).toEqual([]);
  });

  test(`R4 R10 A16 a form's key shows the code of that very form, ${modeName(mode)}`, async ({ browser, hall }) => {
    const { forms } = await (await hall.call("GET", "/api/v1/halls/shili/items/hukou-birth")).json() as { forms: { name: string; url: string }[] };
    const blank = forms.find(({ name }) => name.includes("blank"))!;
    const key = zh(mode) ? /^空白表 · PDF$/ : /^Blank form · PDF$/;
    const faults: string[] = [];
    for (const { name, viewport, scale } of PANELS) {
      const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport });
      const { page } = kiosk;
      const noise = await watch(page, hall.url);
      await kiosk.begin(mode);
      await go(page, "guides/hukou-birth");
      await page.getByRole("tab").nth(1).tap();
      await kiosk.settled();
      const button = page.getByRole("button", { name: key }).first();
      while (!(await button.isVisible())) await kiosk.turner().tap();
      faults.push(...await look(kiosk, `form-key-${name}`, scale));
      await byTab(page, key);
      await page.keyboard.press("Enter");
      const code = page.locator("dialog[open] .carry-code");
      await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
      faults.push(...await look(kiosk, `form-code-${name}`, scale));
      expect(await readQr(code)).toBe(blank.url);
      await page.keyboard.press("Enter");
      await expect(page.locator("dialog[open]")).toHaveCount(0);
      await expect(button).toBeFocused();
      faults.push(...noise);
      await kiosk.close();
    }
    const form = await fetch(blank.url);
    expect([form.status, form.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    expect(faults).toEqual([]);
  });

  test(`R23 A16 the key for more documents turns the pages of the list by keys, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    await kiosk.begin(mode);
    const [more, done] = zh(mode) ? ["还有材料，看下一页", "勾好了，看结果"] : ["More documents: next page", "Done: show the result"];
    // a matter that wants more than stands on a page
    const item = await (await hall.call("GET", "/api/v1/halls/shili/items/re-transfer")).json() as { materials: { key: string; name: object }[] };
    const copy = (document: { key: string; name: object }, n: number) => ({ ...document, key: `${document.key}${n}`, name: { zh: `材料 ${n}`, en: `Document ${n}` } });
    item.materials = [...item.materials, ...Array.from({ length: 12 }, (_, n) => copy(item.materials[0]!, n + 1))];
    await page.route(/\/items\/re-transfer$/, (route) => route.fulfill({ json: item }));
    await go(page, "guides/re-transfer");
    await kiosk.press(zh(mode) ? /^我要带什么材料$/ : /^Which documents do I need\?$/);
    const list = page.getByRole("switch").first();
    for (let asked = 0; asked < 8 && !(await list.isVisible()); asked++) {
      await page.locator(".answers .tile").last().tap();
      await kiosk.settled();
    }
    await expect(list).toBeVisible();
    await kiosk.settled();
    const faults = await look(kiosk, "tick-more");
    const names = new Set<string>();
    const collect = async (): Promise<void> => {
      for (const name of await page.locator(".tick .switch:visible .tile-title").allTextContents()) names.add(name);
    };
    await collect();
    const key = page.locator(".tick > .button");
    await expect(key).toHaveText(more!);
    let pages = 1;
    while ((await key.textContent())!.trim() === more) {
      await byArrows(page, new RegExp(`^${more!.replace("?", "\\?")}$`));
      await page.keyboard.press("Enter");
      await kiosk.settled();
      await collect();
      pages += 1;
      expect(await key.evaluate((element) => element === document.activeElement), "the key keeps the focus").toBe(true);
    }
    expect(pages).toBeGreaterThan(1);
    await expect(key).toHaveText(done!);
    faults.push(...await look(kiosk, "tick-last"));
    expect(names.size).toBe(await page.locator(".tick .switch").count());
    await byArrows(page, new RegExp(`^${done!}$`));
    await page.keyboard.press("Enter");
    // on to the result, which the server refuses: it knows none of the documents that were added here
    await expect(key).toHaveCount(0);
    expect(faults).toEqual([]);
    await kiosk.close();
  });

  test(`R19 A28 A62 paper that does not come is said, and tried again, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    // a device that does not print, until it does
    await page.addInitScript(() => {
      window.print = () => {
        const outer = top as unknown as { printer?: boolean; printed?: string };
        if (!outer.printer) throw new Error("printing is switched off");
        outer.printed = location.pathname;
      };
    });
    await page.goto(`${hall.url}/kiosk`);
    await kiosk.begin(mode);
    await go(page, "guides/hukou-birth");
    const [print, again, sorry] = zh(mode)
      ? ["打印", "没打出来，重试", "没有打出来，请用手机扫码带走"] : ["Print", "Not printed. Retry", "It was not printed. Scan the code"];
    await page.getByRole("button", { name: print, exact: true }).tap();
    const retry = page.getByRole("button", { name: again, exact: true });
    await expect(retry).toBeVisible();
    await expect(page.locator(".unseen[role=status], .unseen[aria-live]").filter({ hasText: sorry })).toHaveCount(1);
    const faults = await look(kiosk, "not-printed");
    // the page with the code says it in words that stay
    await page.getByRole("button", { name: zh(mode) ? "发到手机" : "To my phone" }).tap();
    await page.getByRole("button", { name: print, exact: true }).tap();
    await expect(page.locator(".carry-note")).toContainText(sorry!);
    faults.push(...await look(kiosk, "not-printed-code"));
    await page.evaluate(() => { (window as unknown as { printer: boolean }).printer = true; });
    await byTab(page, new RegExp(`^${again!.replaceAll(".", "\\.")}$`));
    await page.keyboard.press("Enter");
    await expect.poll(() => page.evaluate(() => (window as unknown as { printed?: string }).printed ?? "")).toBe("/g/shili/hukou-birth/print");
    await expect(page.getByRole("button", { name: zh(mode) ? "正在打印" : "Printing" })).toBeVisible();
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}
