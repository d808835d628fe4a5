// The administrator and the screens: what hangs in the hall, what is on it and why; lists, notices, playlists, maps and
// the message to everybody, each entered at the desk and seen where the public sees it.
import type { Browser, Locator, Page } from "@playwright/test";
import { readFileSync } from "node:fs";
import { audit } from "../support/audit.js";
import { Clerk } from "../support/clerk.js";
import { expect, test, type Hall } from "../support/hall.js";
import { byTab } from "../support/keys.js";
import { picture } from "../support/picture.js";
import { as, day, put, register, text } from "../support/screens.js";
import { axe, watch } from "../support/watch.js";
import { DESK, openDesk, WIDE } from "./pages.js";

test.describe.configure({ mode: "parallel" });

type Part = "screens" | "playlists" | "notices" | "lists" | "maps";

const act = (page: Page, name: string): Locator => page.locator(`[data-do=${name}]`);
const told = (page: Page): Locator => page.getByRole("status").and(page.locator(".notices"));
const dialog = (page: Page): Locator => page.locator("dialog[open]");
const row = (page: Page, id: string): Locator => page.locator(`tr[data-row='${id}']`);
const field = (page: Page, id: string): Locator => page.locator(`#${id}`);
const fault = (page: Page, id: string): Locator => page.locator(`#${id}-fault`);

/** The administrator at one part of the page about screens. */
async function screens(page: Page, hall: Hall, part: Part = "screens"): Promise<void> {
  await openDesk(page, hall, "admin");
  await page.locator("[data-place=screens]").click();
  await to(page, part);
}
async function to(page: Page, part: Part): Promise<void> {
  await page.locator(`[data-part=${part}]`).click();
  await expect(page.locator(`#${part}-title`)).toBeVisible();
}
/** Fills fields by their ids. */
async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [id, value] of Object.entries(fields)) await field(page, id).fill(value);
}
/** What is wrong is said at this field, and the field has the focus. */
async function expectFault(page: Page, id: string, words: string | RegExp): Promise<void> {
  await expect(fault(page, id)).toHaveText(words);
  await expect(field(page, id)).toBeFocused();
}
/** A screen as it hangs in the hall. */
async function hung(browser: Browser, hall: Hall, id: string): Promise<Page> {
  const page = await browser.newPage(WIDE);
  await page.goto(`${hall.url}/screen/${id}`);
  await expect(page.locator("main.screen:visible")).toBeVisible({ timeout: 30_000 });
  return page;
}
const signage = async (hall: Hall): Promise<string> => (await hall.call("GET", "/api/v1/halls/shili/signage")).text();

const PEOPLE = [["张三", "13800000001", "460102199001011234"], ["李四", "13800000002", "460102199001015678"]];

test("A70 R6 R11 a list is pasted with names and numbers, shown masked before it goes up, and nobody sees a whole one", async ({ browser, hall }) => {
  await put(hall, "lists/granted", { kind: "list", title: text("公示", "List"), columns: [{ name: text("文号", "Number") }], rows: [["1"]], until: day(1) });
  await register(hall, "corridor", { layout: { kind: "public", lists: ["granted"] } });
  expect((await as(hall, "admin", "DELETE", "lists/granted")).status, "a list that a screen shows stays").toBe(409);
  const wall = await hung(browser, hall, "corridor");
  const page = await browser.newPage(DESK);
  const sent: string[] = [];
  page.on("request", (request) => { if (request.url().includes("/lists/")) sent.push(request.method()); });
  const clean = (where: string, words: string): void => {
    for (const one of PEOPLE.flat()) expect(words.includes(one), `${one} in ${where}`).toBe(false);
  };
  await screens(page, hall, "lists");
  await row(page, "granted").locator("[data-do=list-edit]").click();
  await fill(page, {
    "list-title-zh": "行政许可决定公示", "list-title-en": "Licence decisions", "list-until": "",
    "list-column-0-zh": "申请人", "list-column-0-en": "Applicant",
  });
  await field(page, "list-kind").selectOption("decisions");
  for (const [n, zh, en] of [[1, "电话", "Phone"], [2, "证件号", "ID number"]] as const) {
    await act(page, "column-add").click();
    await fill(page, { [`list-column-${n}-zh`]: zh, [`list-column-${n}-en`]: en });
  }
  await field(page, "list-rows").fill("");
  await field(page, "list-rows").focus();
  await page.keyboard.insertText(PEOPLE.map((person) => person.join("\t")).join("\n"));

  // not without its last day, not with one that is over, and not with numbers of people in a column for anything
  await act(page, "list-preview").click();
  await expectFault(page, "list-until", "请选择今天或以后的日期");
  await field(page, "list-until").fill(day(-1));
  await act(page, "list-preview").click();
  await expectFault(page, "list-until", "请选择今天或以后的日期");
  await field(page, "list-until").fill(day(1));
  await act(page, "list-preview").click();
  await expectFault(page, "list-columns", /请把该列设为要遮盖的类型/);
  await picture(page, "desk-screens-list-fault");
  expect(sent, "what was pasted has not left the page").toEqual([]);

  for (const [n, kind] of ["name", "phone", "id_number"].entries()) await field(page, `list-column-${n}-kind`).selectOption(kind);
  await act(page, "list-preview").click();
  const masked = act(page, "masked");
  await expect(masked).toBeFocused();
  await expect(masked.locator("td")).toHaveText(["张*", "138****0001", "460102********1234", "李*", "138****0002", "460102********5678"]);
  clean("the preview", await masked.innerText());
  await picture(page, "desk-screens-list-preview");
  expect(sent).toEqual(["POST"]);
  expect(await signage(hall), "a preview is not kept").not.toContain("138****0001");
  await expect(wall.locator("[data-screen=public]")).not.toContainText("138****0001");

  // what was changed since is looked at again before it can be published
  await expect(act(page, "list-publish")).toBeVisible();
  await field(page, "list-until").fill(day(2));
  await expect(act(page, "list-publish")).toHaveCount(0);
  await act(page, "list-preview").click();
  await act(page, "list-publish").click();
  await expect(told(page)).toContainText("已公布名单 granted");
  await expect(row(page, "granted").locator("td").nth(1)).toHaveText("2");
  // with its year: a list may hang longer than this one
  await expect(row(page, "granted").locator("time")).toHaveText(day(2));

  await expect(wall.locator("[data-screen=public]")).toContainText("张*");
  await expect(wall.locator("[data-screen=public]")).toContainText("460102********5678");
  clean("the screen", await wall.content());
  clean("the desk", await page.content());
  clean("the signage", await signage(hall));
  clean("the outline", await (await as(hall, "supervisor", "GET", "signage")).text());
  await picture(wall, "desk-screens-list-wall");
  await row(page, "granted").locator("[data-do=list-edit]").click();
  await expect(field(page, "list-rows")).toHaveValue("张*\t138****0001\t460102********1234\n李*\t138****0002\t460102********5678");
  await page.keyboard.press("Escape");
  await expect(row(page, "granted").locator("[data-do=list-edit]")).toBeFocused();
  for (const one of [page, wall]) await one.context().close();
});

