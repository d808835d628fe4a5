// Guides as citizens meet them: at the terminal, on a phone, on paper; suspended matters; themes with their merged
// documents; the lists a hall publishes; and how few touches lead to any of them.
import type { Browser, Page } from "@playwright/test";
import { gzipSync } from "node:zlib";
import { audit } from "../support/audit.js";
import { expect, test, type Hall } from "../support/hall.js";
import { Kiosk, MODES, ordinarily, modeName, UNHURRIED, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { readQr } from "../support/qr.js";
import { axe, watch } from "../support/watch.js";
import { PHONE } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const zh = (mode: Mode): boolean => mode.lang === "zh-CN";
const rules = (mode: Mode) => ({
  text: mode.elder ? 44 : 32, title: mode.elder ? 72 : 48, target: mode.elder ? { width: 96, height: 120, gap: 16 } : { width: 96, height: 96, gap: 8 }, lang: mode.lang,
});

interface Short { id: string; name: { zh: string; en: string }; state: string; [list: string]: unknown }
async function catalog(hall: Hall): Promise<{ items: Short[]; themes: { id: string; items: string[] }[] }> {
  return (await hall.call("GET", "/api/v1/halls/shili/catalog")).json();
}

/** Moves inside the page, as a touch does; the touches themselves are proved elsewhere. */
async function go(page: Page, path: string): Promise<void> {
  await page.evaluate((address) => {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }, `/kiosk/${path}`);
  await expect(page).toHaveURL(new RegExp(`/kiosk/${path}$`));
}

/** Every fault of a page that a person would see. */
async function look(kiosk: Kiosk, name: string, mode: Mode): Promise<string[]> {
  await kiosk.settled();
  await picture(kiosk.page, `${name}-${modeName(mode)}`);
  return [...await audit(kiosk.page, rules(mode)), ...await axe(kiosk.page)].map((fault) => `${name}: ${fault}`);
}

for (const mode of MODES) {
  test(`R1 R3 R4 R5 R10 R12 R14 R89 R92 the guide in its fixed form, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const kiosk = await Kiosk.open(browser, hall);
    const noise = await watch(kiosk.page, hall.url);
    await kiosk.begin(mode);
    const faults: string[] = [];
    await go(kiosk.page, "guides/re-transfer");
    await expect(kiosk.page.locator(".key-fact")).toHaveCount(4);
    await expect(kiosk.page.locator(".key-facts")).toContainText(zh(mode) ? "承诺时限" : "Promised time");
    await expect(kiosk.page.getByRole("tab")).toHaveText(
      zh(mode) ? ["基本信息", "材料", "流程", "收费依据", "咨询投诉"] : ["Basics", "Documents", "Steps", "Fees & law", "Contact"]);
    const list = kiosk.page.locator(".paged.fields");
    const said = zh(mode)
      ? ["牵头", "怎么取得", "负责", "设立依据", "监督投诉电话"]
      : ["(lead)", "How to get it", "Responsible", "Legal basis", "Complaints hotline"];
    for (const [n, words] of said.entries()) {
      await kiosk.page.getByRole("tab").nth(n).tap();
      await expect(list).toContainText(words);
      faults.push(...await look(kiosk, `guide-${n}`, mode));
      if (n === 0) {
        while (await kiosk.turner().isVisible() && await kiosk.turner().isEnabled()) await kiosk.turner().tap();
        faults.push(...await look(kiosk, "guide-0-last", mode));
      }
    }
    // what the catalog has in Chinese only is marked as such (A52)
    if (mode.lang === "en") {
      await kiosk.page.getByRole("tab").nth(3).tap();
      await expect(list.locator("[lang=zh-CN]").first()).toBeVisible();
    }
    expect([...faults, ...noise]).toEqual([]);
    await kiosk.close();
  });

  test(`R13 a suspended matter says why, offers others and gives out no number, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    await kiosk.begin(mode);
    await go(kiosk.page, "guides/med-code");
    const card = kiosk.page.locator(".take.closed");
    await expect(card.getByRole("alert")).toContainText(zh(mode) ? "暂停办理" : "Suspended");
    await expect(kiosk.page.locator(".closed-why")).toContainText(zh(mode) ? "医保信息平台升级" : "being upgraded");
    await expect(kiosk.page.locator(".take-action")).toHaveCount(0);
    expect(await look(kiosk, "guide-suspended", mode)).toEqual([]);
    await kiosk.page.locator(".closed-instead").getByRole("button", { name: zh(mode) ? /社会保障卡申领/ : /Social security card/ }).first().tap();
    await expect(kiosk.page).toHaveURL(/\/guides\/sscard-new$/);
    await expect(kiosk.page.locator(".take-action")).toBeVisible();
    await kiosk.close();
  });

  test(`R20 A71 A72 the code on the terminal opens the same guide on a phone, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    await kiosk.begin(mode);
    await go(kiosk.page, "guides/hukou-birth");
    await kiosk.page.getByRole("button", { name: zh(mode) ? "发到手机" : "To my phone" }).tap();
    const code = kiosk.page.locator(".carry-code");
    await expect(code).toBeVisible();
    await expect.poll(() => code.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
    expect(await look(kiosk, "guide-code", mode)).toEqual([]);
    const address = await readQr(code);
    // the phone begins in the language and the size that were read at the terminal
    const query = [zh(mode) ? "" : "lang=en", mode.elder ? "elder=true" : ""].filter(Boolean).join("&");
    expect(address).toBe(`${hall.url}/g/shili/hukou-birth${query ? `?${query}` : ""}`);
    await kiosk.close();
    const phone = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
    const requests: string[] = [];
    phone.on("request", (request) => { if (!request.url().startsWith("data:")) requests.push(request.url()); });
    const answer = (await phone.goto(address))!;
    expect(requests).toEqual([address]);
    expect(gzipSync(await answer.body()).length).toBeLessThanOrEqual(14 * 1024);
    await expect(phone.locator("html")).toHaveAttribute("lang", mode.lang);
    await expect(phone.getByRole("heading", { level: 1 })).toHaveText(zh(mode) ? /出生登记/ : /Birth registration/);
    await picture(phone, `phone-guide-${modeName(mode)}`, true);
    await phone.locator(".sw[hreflang]").tap();
    await expect(phone.locator("html")).toHaveAttribute("lang", zh(mode) ? "en" : "zh-CN");
    await phone.context().close();
  });

  test(`R88 R91 a theme: each document once, its departments, one number, ${modeName(mode)}`, async ({ browser, hall }) => {
    const kiosk = await Kiosk.open(browser, hall);
    await kiosk.begin(mode);
    await go(kiosk.page, "themes/birth");
    const faults = await look(kiosk, "theme", mode);
    await kiosk.page.getByRole("tab").nth(1).tap();
    const tiles = kiosk.page.locator(".paged.dense .tile-title");
    await expect(tiles.first()).toBeVisible();
    const names = (await tiles.allTextContents()).map((name) => name.replace(/^\d+\. /, ""));
    expect(new Set(names).size).toBe(names.length);
    faults.push(...await look(kiosk, "theme-documents", mode));
    await kiosk.page.getByRole("tab").nth(2).tap();
    await expect(kiosk.page.locator(".document-name").first()).toBeVisible();
    faults.push(...await look(kiosk, "theme-departments", mode));
    expect(faults).toEqual([]);
    await kiosk.page.locator(".take-action button").tap();
    await expect(kiosk.page.locator(".ticket-number")).toBeVisible();
    await kiosk.close();
  });

  test(`R92 R93 R94 every public list, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const { items } = await catalog(hall);
    const kiosk = await Kiosk.open(browser, hall);
    await kiosk.begin(mode);
    await kiosk.press(/^公开清单|^Public lists/);
    const faults = await look(kiosk, "lists", mode);
    const lists: [string, string, string][] = [
      ["commitment", "modes", "notification_commitment"], ["deferred", "modes", "deferred_acceptance"],
      ["cross-province", "coverage", "cross_province"], ["province-wide", "coverage", "province_wide"],
      ["care-zone", "modes", "senior_zone"], ["self-service-24h", "channels", "self_service_24h"],
    ];
    for (const [key, field, flag] of lists) {
      await go(kiosk.page, `lists/${key}`);
      const wanted = items.filter((item) => (item[field] as Record<string, boolean>)[flag]);
      if (wanted.length > 40) {
        await expect(kiosk.page.locator(".pager-place")).toHaveText(new RegExp(`共 ${wanted.length} 项$|of ${wanted.length}$`));
      } else {
        await expect(kiosk.page.locator(".paged.rows li")).toHaveCount(wanted.length);
      }
      faults.push(...await look(kiosk, `list-${key}`, mode));
    }
    await go(kiosk.page, "lists/unresolved");
    await expect(kiosk.page.locator(".notes")).toContainText("12345");
    faults.push(...await look(kiosk, "list-unresolved", mode));
    await kiosk.page.locator(".take-action button").tap();
    await expect(kiosk.page.locator(".ticket-number")).toBeVisible();
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}

test("R1 R13 R92 A11 on a wide screen", async ({ browser, hall }) => {
  const faults: string[] = [];
  for (const mode of MODES) {
    const kiosk = await Kiosk.open(browser, hall, { viewport: { width: 1920, height: 1080 } });
    await kiosk.begin(mode);
    for (const [name, path] of [
      ["guide", "guides/re-transfer"], ["suspended", "guides/med-code"], ["code", "guides/hukou-birth/phone"], ["lists", "lists"],
      ["list", "lists/care-zone"], ["unresolved", "lists/unresolved"], ["theme", "themes/birth"], ["departments", "departments"], ["themes", "themes"],
      ["guides", "guides"], ["home", "home"],
    ] as const) {
      await go(kiosk.page, path);
      await kiosk.page.locator("h1").waitFor();
      await kiosk.page.waitForTimeout(250);
      faults.push(...await look(kiosk, `wide-${name}`, mode));
    }
    await kiosk.close();
  }
  expect(faults).toEqual([]);
});

test("R19 one touch prints the sheet of the guide", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const noise = await watch(kiosk.page, hall.url);
  // the printer of this test: what a frame would print is told to the page around it
  await kiosk.page.addInitScript(() => {
    window.print = () => { (top as unknown as { printed?: string }).printed = `${location.pathname}${location.search} ${document.title}`; };
  });
  await kiosk.page.goto(`${hall.url}/kiosk`);
  for (const [mode, words] of [[MODES[0]!, "打印"], [MODES[1]!, "Print"]] as const) {
    await kiosk.begin(mode);
    await go(kiosk.page, "guides/hukou-birth");
    await kiosk.page.getByRole("button", { name: words, exact: true }).tap();
    const printed = () => kiosk.page.evaluate(() => (window as unknown as { printed?: string }).printed ?? "");
    await expect.poll(printed).toContain(mode.lang === "en" ? "/print?lang=en Birth registration" : "/print 出生登记");
    await expect(kiosk.page.getByRole("button", { name: mode.lang === "en" ? "Printing" : "正在打印" })).toBeVisible();
    await kiosk.page.goto(`${hall.url}/kiosk`);
  }
  expect(noise).toEqual([]);
  await kiosk.close();
});

