// The administrator and the guides: a file is read and looked at before anything is published, versions come
// back in one step; the clerk and the notices.
import type { Browser, Page } from "@playwright/test";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { audit } from "../support/audit.js";
import { Clerk, session } from "../support/clerk.js";
import { imported, staged, summary } from "../support/guides.js";
import { expect, test, type Hall } from "../support/hall.js";
import { Kiosk } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";
import { DESK, openDesk } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const act = (page: Page, name: string) => page.locator(`[data-do=${name}]`);
const notice = (page: Page) => page.getByRole("status").and(page.locator(".notices"));
const dialog = (page: Page) => page.locator("dialog[open]");
const tile = (page: Page, name: string) => page.locator(`[data-tile=${name}] dd`);

const guides = async (page: Page, part = "import"): Promise<void> => {
  await page.locator("[data-place=guides]").click();
  await page.locator(`[data-part=${part}]`).click();
};
/** The sample catalog with some changes, as a file. */
const catalogFile = (name: string, change: (catalog: any) => void): string => {
  const catalog = JSON.parse(readFileSync(join(import.meta.dirname, "../../assets/halls/shili/catalog.json"), "utf8"));
  change(catalog);
  const path = test.info().outputPath(name);
  writeFileSync(path, JSON.stringify(catalog));
  return path;
};
const send = async (page: Page, file: string): Promise<void> => {
  await page.locator("#guides-file").setInputFiles(file);
  await act(page, "read").click();
};
const nameInCatalog = async (hall: Hall, id: string): Promise<string> => {
  const catalog = await (await hall.call("GET", "/api/v1/halls/shili/catalog")).json();
  return catalog.items.find((item: { id: string }) => item.id === id).name.zh;
};

/** A state of the page: what the server says, and the way to it. */
const STATES: { name: string; view: object | null; on: (page: Page) => Promise<unknown> }[] = [
  { name: "choose", view: null, on: (page) => expect(page.locator("#guides-file")).toBeVisible() },
  { name: "fault", view: null, on: async (page) => {
    await act(page, "read").click();
    await expect(page.locator("#guides-file-fault")).not.toBeEmpty();
  } },
  { name: "reading", view: imported({ state: "reading", progress: { stage: "reading", done: 8120, total: 20480 } }),
    on: (page) => expect(page.locator("progress")).toBeVisible() },
  { name: "failed", view: imported({ state: "failed", fault: { zh: "文件已损坏或不完整，请重新导出", en: "The file is damaged or incomplete. Please export it again." } }),
    on: (page) => expect(act(page, "again")).toBeVisible() },
  { name: "result", view: imported({ summary }), on: (page) => expect(page.locator(".findings tbody tr")).toHaveCount(5) },
  { name: "stale", view: imported({ summary, stale: true }), on: async (page) => {
    await expect(page.locator(".findings tbody tr")).toHaveCount(5);
    await expect(act(page, "publish")).toHaveCount(0);
  } },
  { name: "publish", view: imported({ summary }), on: async (page) => {
    await act(page, "publish").click();
    await expect(dialog(page)).toBeVisible();
  } },
  { name: "versions", view: null, on: async (page) => {
    await page.locator("[data-part=versions]").click();
    await page.locator("tr[data-version='2'] [data-do=compare]").click();
    await expect(page.locator(".changes tbody")).toHaveCount(4);
  } },
  { name: "roll-back", view: null, on: async (page) => {
    await page.locator("[data-part=versions]").click();
    await page.locator("tr[data-version='1'] [data-do=roll-back]").click();
    await expect(dialog(page).locator("[data-do=counts]")).toContainText("12");
  } },
  { name: "quality", view: null, on: async (page) => {
    await page.locator("[data-part=quality]").click();
    await expect(page.locator(".scores tbody tr")).toHaveCount(2);
  } },
  { name: "forms", view: null, on: async (page) => {
    await page.locator("[data-part=forms]").click();
    await expect(page.locator(".forms tbody tr").first()).toBeVisible();
  } },
];