test("R79 R80 A53 a notice is written, put into a playlist, shown, and taken down; what is wrong is said at its field", async ({ browser, hall }) => {
  await register(hall, "corridor", { layout: { kind: "ratings" } });
  const wall = await hung(browser, hall, "corridor");
  await expect(wall.locator("[data-screen=ratings]")).toBeVisible();
  const page = await browser.newPage(DESK);
  await screens(page, hall, "notices");
  await act(page, "notice-add").click();
  await expect(field(page, "notice-id")).toBeFocused();
  await act(page, "notice-save").click();
  await expectFault(page, "notice-id", "编号只能用小写字母、数字和短横，最多 32 个字符");
  await expect(field(page, "notice-id")).toHaveAttribute("aria-invalid", "true");
  await expect(fault(page, "notice-title-zh")).toHaveText("请填写中文和英文");
  await expect(fault(page, "notice-until")).toHaveText("请选择今天或以后的日期");
  await picture(page, "desk-screens-notice-fault");
  await fill(page, {
    "notice-id": "friday", "notice-title-zh": "周五下午闭馆", "notice-title-en": "Closed on Friday afternoon",
    "notice-body-zh": "因设备检修，周五下午暂停办理。联系 13800000001。", "notice-body-en": "No service on Friday afternoon.", "notice-until": day(-1),
  });
  await field(page, "notice-tone").selectOption("warning");
  await act(page, "notice-save").click();
  await expectFault(page, "notice-until", "请选择今天或以后的日期");
  // what the server refuses stands at its field as well
  await field(page, "notice-until").fill(day(0));
  await act(page, "notice-save").click();
  await expectFault(page, "notice-body-zh", /请不要写证件号码或手机号码/);
  await fill(page, { "notice-body-zh": "因设备检修，周五下午暂停办理。", "notice-id": "noon" });
  await act(page, "notice-save").click();
  await expectFault(page, "notice-id", "这个编号已经有了");
  await field(page, "notice-id").fill("friday");
  await act(page, "notice-save").click();
  await expect(told(page)).toContainText("已保存通知 friday");
  await expect(row(page, "friday")).toContainText("警示");

  await to(page, "playlists");
  await act(page, "playlist-add").click();
  await fill(page, { "playlist-id": "corridor", "playlist-name-zh": "走廊", "playlist-name-en": "Corridor", "entry-0-seconds": "4" });
  await field(page, "entry-0-layout-kind").selectOption("notice");
  await act(page, "playlist-save").click();
  await expectFault(page, "entry-0-layout-notice", "请选择");
  await expect(fault(page, "entry-0-seconds")).toHaveText("请填写 5 到 3600 秒");
  await picture(page, "desk-screens-playlist-fault");
  await field(page, "entry-0-layout-notice").selectOption("friday");
  await field(page, "entry-0-seconds").fill("600");
  await act(page, "playlist-save").click();
  await expect(row(page, "corridor").locator(".runs")).toHaveText(/^现在\s*通知《周五下午闭馆》/);

  await to(page, "screens");
  await row(page, "corridor").locator("[data-do=screen-edit]").click();
  await field(page, "screen-diagonal").fill("55");
  await field(page, "screen-playlist").selectOption("corridor");
  await act(page, "screen-save").click();
  await expect(told(page)).toContainText("已保存屏幕 corridor");
  const shown = wall.locator("[data-screen=notice]");
  await expect(shown).toContainText("周五下午闭馆");
  await expect(shown.locator("[lang=en]").filter({ hasText: "Closed on Friday afternoon" })).toBeVisible();
  await expect(row(page, "corridor").locator(".on-now > b")).toHaveText("通知《周五下午闭馆》");
  await expect(row(page, "corridor").locator(".on-now > small").first()).toHaveText("节目单《走廊》第 1 项");
  await picture(page, "desk-screens-table");

  // what is in use stays; out of its playlist it may go, and is gone everywhere
  await to(page, "notices");
  await row(page, "friday").locator("[data-do=notice-remove]").click();
  await expect(dialog(page)).toContainText("立即生效，不能恢复");
  await act(page, "remove-confirm").click();
  await expect(told(page)).toContainText("还有显示屏或节目单在用");
  await to(page, "playlists");
  await row(page, "corridor").locator("[data-do=playlist-edit]").click();
  await field(page, "entry-0-layout-kind").selectOption("six");
  await act(page, "playlist-save").click();
  await expect(wall.locator("[data-screen=six]")).toBeVisible();
  await to(page, "notices");
  await row(page, "friday").locator("[data-do=notice-remove]").click();
  await act(page, "remove-confirm").click();
  await expect(told(page)).toContainText("已删除 friday");
  await expect(row(page, "friday")).toHaveCount(0);
  for (const [where, words] of [["screen", await wall.content()], ["signage", await signage(hall)]]) {
    expect(words!.includes("周五下午闭馆"), `it is gone from the ${where}`).toBe(false);
  }
  for (const one of [page, wall]) await one.context().close();
});