async function pages(browser: Browser, address: string): Promise<{ count: number; pdf: Buffer }> {
  const page = await browser.newPage();
  await page.goto(address);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  await page.context().close();
  return { count: (pdf.toString("latin1").match(/\/Type\s*\/Page[^s]/g) ?? []).length, pdf };
}

test("R19 guides on paper: one sheet A4, two for those with many documents, never more", async ({ browser, hall }) => {
  test.setTimeout(120_000);
  const { items } = await catalog(hall);
  // every eighth, and the longest of the sample
  const chosen = items.filter(({ id }, index) => index % 8 === 0 || id === "re-transfer");
  let single = 0;
  for (const { id } of chosen) {
    for (const query of ["", "?lang=en"]) {
      const { count } = await pages(browser, `${hall.url}/g/shili/${id}/print${query}`);
      expect(count, id).toBeLessThanOrEqual(2);
      if (count === 1) single += 1;
    }
  }
  expect(single, "guides on one sheet").toBeGreaterThan(chosen.length / 2);
});

test("R19 A8 the sheet as it comes out of the printer", async ({ browser, hall }) => {
  for (const [name, query, size] of [
    ["a4-zh", "", { width: 794, height: 1123 }], ["a4-en", "?lang=en", { width: 794, height: 1123 }], ["a5-zh", "?size=a5", { width: 559, height: 794 }],
  ] as const) {
    const page = await browser.newPage({ viewport: size });
    await page.goto(`${hall.url}/g/shili/re-transfer/print${query}`);
    await page.emulateMedia({ media: "print" });
    expect(await axe(page)).toEqual([]);
    expect(await readQr(page.locator("figure svg"))).toContain("/g/shili/re-transfer");
    await picture(page, `sheet-${name}`, true);
    await page.context().close();
  }
});