const SIZES = [[1366, 768], [1920, 1080]] as const;
// ordinarily where there is least room; everywhere with MINGTANG_WALKS=all
for (const [width, height] of SIZES.slice(0, process.env.MINGTANG_WALKS === "all" ? undefined : 1)) {
  test(`A01 A07 A08 A46 A52 A54 the guides at the desk, in both languages, at ${width} × ${height}`, async ({ browser, hall }) => {
    test.setTimeout(300_000);
    const faults: string[] = [];
    for (const { name, view, on } of STATES) {
      for (const lang of ["zh-CN", "en"] as const) {
        const page = await browser.newPage({ viewport: { width, height } });
        const noise = await watch(page, hall.url);
        await staged(page, view);
        await openDesk(page, hall, "admin");
        await page.locator("[data-place=guides]").click();
        if (lang === "en") await page.getByRole("button", { name: "English" }).click();
        await on(page);
        await page.evaluate(() => document.fonts.ready);
        await picture(page, `desk-guides-${name}-${lang}-${width}`, true);
        const found = [
          ...await audit(page, { text: 16, target: { width: 24, height: 43.9, gap: 0 }, scrolls: true, lang }),
          ...await axe(page),
          ...noise,
        ];
        faults.push(...found.map((fault) => `${name} ${lang}: ${fault}`));
        await page.context().close();
      }
    }
    expect(faults).toEqual([]);
  });
}

test("R7 R8 R13 a file is read, looked at and published; kiosks follow; and the version before comes back", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  const old = await nameInCatalog(hall, "id-renew");
  await guides(page);
  await act(page, "read").click();
  await expect(page.locator("#guides-file-fault")).toHaveText("请先选择文件");
  await expect(page.locator("#guides-file")).toBeFocused();
  await page.locator("#guides-file").setInputFiles({ name: "guides.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF") });
  await expect(page.locator("#guides-file-fault")).toContainText("只能读取");

  const file = catalogFile("guides.json", (catalog) => {
    const item = catalog.items.find((one: any) => one.id === "id-renew");
    item.name = { zh: "居民身份证到期换领", en: "Renewal of an expired resident ID card" };
    // refused: a document that says nothing
    const other = catalog.items.find((one: any) => one.id === "hpf-loan");
    other.name.zh += "（新）";
    other.materials[0].name = { zh: "其他有关材料", en: "Other relevant documents" };
  });
  await send(page, file);
  await expect(notice(page)).toContainText("已读取");
  await expect(tile(page, "refused")).not.toHaveText("0");
  await expect(page.locator(".findings tr[data-severity=refused]").first()).toContainText("其他有关材料");
  await expect(page.locator(".changes tbody[data-id=id-renew]")).toContainText("居民身份证到期换领");
  await expect(page.locator(".changes tbody[data-id=hpf-loan]")).toHaveCount(0);
  await picture(page, "desk-guides-read", true);
  expect(await nameInCatalog(hall, "id-renew"), "nothing is published yet").toBe(old);

  const saved = page.waitForEvent("download");
  await act(page, "csv").click();
  const report = readFileSync((await (await saved).path())!, "utf8");
  expect(report).toContain("其他有关材料");

  // it is there again after another page was looked at
  await page.locator("[data-place=record]").click();
  await guides(page);
  await act(page, "publish").click();
  await expect(dialog(page).locator("[data-do=counts]")).toContainText("修改 1 项");
  await expect(act(page, "back")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(notice(page)).toContainText("已发布第 2 版");
  await expect(page.locator("#guides-file")).toBeVisible();
  expect(await nameInCatalog(hall, "id-renew")).toBe("居民身份证到期换领");
  await kioskShows(browser, hall, "居民身份证到期换领");

  await page.locator("[data-part=versions]").click();
  await expect(page.locator("tr[data-version='2'][data-current]")).toBeVisible();
  await page.locator("tr[data-version='2'] [data-do=compare]").click();
  await expect(page.locator("#compared-title")).toBeFocused();
  await expect(page.locator(".changes tbody[data-id=id-renew]")).toContainText(old);
  await page.locator("tr[data-version='1'] [data-do=roll-back]").click();
  await expect(dialog(page).locator("[data-do=counts]")).toContainText("恢复第 1 版后：1 项事项改回旧内容");
  await expect(dialog(page).locator("[data-do=lost-plans]")).toHaveCount(0);
  await act(page, "roll-back-confirm").click();
  await expect(notice(page)).toContainText("已恢复到第 1 版");
  await expect(page.locator("tr[data-version='1'][data-current]")).toBeVisible();
  expect(await nameInCatalog(hall, "id-renew")).toBe(old);
  await page.context().close();
});