test("R80 an entry for one day of the week is on by its day and hours, and the desk says what is on now and why", async ({ browser, hall }) => {
  await put(hall, "playlists/corridor", { name: text("走廊", "Corridor"), entries: [{ layout: { kind: "six" }, seconds: 600 }] });
  await register(hall, "corridor", { layout: { kind: "main" }, playlist: "corridor" });
  const wall = await hung(browser, hall, "corridor");
  await expect(wall.locator("[data-screen=six]")).toBeVisible();
  const page = await browser.newPage(DESK);
  await screens(page, hall, "playlists");
  const edit = row(page, "corridor").locator("[data-do=playlist-edit]");
  const tick = (weekday: number): Locator => page.locator(`#entry-1-weekdays input[value='${weekday}']`);
  const save = async (): Promise<void> => {
    await act(page, "playlist-save").click();
    await expect(dialog(page)).toHaveCount(0);
  };
  const today = new Date(`${day(0)}T00:00:00Z`).getUTCDay() || 7;
  await edit.click();
  await act(page, "entry-add").click();
  await field(page, "entry-1-layout-kind").selectOption("ratings");
  await field(page, "entry-1-priority").fill("1");
  await field(page, "entry-1-days").selectOption("weekdays");
  await fill(page, { "entry-1-from": "18:00", "entry-1-to": "09:00" });
  await act(page, "playlist-save").click();
  await expectFault(page, "entry-1-weekdays", "请至少勾选一天");
  await expect(fault(page, "entry-1-from")).toContainText("开始要早于结束");
  await tick(today).check();
  await expect(fault(page, "entry-1-weekdays"), "it is right now").toBeEmpty();
  await fill(page, { "entry-1-from": "00:00", "entry-1-to": "00:00" });
  await picture(page, "desk-screens-playlist-week");
  await save();
  await expect(wall.locator("[data-screen=ratings]")).toBeVisible();
  const runs = row(page, "corridor").locator(".runs li");
  await expect(runs.first()).toHaveText(/^现在\s*评价公示$/);
  await expect(runs.nth(1)).toHaveText(/00:00\s*六公开$/);
  await to(page, "screens");
  const now = row(page, "corridor").locator(".on-now");
  await expect(now.locator("> b")).toHaveText("评价公示");
  await expect(now.locator("> small").first()).toHaveText("节目单《走廊》第 2 项");

  // another day of the week: the entry below it is on again
  await to(page, "playlists");
  await edit.click();
  await expect(tick(today)).toBeChecked();
  await tick(today).uncheck();
  await tick(today % 7 + 1).check();
  await save();
  await expect(wall.locator("[data-screen=six]")).toBeVisible();
  await to(page, "screens");
  await expect(now.locator("> b")).toHaveText("六公开");
  await expect(now.locator("> small").first()).toHaveText("节目单《走廊》第 1 项");
  await expect(now.locator(".says"), "the screen itself says the same").toBeEmpty();

  // and with nothing due at all it shows its own layout
  await to(page, "playlists");
  await edit.click();
  await page.locator("[data-do=entry-drop]").first().click();
  await save();
  await expect(wall.locator("[data-screen=main]")).toBeVisible();
  await to(page, "screens");
  await expect(now.locator("> small").first()).toHaveText("节目单此时没有内容，显示本屏版式");
  await page.getByRole("button", { name: "English" }).click();
  await expect(now.locator("> b")).toHaveText("Main board");
  await expect(now.locator("> small").first()).toHaveText("nothing of its playlist is due: its own layout");
  for (const one of [page, wall]) await one.context().close();
});

/** A small floor: two windows, a zone, the door, an accessible way, and something that is not of this hall. */
const floor = (more = "", attribute = ""): string => `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 1600 900" width="160mm">
  <metadata>drawn by hand</metadata>
  <rect x="10" y="10" width="1580" height="880" fill="#f6f8fa" stroke="#56657a" ${attribute}/>
  <rect id="zone-A" x="60" y="60" width="600" height="200" fill="#dbe7f3"/>
  <rect id="window-A01" x="60" y="300" width="200" height="120" fill="#ffffff" stroke="#2b5c8f"/>
  <rect id="window-A02" x="300" y="300" width="200" height="120" fill="#ffffff" stroke="#2b5c8f"/>
  <rect id="window-Z99" x="900" y="300" width="200" height="120" fill="#ffffff" stroke="#2b5c8f"/>
  <path id="way-door" d="M800 860V500H160V420" fill="none" stroke="#1a7f37"/>
  <circle id="here-door" cx="800" cy="860" r="20"/>
  ${more}
</svg>`;
const drawing = (svg: string, name = "一楼东.svg") => ({ name, mimeType: "image/svg+xml", buffer: Buffer.from(svg) });

