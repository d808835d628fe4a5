// A bad rating from the phone to its end: the supervisor takes it on, finds out, has it put right and answers; the person
// reads the answer by the same code, without script; two people decide that it was a mistake.
import type { Browser, Page } from "@playwright/test";
import { account, Clerk } from "../support/clerk.js";
import { expect, signInAtDesk, test, type Hall } from "../support/hall.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";
import { DESK, PHONE } from "./pages.js";

test.describe.configure({ mode: "parallel" });

/** Somebody rates a service of a window very badly, on a phone without script, and leaves a contact. */
async function rateBadly(browser: Browser, hall: Hall, window: string): Promise<Page> {
  const clerk = await Clerk.at(hall, window);
  const path = await clerk.serve({ queue: window.charAt(0) });
  await clerk.leave();
  const phone = await browser.newPage({ ...PHONE, javaScriptEnabled: false });
  await phone.goto(hall.url + path);
  await phone.locator("label[for=l1]").tap();
  await phone.getByLabel(/想说的话/).fill("等了很久，窗口没有人。");
  await phone.locator("input[name=contact]").fill("13812345678");
  await phone.getByRole("button", { name: /提交评价/ }).tap();
  await phone.getByRole("button", { name: /确认提交/ }).tap();
  await expect(phone.getByRole("heading", { name: /谢谢/ })).toBeVisible();
  await phone.goto(hall.url + path);
  await expect(phone.getByText("我们正在核实您反映的问题")).toBeVisible();
  return phone;
}

const line = (page: Page, window: string) => page.locator(".order-lines tbody tr").filter({ hasText: window });
const card = (page: Page) => page.locator("[data-order-card]");

/** Takes a step; what is said about it. */
async function step(page: Page, act: string, note?: string, choice?: string): Promise<void> {
  await card(page).locator(`[data-act=${act}]`).click();
  const dialog = page.locator("dialog[open]");
  if (choice) await dialog.locator(`input[value=${choice}]`).check();
  if (note) await dialog.locator("#order-note").fill(note);
  await dialog.locator("[data-do=order-confirm]").click();
  await expect(dialog).toHaveCount(0);
}

async function atOrders(page: Page, hall: Hall, name: string, window: string): Promise<void> {
  await signInAtDesk(page, hall, name);
  await page.locator("[data-place=orders]").click();
  await expect(page.getByRole("heading", { level: 1, name: "差评处理" })).toBeVisible();
  await line(page, window).locator("[data-do=order-open]").click();
  await expect(card(page)).toBeVisible();
}

test("R46 R50 R98 a bad rating is taken on, verified, put right, answered, asked about and closed, and the person reads the answer", async ({ browser, hall }) => {
  const phone = await rateBadly(browser, hall, "A01");
  const page = await browser.newPage(DESK);
  const faults = await watch(page, hall.url);
  await atOrders(page, hall, "supervisor", "A01");
  await expect(line(page, "A01")).toContainText("新差评");
  await expect(line(page, "A01").locator(".chip")).toHaveText(/即将到期|时限过半|期限内/);
  // the contact is for who handles it
  await expect(card(page)).toContainText("接手后可见");
  await expect(card(page)).not.toContainText("13812345678");
  await expect(card(page).locator("[data-act=close]")).toHaveCount(0);
  await picture(page, "desk-orders-zh", true);
  await step(page, "take");
  await expect(card(page)).toContainText("13812345678");

  // what lacks is named at its field
  await card(page).locator("[data-act=verify]").click();
  const dialog = page.locator("dialog[open]");
  await expect(dialog.locator("#order-note")).toBeFocused();
  await dialog.locator("[data-do=order-confirm]").click();
  await expect(dialog.locator("#finding-fault")).toHaveText("请选择核实结果");
  await dialog.locator("input[value=upheld]").check();
  await dialog.locator("[data-do=order-confirm]").click();
  await expect(dialog.locator("#note-fault")).toHaveText("请写明情况");
  await picture(page, "desk-order-verify-zh");
  expect(await axe(page)).toEqual([]);
  await dialog.locator("#order-note").fill("看了录像，窗口十分钟没有人");
  await dialog.locator("[data-do=order-confirm]").click();
  await expect(dialog).toHaveCount(0);
  await step(page, "rectify", "午间加排一人");
  await step(page, "reply", "抱歉让您久等，午间已加排一人");
  await phone.reload();
  await expect(phone.getByRole("heading", { name: "对您评价的回复" })).toBeVisible();
  await expect(phone.getByText("抱歉让您久等，午间已加排一人")).toBeVisible();
  await picture(phone, "phone-rate-answered", true);
  // closing waits for what the person says
  await expect(card(page).locator("[data-act=close]")).toHaveCount(0);
  await step(page, "revisit", "表示满意", "satisfied");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Bad ratings" })).toBeVisible();
  await picture(page, "desk-orders-en", true);
  expect(await axe(page)).toEqual([]);
  await step(page, "close");
  await expect(line(page, "A01")).toHaveCount(0);
  await page.locator("[data-do=orders-which]").selectOption("closed");
  await expect(line(page, "A01")).toContainText("Closed");
  await line(page, "A01").locator("[data-do=order-open]").click();
  await expect(card(page).locator(".order-steps > li")).toHaveCount(6);
  await expect(card(page).locator(".order-acts button")).toHaveCount(0);
  // refusals that the desk asked for are told by the browser, too
  expect(faults.filter((fault) => !/status of (401|422)/.test(fault))).toEqual([]);
  for (const one of [page, phone]) await one.context().close();
});

test("R50 a mistake is found by two people, and who was rated has no part in it", async ({ browser, hall }) => {
  const phone = await rateBadly(browser, hall, "B01");
  await account(hall, "deputy", { role: "supervisor" });
  const [first, second] = [await browser.newPage(DESK), await browser.newPage(DESK)];
  await atOrders(first, hall, "supervisor", "B01");
  await step(first, "verify", "点错了级别", "mistaken");
  await expect(card(first)).toContainText("误评，待第二人核定");
  await atOrders(second, hall, "deputy", "B01");
  await step(second, "verify", "与评价人电话核对，属误点", "mistaken");
  await expect(card(second)).toContainText("已核实");
  const clerk = await browser.newPage(DESK);
  await signInAtDesk(clerk, hall, "b01");
  await expect(clerk.locator("[data-place=orders]")).toHaveCount(0);
  for (const one of [first, second, clerk, phone]) await one.context().close();
});