test("R7 R8 what was found names sheet, field and matter as people do, in the language of the page", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await guides(page);
  const file = catalogFile("words.json", (catalog) => {
    const item = catalog.items.find((one: any) => one.id === "hpf-loan");
    item.materials[0].name = { zh: "其他有关材料", en: "Other relevant documents" };
    item.materials[1].necesity = "必要";
  });
  await send(page, file);
  const refused = page.locator(".findings tr[data-code=fuzzy_document]");
  await expect(refused.locator("td").nth(1)).toHaveText("材料 · 第 1 项");
  await expect(refused.locator("td").nth(2)).toContainText(await nameInCatalog(hall, "hpf-loan"));
  await expect(refused.locator("td").nth(2)).toContainText("hpf-loan");
  await expect(refused.locator("td").nth(3)).toHaveText("材料名称");
  await page.getByRole("button", { name: "English" }).click();
  await expect(refused.locator("td").nth(1)).toHaveText("Documents · no. 1");
  await expect(refused.locator("td").nth(3)).toHaveText("Name of the document");
  await picture(page, "desk-guides-words-en", true);
  // what nobody reads is told after what is wrong with the matters
  await page.locator("[data-kind=warning]").click();
  const unknown = page.locator(".findings tr[data-code=unknown_field]");
  await expect(async () => {
    if (!(await unknown.count())) await act(page, "page-on").click();
    await expect(unknown).toContainText("Did you mean “necessity”", { timeout: 500 });
  }).toPass();
  await expect(unknown.locator("td").nth(1)).toHaveText("Documents · no. 2");
  // the list is fetched: when it is gone that is said in words
  const cookie = await session(hall, "admin");
  const { items } = await (await hall.call("GET", "/api/v1/halls/shili/catalog/imports", undefined, { cookie })).json();
  expect((await hall.call("DELETE", `/api/v1/halls/shili/catalog/imports/${items[0].id}`, undefined, { cookie })).status).toBe(204);
  await act(page, "csv").click();
  await expect(notice(page)).toContainText("This import was not found");
  await picture(page, "desk-guides-csv-refused-en");
  await page.context().close();
});

test("R13 before an earlier version comes back it is said what is lost with it, planned texts by name", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await guides(page);
  await send(page, catalogFile("plan.json", (catalog) => {
    const item = catalog.items.find((one: any) => one.id === "id-renew");
    item.name.zh = "居民身份证换领（新规）";
    item.effective_on = "2099-01-01";
    catalog.items.find((one: any) => one.id === "hpf-loan").consult_phone = "010-55500001";
  }));
  await act(page, "publish").click();
  await act(page, "publish-confirm").click();
  await expect(notice(page)).toContainText("已发布第 2 版");
  await page.locator("[data-part=versions]").click();
  await page.locator("tr[data-version='1'] [data-do=roll-back]").click();
  await expect(dialog(page).locator("[data-do=counts]")).toContainText("2 项事项改回旧内容");
  await expect(dialog(page).locator("[data-do=lost-plans]")).toContainText("居民身份证换领（新规）（原定 2099-01-01 起）");
  await picture(page, "desk-guides-lost-plans");
  await page.keyboard.press("Escape");
  await page.context().close();
});

test("R7 reading that is stopped ends, and the next file is read at once", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await guides(page);
  const rows = Array.from({ length: 90_000 }, (_, n) => `m-${n},事项${n},不知道的部门,&lt;b&gt;条件&lt;/b&gt;`);
  await page.locator("#guides-file").setInputFiles({ name: "long.csv", mimeType: "text/csv", buffer: Buffer.from(["id,name,department,conditions", ...rows].join("\n")) });
  await act(page, "read").click();
  await act(page, "stop").click();
  await expect(page.locator("#guides-file")).toBeVisible();
  await send(page, catalogFile("next.json", (catalog) => { catalog.items[0].consult_phone = "010-55500002"; }));
  await expect(act(page, "publish")).toBeVisible();
  await page.context().close();
});

for (const [width, height] of [[1366, 768], [1280, 720]] as const) {
  test(`A12 at ${width} × ${height} the bar of the administrator is one row in English, and no dialog hides its buttons`, async ({ browser, hall }) => {
    const page = await browser.newPage({ viewport: { width, height } });
    await openDesk(page, hall, "admin");
    await page.getByRole("button", { name: "English" }).click();
    await picture(page, `desk-bar-en-${width}`);
    const { height: bar } = (await page.locator(".top").boundingBox())!;
    expect(bar).toBeLessThanOrEqual(66);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    const inSight = async (name: string): Promise<void> => {
      await expect(dialog(page)).toBeVisible();
      await picture(page, `desk-dialog-${name}-en-${width}`);
      for (const button of await dialog(page).locator(".modal-foot .btn").all()) {
        const box = (await button.boundingBox())!;
        expect(box.y + box.height, name).toBeLessThanOrEqual(height);
        expect(box.x + box.width, name).toBeLessThanOrEqual(width);
      }
      await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
    };
    await page.locator("[data-place=accounts]").click();
    await page.locator("[data-do=add-account]").click();
    await inSight("account");
    await act(page, "own-password").click();
    await inSight("password");
    await act(page, "counter").click();
    await inSight("counter");
    await page.context().close();
  });
}