test("R81 R82 a floor map is sent, bound to windows and shown by the entrance guide; what runs or links is refused", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await screens(page, hall, "maps");
  await act(page, "map-add").click();
  await expect(field(page, "map-id")).toBeFocused();
  await fill(page, { "map-id": "east", "map-name-zh": "一楼东", "map-name-en": "Floor 1, east" });
  await act(page, "map-save").click();
  await expectFault(page, "map-file", "请选择不超过 500 KB 的 SVG 文件");
  const choose = (svg: string, name?: string) => field(page, "map-file").setInputFiles(drawing(svg, name));
  await choose(floor(), "一楼东.png");
  await expect(fault(page, "map-file")).toHaveText("请选择不超过 500 KB 的 SVG 文件");
  for (const [more, attribute] of [
    ["<script>document.title = 'taken over'</script>", ""],
    ["", "onload=\"document.title = 'taken over'\""],
    ["<image xlink:href=\"http://example.com/a.png\" width=\"9\" height=\"9\"/>", ""],
    ["<use xlink:href=\"http://example.com/a.svg#b\"/>", ""],
    ["", "style=\"fill:url(http://example.com/a.svg#b)\""],
  ]) {
    await choose(floor(more, attribute));
    await expect(fault(page, "map-file")).toBeEmpty();
    await act(page, "map-save").click();
    await expectFault(page, "map-file", /不含脚本和外部链接/);
  }
  await picture(page, "desk-screens-map-refused");
  expect(await signage(hall)).not.toContain("\"east\"");
  await choose(floor());
  await expect(field(page, "map-file-state")).toContainText("已选择 一楼东.svg");
  await act(page, "map-save").click();
  await expect(told(page)).toContainText("已保存平面图 east");
  await expect(row(page, "east").locator("td").first()).toHaveText(/区域 1 \/ 11\s*窗口 2 \/ 31/);
  await expect(row(page, "east").locator(".unbound")).toContainText("图中多出：window-Z99");
  await expect.poll(() => row(page, "east").locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  const served = await hall.call("GET", "/api/v1/halls/shili/maps/east/drawing");
  expect(served.headers.get("content-type")).toContain("image/svg+xml");
  const svg = await served.text();
  expect(svg).toContain("window-A02");
  expect(svg, "what a drawing does not need is left out").not.toContain("drawn by hand");
  await row(page, "east").scrollIntoViewIfNeeded();
  await picture(page, "desk-screens-maps");

  await to(page, "screens");
  await row(page, "gate").locator("[data-do=screen-edit]").click();
  await field(page, "screen-layout-map").selectOption("east");
  await field(page, "screen-layout-here").fill("here-lift");
  await act(page, "screen-save").click();
  await expectFault(page, "screen-layout-here", "平面图上没有这个位置");
  await field(page, "screen-layout-here").fill("here-door");
  await act(page, "screen-save").click();
  await expect(told(page)).toContainText("已保存屏幕 gate");
  const wall = await hung(browser, hall, "gate");
  await expect(wall.locator(".map-drawing #here-door")).toHaveClass(/here/);
  await (await Clerk.at(hall, "A01")).open();
  await expect(wall.locator(".map-drawing #window-A01")).toHaveClass(/open/);
  await expect(wall.locator(".map-drawing #window-A02")).toHaveClass(/closed/);
  await expect(wall.locator(".map-labels")).toContainText("A01");
  await expect(wall.locator(".map-labels")).toContainText("户政出入境区");
  await picture(wall, "desk-screens-map-wall");
  await to(page, "maps");
  await row(page, "east").locator("[data-do=map-remove]").click();
  await act(page, "remove-confirm").click();
  await expect(told(page)).toContainText("还有显示屏或节目单在用");
  for (const one of [page, wall]) await one.context().close();
});