for (const mode of ordinarily(MODES, ["zh", "en-elder"])) test(`R28 A49 from attract to any guide in at most four touches, without typing, ${modeName(mode)}`, async ({ browser, hall }) => {
  test.setTimeout(400_000);
  const { items } = await catalog(hall);
  const kiosk = await Kiosk.open(browser, hall);
  // the way to read is chosen once, before anything is looked for
  await kiosk.begin(mode);
  const ids = new Map(items.map((item) => [mode.lang === "en" ? item.name.en : item.name.zh, item.id]));
  const page = kiosk.page;
  // touches to each page: the first one wakes the terminal and leads home
  const touches = new Map<string, number>([["home", 1]]);
  const guides = new Map<string, number>();
  const here = (): string => new URL(page.url()).pathname.replace(/^\/kiosk\//, "");
  for (const [path, cost] of touches) {
    if (cost >= 4) continue;
    await go(page, path);
    await kiosk.settled();
    await page.waitForTimeout(60);
    const tabs = await page.getByRole("tab").count();
    for (let tab = 0; tab < Math.max(tabs, 1); tab++) {
      let spent = cost;
      if (tab > 0) {
        await page.getByRole("tab").nth(tab).tap();
        await kiosk.settled();
        spent += 1;
      }
      for (; spent < 4; spent++) {
        const tiles = await page.locator("main .tile:visible").evaluateAll((all) =>
          all.map((tile) => tile.querySelector(".tile-title")!.textContent!));
        for (const title of tiles) {
          const id = ids.get(title);
          if (id) guides.set(id, Math.min(guides.get(id) ?? 99, spent + 1));
        }
        if ((spent < 3 || path === "departments") && tab === 0) {
          const others = tiles.filter((title) => !ids.has(title));
          for (const title of others) {
            const turned = spent - cost;
            await page.locator("main .tile:visible").filter({ has: page.locator(".tile-title", { hasText: title }) }).first().tap();
            await expect.poll(here).not.toBe(path);
            const target = here();
            if (!touches.has(target)) touches.set(target, spent + 1);
            // a department with a single matter leads to its guide at once
            const at = /^guides\/([^/]+)$/.exec(target)?.[1];
            if (at) guides.set(at, Math.min(guides.get(at) ?? 99, spent + 1));
            await go(page, path);
            await kiosk.settled();
            await page.waitForTimeout(60);
            for (let n = 0; n < turned; n++) {
              await kiosk.turner().tap();
              await page.waitForTimeout(UNHURRIED);
            }
            await kiosk.settled();
          }
        }
        if (!await kiosk.turner().isVisible() || !await kiosk.turner().isEnabled()) break;
        await kiosk.turner().tap();
        await kiosk.settled();
      }
    }
  }
  const far = items.filter((item) => (guides.get(item.id) ?? 99) > 4);
  test.info().annotations.push({ type: "touches", description: JSON.stringify({ far: far.map((item) => item.id), near: [3, 4].map((n) => [n, [...guides.values()].filter((t) => t === n).length]) }) });
  // large text leaves room for fewer on a page: there a few matters that hardly anybody asks for are farther away
  expect(far.filter((item) => item["hot"]).map((item) => item.id)).toEqual([]);
  expect(far.length, far.map((item) => item.id).join(" ")).toBeLessThanOrEqual(mode.elder ? 10 : 0);
  await kiosk.close();
});

test("A12 R20 every guide on a phone at 375 and 320 px: large enough, nothing beside the screen", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const { items } = await catalog(hall);
  const faults: string[] = [];
  const page = await browser.newPage({ ...PHONE, javaScriptEnabled: true });
  for (const { id } of items) {
    for (const [query, lang] of [["", "zh-CN"], ["?lang=en", "en"]] as const) {
      await page.goto(`${hall.url}/g/shili/${id}${query}`);
      for (const width of [375, 320]) {
        await page.setViewportSize({ width, height: 667 });
        const found = await audit(page, { text: 15, target: { width: 60, height: 59.9, gap: 8 }, lang, scrolls: true });
        faults.push(...found.map((fault) => `${id}${query} ${width}: ${fault}`));
      }
    }
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test("A13 A72 the elder version on a phone: nothing below 22 px, contrast of 7 to 1, less first, the way back", async ({ browser, hall }) => {
  const faults: string[] = [];
  const page = await browser.newPage({ ...PHONE, javaScriptEnabled: true });
  for (const id of ["id-renew", "re-transfer", "med-code"]) {
    for (const [query, lang] of [["?elder=true", "zh-CN"], ["?lang=en&elder=true", "en"]] as const) {
      await page.goto(`${hall.url}/g/shili/${id}${query}`);
      await picture(page, `phone-guide-elder-${id}-${lang.slice(0, 2)}`, true);
      expect(await page.locator("details[open]").count()).toBe(0);
      // all of it is looked at
      await page.evaluate(() => document.querySelectorAll("details").forEach((more) => { more.open = true; }));
      for (const width of [414, 360, 320]) {
        await page.setViewportSize({ width, height: 740 });
        const found = await audit(page, { text: 22, target: { width: 60, height: 59.9, gap: 8 }, lang, scrolls: true });
        faults.push(...[...found, ...await pale(page)].map((fault) => `${id}${query} ${width}: ${fault}`));
      }
    }
  }
  expect(faults).toEqual([]);
  await page.locator(".sw:not([hreflang])").tap();
  await expect(page).toHaveURL(/\/g\/shili\/med-code\?lang=en$/);
  await page.context().close();
});

/** Words whose contrast with what is behind them is below 7 to 1. */
async function pale(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const rgb = (colour: string): number[] => (colour.match(/[\d.]+/g) ?? []).map(Number);
    const light = (colour: number[]): number => colour.slice(0, 3)
      .map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, n) => sum + part * [0.2126, 0.7152, 0.0722][n]!, 0);
    const behind = (element: Element | null): number[] => {
      if (!element) return [255, 255, 255];
      const colour = rgb(getComputedStyle(element).backgroundColor);
      return colour.length === 4 && colour[3] === 0 ? behind(element.parentElement) : colour;
    };
    const own = (element: Element): boolean => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent!.trim());
    return [...document.querySelectorAll("body *")].filter(own).flatMap((element) => {
      const [one, two] = [light(rgb(getComputedStyle(element).color)), light(behind(element))];
      const ratio = (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
      return ratio < 7 ? [`${element.textContent!.trim().slice(0, 20)}: ${ratio.toFixed(2)}`] : [];
    });
  });
}

test("R13 A71 phone pages of a suspended matter and of an unknown one", async ({ browser, hall }) => {
  const page = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  await page.goto(`${hall.url}/g/shili/med-code`);
  await expect(page.getByRole("alert")).toContainText("暂停办理");
  await picture(page, "phone-guide-suspended", true);
  await page.getByRole("link", { name: /社会保障卡申领/ }).first().tap();
  await expect(page).toHaveURL(/sscard-new$/);
  await page.goto(`${hall.url}/g/shili/nothing`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Guide not found");
  await picture(page, "phone-guide-unknown", true);
  await page.context().close();
});