test("R13 somebody else has published meanwhile: it is said, and nothing is published twice", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await guides(page);
  const rename = (zh: string) => (catalog: any) => { catalog.items.find((one: any) => one.id === "id-renew").name.zh = zh; };
  await send(page, catalogFile("mine.json", rename("我的名称")));
  await expect(act(page, "publish")).toBeVisible();
  const cookie = await session(hall, "admin");
  const other = readFileSync(catalogFile("theirs.json", rename("别人的名称")));
  const sent = await fetch(`${hall.url}/api/v1/halls/shili/catalog/imports?file=theirs.json&mode=merge`, {
    method: "POST", body: other, headers: { cookie, "content-type": "application/json" },
  });
  const { id } = await sent.json() as { id: string };
  const path = `/api/v1/halls/shili/catalog/imports/${id}`;
  await expect.poll(async () => (await (await hall.call("GET", path, undefined, { cookie })).json()).state).toBe("ready");
  expect((await hall.call("POST", `${path}/publish`, {}, { cookie })).status).toBe(200);
  await act(page, "publish").click();
  await act(page, "publish-confirm").click();
  await expect(notice(page)).toContainText("已发布其他版本");
  await expect(page.locator(".warning")).toContainText("不能再发布");
  await expect(act(page, "publish")).toHaveCount(0);
  expect(await nameInCatalog(hall, "id-renew")).toBe("别人的名称");
  await act(page, "drop").click();
  await act(page, "drop-confirm").click();
  await expect(page.locator("#guides-file")).toBeVisible();
  await page.context().close();
});

test("a lost answer to publishing is asked after, and a second press does nothing", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await guides(page);
  await send(page, catalogFile("lost.json", (catalog) => { catalog.items[0].name.zh += "（改）"; }));
  await act(page, "publish").click();
  let asked = 0;
  await page.route(/\/publish$/, async (route) => {
    asked++;
    await route.fetch();
    await route.abort();
  });
  await act(page, "publish-confirm").dblclick();
  await expect(notice(page)).toContainText("已发布第 2 版");
  expect(asked).toBe(1);
  await page.context().close();
});

/** A citizen finds this name. */
async function kioskShows(browser: Browser, hall: Hall, name: string): Promise<void> {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.begin({ lang: "zh-CN", elder: false });
  await kiosk.press(/^常办事项/);
  await kiosk.press(new RegExp(`^${name}`));
  await expect(kiosk.page.locator("main")).toContainText(name);
  await kiosk.close();
}

test("R24 R25 a clerk makes a notice: what the citizen ticked as missing is ticked already", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "A01");
  const guide = await (await hall.call("GET", "/api/v1/halls/shili/items/id-renew")).json();
  const answers: Record<string, string> = {};
  for (const { id, choices, only_if } of guide.questions) {
    const applies = Object.entries<string[]>(only_if ?? {}).every(([question, wanted]) => wanted.includes(answers[question]!));
    if (applies) answers[id] = choices[0].id;
  }
  const { key, name } = guide.materials.find((one: any) => !one.only_if && !one.shared);
  const { number } = await hall.take({ item: "id-renew", checklist: { answers, missing: [key] } });
  await clerk.callTo(number);
  await clerk.do("start");
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "a01");
  await expect(page.locator("[data-checked='1']")).toContainText(name.zh);
  await page.keyboard.press("d");
  await expect(dialog(page)).toContainText(`为 ${number} 号开具告知书`);
  await expect(dialog(page).locator(`input[value='${key}']`)).toBeChecked();
  await picture(page, "desk-notice-form");
  await act(page, "notice-make").click();
  await expect(dialog(page).locator("[data-notice]")).toContainText(name.zh);
  await expect(dialog(page).locator(".qr svg")).toBeVisible();
  await picture(page, "desk-notice-made");
  const opened = page.waitForEvent("popup");
  await page.locator("[data-paper=a5]").click();
  await expect((await opened).locator("body")).toContainText("一次性告知");
  await act(page, "notice-another").click();
  await dialog(page).locator("input[value=refused]").check();
  await act(page, "notice-make").click();
  await expect(page.locator("#notice-reason-fault")).not.toBeEmpty();
  await expect(page.locator("#notice-reason")).toBeFocused();
  await page.locator("#notice-reason").pressSequentially("不");
  await expect(page.locator("#notice-reason-fault")).toBeEmpty();
  await page.locator("#notice-reason").fill("不属于本窗口受理范围");
  await page.locator("#notice-turn-to").fill("找王科长 13800138000");
  await act(page, "notice-make").click();
  await expect(page.locator("#notice-turn-to-fault")).toContainText("手机号码");
  await expect(page.locator("#notice-turn-to")).toBeFocused();
  await picture(page, "desk-notice-personal");
  await page.locator("#notice-turn-to").fill("");
  await page.locator("#notice-remedy").fill("可以向供水公司反映");
  await picture(page, "desk-notice-refused");
  await act(page, "notice-make").click();
  await expect(dialog(page).locator("[data-notice^=B]")).toBeVisible();
  await page.keyboard.press("Escape");
  await clerk.leave();
  await page.context().close();
});