test("R80 A64 a screen is registered with its size and its farthest reader, and a layout that cannot be read there is refused in words", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await screens(page, hall);
  await act(page, "screen-add").click();
  await expect(field(page, "screen-id")).toBeFocused();
  await act(page, "screen-save").click();
  await expectFault(page, "screen-id", /编号只能用小写字母/);
  await expect(fault(page, "screen-diagonal")).toHaveText("请填写 6 到 236 英寸");
  await fill(page, { "screen-id": "stairs", "screen-place-zh": "三楼楼梯口", "screen-place-en": "Floor 3, top of the stairs", "screen-diagonal": "43", "screen-distance": "0,2" });
  await act(page, "screen-save").click();
  await expectFault(page, "screen-distance", "请填写 0.5 到 60 米");
  await field(page, "screen-distance").fill("20");
  await expect(act(page, "letters")).toContainText("汉字至少 176 像素，数字至少 166 像素");
  await act(page, "screen-save").click();
  await expectFault(page, "screen-diagonal", /43 英寸屏在 20 米处汉字至少要 176 像素/);
  await picture(page, "desk-screens-screen-refused");
  await field(page, "screen-size").selectOption("own");
  await field(page, "screen-width").fill("100");
  await act(page, "screen-save").click();
  await expectFault(page, "screen-width", "请填写 320 到 16384 像素");
  await field(page, "screen-size").selectOption("3840x2160");
  await fill(page, { "screen-diagonal": "98", "screen-distance": "7.5" });
  await act(page, "screen-save").click();
  await expect(told(page)).toContainText("已保存屏幕 stairs");
  await expect(row(page, "stairs")).toContainText("三楼楼梯口");
  await expect(row(page, "stairs").locator(".when")).toHaveText("从未连接");

  const wall = await hung(browser, hall, "stairs");
  await expect(wall.locator("[data-screen=main]")).toBeVisible();
  await expect(row(page, "stairs").locator(".when")).toHaveText(/^\d\d:\d\d$/);
  await expect(row(page, "stairs").locator(".on-now > small").first()).toHaveText("没有节目单，显示本屏版式");
  // what it shows follows what is registered
  await row(page, "stairs").locator("[data-do=screen-edit]").click();
  await expect(field(page, "screen-diagonal")).toHaveValue("98");
  await expect(field(page, "screen-distance")).toHaveValue("7.5");
  await expect(field(page, "screen-size")).toHaveValue("3840x2160");
  await field(page, "screen-layout-kind").selectOption("area");
  await act(page, "screen-save").click();
  await expectFault(page, "screen-layout-queues", "请至少勾选一个队列");
  await page.locator("#screen-layout-queues input[value=B]").check();
  await act(page, "screen-save").click();
  await expect(wall.locator("[data-screen=area]")).toBeVisible();
  await expect(row(page, "stairs").locator(".on-now > b")).toHaveText("等候区屏 B");
  // it goes from the list only when that is confirmed, and has nothing to show then
  await row(page, "stairs").locator("[data-do=screen-remove]").click();
  await act(page, "back").click();
  await expect(row(page, "stairs")).not.toContainText("未登记");
  await row(page, "stairs").locator("[data-do=screen-remove]").click();
  await expect(dialog(page)).toContainText("显示为“未登记”");
  await act(page, "remove-confirm").click();
  await expect(told(page)).toContainText("已删除 stairs");
  await expect(row(page, "stairs")).toHaveCount(0);
  await expect(wall.locator(".unknown-windows li").first()).toBeVisible();
  // the main board runs on without being registered
  const main = await hung(browser, hall, "main?sound=off");
  await expect(row(page, "main").locator(".when")).toHaveText(/^\d\d:\d\d$/);
  await row(page, "main").locator("[data-do=screen-remove]").click();
  await act(page, "remove-confirm").click();
  await expect(row(page, "main")).toContainText("未登记");
  await expect(row(page, "main").locator("[data-do=screen-register]")).toBeVisible();
  for (const one of [page, wall, main]) await one.context().close();
});

test("A69 a message to everybody is raised after its question, confirmed by screen and kiosk by name, and ended at the desk", async ({ browser, hall }) => {
  const wall = await hung(browser, hall, "six");
  const kiosk = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  await kiosk.goto(`${hall.url}/kiosk`);
  await expect(kiosk.locator(".attract-queue-count").first()).toHaveText(/\d/);
  const page = await browser.newPage(DESK);
  await screens(page, hall);
  await expect(row(page, "six").locator(".when")).toHaveText(/^\d\d:\d\d$/);
  await act(page, "emergency").click();
  await act(page, "emergency-next").click();
  await expectFault(page, "emergency-zh", "请填写中文和英文");
  await page.locator("[data-ready=system]").click();
  await page.locator("[name=emergency-ends][value=time]").check();
  await act(page, "emergency-next").click();
  await expectFault(page, "emergency-time", "请填写时间");
  await page.locator("[name=emergency-ends][value='15']").check();
  await act(page, "emergency-next").click();
  await expect(field(page, "emergency-ask")).toBeFocused();
  await expect(field(page, "emergency-ask")).toContainText("所有显示屏和自助终端将立即改为显示这条信息");
  // back, with the words still there; nothing is on yet
  await act(page, "back").click();
  await expect(field(page, "emergency-zh")).toHaveValue(/^系统故障，暂停办理/);
  await expect(field(page, "emergency-zh")).toBeFocused();
  await field(page, "emergency-zh").fill("系统故障，上午暂停办理。");
  await act(page, "emergency-next").click();
  await expect(dialog(page).locator(".emergency-words")).toContainText("系统故障，上午暂停办理。");
  await picture(page, "desk-screens-emergency-ask");
  await expect(wall.locator("main[data-emergency]")).toHaveCount(0);
  await act(page, "emergency-confirm").click();
  await expect(told(page)).toContainText("紧急信息已发布");
  await expect(dialog(page)).toHaveCount(0);
  await expect(act(page, "emergency")).toBeFocused();
  for (const one of [wall, kiosk]) {
    await expect(one.locator("main[data-emergency], dialog[open] [data-emergency]")).toContainText("系统故障，上午暂停办理。");
  }
  const alarm = act(page, "alarm");
  await expect(alarm).toContainText("系统故障，上午暂停办理。");
  await expect(alarm.locator("[role=status]")).toHaveText(/^已确认 2 \/ \d+$/, { timeout: 12_000 });
  await expect(alarm.locator(".painted")).toContainText("二楼楼梯口");
  await expect(alarm.locator(".painted")).toContainText("自助终端");
  await expect(alarm.locator(".missing")).toContainText("一楼大厅正面");
  await expect(row(page, "six").locator(".on-now > b")).toHaveText("紧急信息");
  await picture(page, "desk-screens-emergency-on");
  // it is seen from every page of the desk, and ended from there
  await page.locator("[data-place=record]").click();
  await act(page, "emergency-end").click();
  await expect(alarm).toHaveCount(0);
  for (const one of [wall, kiosk]) await expect(one.locator("[data-emergency]")).toHaveCount(0);
  await expect(wall.locator("[data-screen=six]")).toBeVisible();
  for (const one of [page, wall, kiosk]) await one.context().close();
});