test("R17 documents that were checked in another version of the guides: the clerk is told", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "A01");
  const guide = await (await hall.call("GET", "/api/v1/halls/shili/items/hukou-birth")).json();
  const answers = Object.fromEntries(guide.questions.filter((one: any) => !one.only_if).map((one: any) => [one.id, one.choices[0].id]));
  const { number } = await hall.take({ item: "hukou-birth", checklist: { answers, missing: [] } });
  const cookie = await session(hall, "admin");
  const file = readFileSync(catalogFile("later.json", (catalog) => { catalog.items[0].consult_phone = "010-55500003"; }));
  const sent = await fetch(`${hall.url}/api/v1/halls/shili/catalog/imports?file=later.json&mode=replace`, { method: "POST", body: file, headers: { cookie } });
  const path = `/api/v1/halls/shili/catalog/imports/${(await sent.json() as { id: string }).id}`;
  await expect.poll(async () => (await (await hall.call("GET", path, undefined, { cookie })).json()).state).toBe("ready");
  expect((await hall.call("POST", `${path}/publish`, {}, { cookie })).status).toBe(200);
  await clerk.callTo(number);
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "a01");
  await expect(act(page, "checked-version")).toHaveText("依据第 1 版指南勾选，现行第 2 版");
  await picture(page, "desk-checked-version");
  await page.getByRole("button", { name: "English" }).click();
  await expect(act(page, "checked-version")).toHaveText("Checked in version 1 of the guides; version 2 is current");
  await clerk.leave();
  await page.context().close();
});

test("A01 A07 A08 A46 A52 A54 the notice at the desk, in both languages", async ({ browser, hall }) => {
  const faults: string[] = [];
  for (const lang of ["zh-CN", "en"] as const) {
    const page = await browser.newPage(DESK);
    const noise = await watch(page, hall.url);
    await openDesk(page, hall, "a02");
    if (lang === "en") await page.getByRole("button", { name: "English" }).click();
    const look = async (name: string): Promise<void> => {
      await page.evaluate(() => document.fonts.ready);
      await picture(page, `desk-notice-${name}-${lang}`);
      const found = [...await audit(page, { text: 16, target: { width: 24, height: 43.9, gap: 0 }, scrolls: true, lang }), ...await axe(page)];
      faults.push(...found.map((fault) => `${name} ${lang}: ${fault}`));
    };
    await look("console");
    await act(page, "notice").click();
    await expect(page.locator("#notice-query")).toBeFocused();
    await expect(page.locator(".found-matters button").first()).toBeVisible();
    await look("find");
    await page.locator("#notice-query").fill("公积金");
    await page.keyboard.press("Enter");
    await expect(page.locator("[data-chosen]")).toContainText(lang === "en" ? "fund" : "公积金");
    await dialog(page).locator("input[value=refused]").check();
    await look("form");
    // an answer may bring the next question
    for (let n = 0; n < await dialog(page).locator("select").count(); n++) {
      await dialog(page).locator("select").nth(n).selectOption({ index: 1 });
    }
    await page.locator("#notice-reason").fill("不属于本级受理范围");
    await expect(dialog(page).locator(".missing-documents input").first()).toBeVisible();
    await dialog(page).locator(".missing-documents input").first().check();
    await act(page, "notice-make").click();
    await expect(dialog(page).locator("[data-notice]")).toBeVisible();
    await look("made");
    faults.push(...noise);
    await page.context().close();
  }
  expect(faults).toEqual([]);
});