test("R80 a small picture of a screen comes when it is asked for, and what was shown is on record, in words and as a file", async ({ browser, hall }) => {
  await put(hall, "notices/friday", { title: text("周五下午闭馆", "Closed on Friday"), body: text("暂停办理。", "No service."), until: day(1) });
  await register(hall, "corridor", { layout: { kind: "six" } });
  const wall = await hung(browser, hall, "corridor");
  const page = await browser.newPage(DESK);
  await screens(page, hall);
  await expect(row(page, "corridor").locator(".when")).toHaveText(/^\d\d:\d\d$/);
  const opener = row(page, "corridor").locator("[data-do=picture]");
  await opener.click();
  await expect(act(page, "taken")).toBeVisible({ timeout: 30_000 });
  await expect(dialog(page).getByRole("status")).toHaveText(/^\d\d:\d\d 的画面$/);
  const size = (): Promise<number[]> => act(page, "taken").evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  await expect.poll(size).toEqual([640, 360]);
  await picture(page, "desk-screens-picture");
  const first = await act(page, "taken").getAttribute("src");
  await act(page, "picture-again").click();
  await expect(dialog(page).getByRole("status")).toContainText("请稍候");
  await expect(act(page, "taken")).not.toHaveAttribute("src", first!, { timeout: 30_000 });
  await page.keyboard.press("Escape");
  await expect(opener).toBeFocused();
  // one that is away has none, and says so
  await row(page, "main").locator("[data-do=picture]").click();
  await expect(dialog(page).getByRole("status")).toHaveText("屏幕离线，现在取不到画面");
  await act(page, "back").click();

  await register(hall, "corridor", { layout: { kind: "notice", notice: "friday" } });
  await expect(wall.locator("[data-screen=notice]")).toBeVisible();
  await expect(row(page, "corridor").locator(".on-now > b")).toHaveText("通知《周五下午闭馆》");
  await expect.poll(async () => (await (await as(hall, "supervisor", "GET", `screens/corridor/plays?day=${day(0)}`)).json()).items.length, { timeout: 20_000 }).toBe(2);
  await row(page, "corridor").locator("[data-do=plays]").click();
  await expect(field(page, "plays-day")).toBeFocused();
  await expect(field(page, "plays-day")).toHaveValue(day(0));
  const lines = dialog(page).locator("tbody tr");
  await expect(lines).toHaveCount(2);
  await expect(lines.first().locator("td")).toHaveText([/^\d\d:\d\d:\d\d$/, /^\d\d:\d\d:\d\d$/, "六公开", "", "没有节目单，显示本屏版式"]);
  await expect(lines.nth(1).locator("td").nth(3)).toHaveText("周五下午闭馆");
  await picture(page, "desk-screens-plays");
  const saved = page.waitForEvent("download");
  await act(page, "plays-csv").click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe(`corridor-${day(0)}.csv`);
  const csv = readFileSync((await file.path())!, "utf8").trimEnd().split("\r\n");
  expect(csv[0]).toBe("\ufeff\"从\",\"到\",\"显示\",\"内容\",\"原因\"");
  expect(csv).toHaveLength(3);
  expect(csv[2]).toContain("\"通知\",\"周五下午闭馆\"");
  await field(page, "plays-day").fill(day(-1));
  await expect(dialog(page).getByRole("status")).toHaveText("这一天没有记录");
  await expect(lines).toHaveCount(0);
  for (const one of [page, wall]) await one.context().close();
});

test("R80 a call that a screen does not show is named in its row and on the overview until it is shown", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "G03");
  await clerk.open();
  await hall.take({ queue: "G" });
  const wall = await hung(browser, hall, "main?sound=off");
  const page = await browser.newPage(DESK);
  await screens(page, hall);
  await expect(row(page, "main").locator(".when")).toHaveText(/^\d\d:\d\d$/);
  const trouble = (words: string | RegExp): Locator => row(page, "main").locator(".troubles li").filter({ hasText: words });
  await expect(trouble(/./)).toHaveCount(0);
  const tools = await wall.context().newCDPSession(wall);
  await tools.send("Debugger.enable");
  const hangs = new Promise((resolve) => tools.once("Debugger.paused", resolve));
  await tools.send("Debugger.pause");
  await hangs;
  const { ticket } = await clerk.do("next");
  await expect(trouble(`未显示 ${ticket.number}`)).toBeVisible();
  await page.locator("[data-place=overview]").click();
  await expect(act(page, "screen-trouble")).toContainText(`未显示 ${ticket.number}`);
  await picture(page, "desk-screens-trouble");
  await act(page, "show-screens").click();
  await tools.send("Debugger.resume");
  await tools.send("Debugger.disable");
  await expect(trouble("未显示")).toHaveCount(0);
  for (const one of [page, wall]) await one.context().close();
});

/** Moves to a field or a control with Tab alone. */
async function tab(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target}`);
}
/** Types into a field that is reached by Tab. */
async function type(page: Page, id: string, words: string): Promise<void> {
  await tab(page, field(page, id));
  await page.keyboard.insertText(words);
}
/** Chooses in a list that is reached by Tab, by the first letters of the choice. */
async function chooseBy(page: Page, id: string, letters: string, value: string): Promise<void> {
  await tab(page, field(page, id));
  await page.keyboard.type(letters);
  await expect(field(page, id)).toHaveValue(value);
}

test("A16 A17 A18 a notice goes onto a screen, and a message to everybody on and off, with keys alone, in English", async ({ browser, hall }) => {
  await register(hall, "corridor", { layout: { kind: "ratings" } });
  const wall = await hung(browser, hall, "corridor");
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await byTab(page, /^English$/);
  await page.keyboard.press("Enter");
  await byTab(page, /^Screens$/);
  await page.keyboard.press("Enter");
  await byTab(page, /^Notices$/);
  await page.keyboard.press("Space");
  const add = act(page, "notice-add");
  await tab(page, add);
  await page.keyboard.press("Enter");
  await expect(field(page, "notice-id")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(dialog(page)).toHaveCount(0);
  await expect(add).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expectFault(page, "notice-id", "An id has small letters, digits and hyphens, 32 at most.");
  // Tab stays inside, both ways round
  await page.keyboard.press("Shift+Tab");
  await expect(act(page, "notice-save")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.insertText("friday");
  await tab(page, field(page, "notice-until"));
  // the browser of the tests writes the month first
  const [year, month, date] = day(1).split("-");
  await page.keyboard.type(`${month}${date}${year}`);
  await expect(field(page, "notice-until")).toHaveValue(day(1));
  await type(page, "notice-title-zh", "周五下午闭馆");
  await type(page, "notice-title-en", "Closed on Friday afternoon");
  await type(page, "notice-body-zh", "周五下午暂停办理。");
  await type(page, "notice-body-en", "No service on Friday afternoon.");
  await tab(page, act(page, "notice-save"));
  await page.keyboard.press("Enter");
  await expect(told(page)).toContainText("Notice friday is saved.");
  await expect(row(page, "friday")).toContainText("Closed on Friday afternoon");
  await expect(add).toBeFocused();
  // changed: its row is drawn anew, and the focus is where it was
  await tab(page, row(page, "friday").locator("[data-do=notice-edit]"));
  await page.keyboard.press("Enter");
  await tab(page, field(page, "notice-title-en"));
  await page.keyboard.press("End");
  await page.keyboard.insertText(" at noon");
  await page.keyboard.press("Enter");
  await expect(row(page, "friday")).toContainText("Closed on Friday afternoon at noon");
  await expect(row(page, "friday").locator("[data-do=notice-edit]")).toBeFocused();

  await byTab(page, /^Screens$/);
  await tab(page, page.locator("[data-part=screens]"));
  await page.keyboard.press("Space");
  await tab(page, row(page, "corridor").locator("[data-do=screen-edit]"));
  await page.keyboard.press("Space");
  await tab(page, field(page, "screen-diagonal"));
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("55");
  await chooseBy(page, "screen-layout-kind", "Notice", "notice");
  await chooseBy(page, "screen-layout-notice", "Closed", "friday");
  await tab(page, act(page, "screen-save"));
  await page.keyboard.press("Space");
  await expect(told(page)).toContainText("Screen corridor is saved.");
  await expect(row(page, "corridor").locator("[data-do=screen-edit]")).toBeFocused();
  await expect(wall.locator("[data-screen=notice]")).toContainText("周五下午闭馆");
  await expect(row(page, "corridor").locator(".on-now > b")).toHaveText("Notice “Closed on Friday afternoon at noon”");

  const raise = act(page, "emergency");
  await page.keyboard.press("Shift+Tab");
  await tab(page, raise);
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-ready=fire]")).toBeFocused();
  await page.keyboard.press("Space");
  await tab(page, act(page, "emergency-next"));
  await page.keyboard.press("Enter");
  await expect(field(page, "emergency-ask")).toBeFocused();
  await tab(page, act(page, "emergency-confirm"));
  await page.keyboard.press("Enter");
  await expect(told(page)).toContainText("The emergency message is on.");
  await expect(raise).toBeFocused();
  await expect(wall.locator("main[data-emergency]")).toContainText("发生火警");
  await expect(act(page, "alarm").locator("[role=status]")).toHaveText(/^Confirmed: 1 of \d+$/, { timeout: 12_000 });
  await tab(page, act(page, "emergency-end"));
  await page.keyboard.press("Enter");
  await expect(wall.locator("[data-screen=notice]")).toBeVisible();
  await expect(told(page)).toContainText("The emergency message has ended.");
  await expect(page.locator("[data-place=screens]"), "its button is gone").toBeFocused();

  // and off again: its row is gone, and the focus is where another one is made
  await tab(page, row(page, "corridor").locator("[data-do=screen-edit]"));
  await page.keyboard.press("Enter");
  await chooseBy(page, "screen-layout-kind", "Ratings", "ratings");
  await tab(page, act(page, "screen-save"));
  await page.keyboard.press("Enter");
  await expect(wall.locator("[data-screen=ratings]")).toBeVisible();
  await page.keyboard.press("Shift+Tab");
  await tab(page, page.locator("[data-part=notices]"));
  await page.keyboard.press("Space");
  await tab(page, row(page, "friday").locator("[data-do=notice-remove]"));
  await page.keyboard.press("Enter");
  await expect(act(page, "back")).toBeFocused();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(row(page, "friday")).toHaveCount(0);
  await expect(add).toBeFocused();
  for (const one of [page, wall]) await one.context().close();
});

test("A17 an entry, a time or a column that is moved or removed leaves the focus in its dialog", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await screens(page, hall, "playlists");
  const inside = (): Promise<boolean> => page.evaluate(() => document.activeElement !== document.body && Boolean(document.activeElement?.closest("dialog[open] form")));
  await act(page, "playlist-add").click();
  await act(page, "entry-add").click();
  await field(page, "entry-1-layout-kind").selectOption("six");
  await act(page, "entry-up").nth(1).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#playlist-entries select[id$=layout-kind]").first()).toHaveValue("six");
  await expect(act(page, "entry-up").first()).toBeFocused();
  await act(page, "entry-drop").first().focus();
  await page.keyboard.press("Enter");
  await expect(act(page, "entry-drop")).toHaveCount(1);
  await expect.poll(inside).toBe(true);
  await page.keyboard.press("Escape");
  await to(page, "lists");
  await act(page, "list-add").click();
  await act(page, "column-add").click();
  await act(page, "column-drop").focus();
  await page.keyboard.press("Enter");
  await expect(field(page, "list-column-1-zh")).toHaveCount(0);
  await expect.poll(inside).toBe(true);
  await page.keyboard.press("Escape");
  await to(page, "screens");
  await act(page, "screen-add").click();
  await page.locator("#screen-dark .add-time").click();
  await page.locator("#screen-dark li button").focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("#screen-dark li")).toHaveCount(0);
  await expect.poll(inside).toBe(true);
  await page.context().close();
});

/** Everything there is to see on these pages, and the way to each. */
const STATES: { name: string; part: Part; on: (page: Page) => Promise<unknown> }[] = [
  { name: "screens", part: "screens", on: (page) => expect(row(page, "lobby").locator(".on-now > small").first()).not.toBeEmpty() },
  { name: "screen-form", part: "screens", on: async (page) => {
    await row(page, "main").locator("[data-do=screen-edit]").click();
    await page.locator("#screen-dark .add-time").click();
  } },
  { name: "picture-away", part: "screens", on: (page) => row(page, "main").locator("[data-do=picture]").click() },
  { name: "plays-none", part: "screens", on: async (page) => {
    await row(page, "main").locator("[data-do=plays]").click();
    await expect(dialog(page).getByRole("status")).toHaveText(/没有记录|nothing of this day/);
  } },
  { name: "emergency", part: "screens", on: async (page) => {
    await act(page, "emergency").click();
    await page.locator("[data-ready=cover]").click();
    await page.locator("[name=emergency-ends][value=time]").check();
  } },
  { name: "emergency-ask", part: "screens", on: async (page) => {
    await act(page, "emergency").click();
    await page.locator("[data-ready=fire]").click();
    await act(page, "emergency-next").click();
    await expect(act(page, "emergency-confirm")).toBeVisible();
  } },
  { name: "playlists", part: "playlists", on: (page) => expect(row(page, "workday").locator(".runs li").first()).toBeVisible() },
  { name: "playlist-form", part: "playlists", on: async (page) => {
    await row(page, "workday").locator("[data-do=playlist-edit]").click();
    await field(page, "entry-0-days").selectOption("weekdays");
    await act(page, "playlist-save").click();
    await expect(fault(page, "entry-0-weekdays")).not.toBeEmpty();
  } },
  { name: "notices", part: "notices", on: (page) => expect(row(page, "noon")).toBeVisible() },
  { name: "notice-form", part: "notices", on: async (page) => {
    await row(page, "noon").locator("[data-do=notice-edit]").click();
    await field(page, "notice-until").fill("2020-01-01");
    await act(page, "notice-save").click();
    await expect(fault(page, "notice-until")).not.toBeEmpty();
  } },
  { name: "remove", part: "notices", on: (page) => row(page, "noon").locator("[data-do=notice-remove]").click() },
  { name: "lists", part: "lists", on: (page) => expect(row(page, "progress")).toBeVisible() },
  { name: "list-form", part: "lists", on: async (page) => {
    await row(page, "decisions").locator("[data-do=list-edit]").click();
    await act(page, "list-preview").click();
    await expect(act(page, "masked")).toBeFocused();
  } },
  { name: "maps", part: "maps", on: (page) => expect(row(page, "floor-1")).toBeVisible() },
  { name: "map-form", part: "maps", on: (page) => row(page, "floor-1").locator("[data-do=map-edit]").click() },
];

test("A01 A07 A08 A46 A52 A54 every page and dialog about the screens in both languages, on a small and a large display", async ({ browser, hall }) => {
  test.setTimeout(240_000);
  const wall = await hung(browser, hall, "lobby");
  const page = await browser.newPage(DESK);
  const noise = await watch(page, hall.url);
  await screens(page, hall);
  const faults: string[] = [];
  for (const lang of ["zh-CN", "en"] as const) {
    if (lang === "en") await page.getByRole("button", { name: "English" }).click();
    for (const { name, part, on } of STATES) {
      await to(page, part);
      await on(page);
      for (const [width, height] of [[1366, 768], [1920, 1080]] as const) {
        await page.setViewportSize({ width, height });
        const found = await audit(page, { text: 16, target: { width: 24, height: 43.9, gap: 0 }, scrolls: true, lang });
        if (width === 1366) {
          await picture(page, `desk-screens-${name}-${lang}`, true);
          found.push(...await axe(page));
        }
        faults.push(...found.map((one) => `${name} ${lang} ${width}: ${one}`));
      }
      if (await dialog(page).count()) await page.keyboard.press("Escape");
      await expect(dialog(page)).toHaveCount(0);
    }
  }
  expect([...faults, ...noise]).toEqual([]);
  for (const one of [page, wall]) await one.context().close();
});
