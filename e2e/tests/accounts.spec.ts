// The administrator: accounts that come, change and go, and the record in which all of it stands.
import type { Locator, Page } from "@playwright/test";
import { account, posts } from "../support/clerk.js";
import { expect, signInAtDesk, test } from "../support/hall.js";
import { DESK, openDesk } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const notice = (page: Page) => page.getByRole("status").and(page.locator(".notices"));
const act = (page: Page, name: string) => page.locator(`[data-do=${name}]`);
const dialog = (page: Page) => page.locator("dialog[open]");
const person = (page: Page, name: string): Locator => page.locator(`tr[data-account=${name}]`);

test("R34 R103 an administrator adds an account, and its person chooses an own password first", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await signInAtDesk(page, hall, "admin");
  await page.locator("[data-place=accounts]").click();
  await expect(person(page, "a01")).toContainText("窗口人员");
  await act(page, "add-account").click();
  await expect(dialog(page).locator("#account-name")).toBeFocused();
  await act(page, "account-save").click();
  await expect(dialog(page).locator("#account-name-fault")).toHaveText("请输入账号");
  await dialog(page).locator("#account-name").fill("Wang Xiaoming");
  await act(page, "account-save").click();
  await expect(dialog(page).locator("#account-name-fault")).toContainText("账号只能用小写字母");
  await dialog(page).locator("#account-name").fill("a01");
  await act(page, "account-save").click();
  await expect(dialog(page).locator("#account-name-fault")).toContainText("这个账号已经存在");
  await dialog(page).locator("#account-name").fill("wang-xm");
  await dialog(page).locator("#account-person").fill("王小明");
  await dialog(page).locator("input[name=post][value=b]").check();
  await act(page, "account-save").click();
  await expect(dialog(page).locator("#account-windows-fault")).toHaveText("设岗位须先选窗口");
  await dialog(page).locator("#account-windows input[value=A01]").check();
  await act(page, "account-save").click();
  const secret = await dialog(page).locator("[data-secret]").innerText();
  expect(secret).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
  await expect(act(page, "given-close")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-secret]")).toHaveCount(0);
  await expect(person(page, "wang-xm")).toContainText("王小明");
  await expect(person(page, "wang-xm")).toContainText("B岗");
  await expect(person(page, "wang-xm")).toContainText("从未");

  const desk = await browser.newPage(DESK);
  await desk.goto(`${hall.url}/desk`);
  await desk.getByLabel("账号").fill("wang-xm");
  await desk.getByLabel("密码").fill(secret);
  await desk.keyboard.press("Enter");
  await expect(desk.getByRole("heading", { name: "设置自己的密码" })).toBeVisible();
  await expect(desk.locator("[data-do=counter]")).toHaveCount(0);
  const fields = ["#password-old", "#password-new", "#password-again"] as const;
  const enter = async (...words: [string, string, string]): Promise<void> => {
    for (const [n, word] of words.entries()) await desk.locator(fields[n]!).fill(word);
    await desk.keyboard.press("Enter");
  };
  await enter(secret, "short", "short");
  await expect(desk.locator("#password-new-fault")).toContainText("至少 8 个字符");
  await enter(secret, "my own words", "other words");
  await expect(desk.locator("#password-again-fault")).toContainText("不一致");
  await enter(secret, secret, secret);
  await expect(desk.locator("#password-new-fault")).toContainText("不能与原密码相同");
  await enter(secret, "my own words", "my own words");
  await expect(desk.locator(".window h1")).toContainText("A01");
  await expect(desk.locator(".crew")).toContainText("王小明");
  await desk.context().close();
  await page.context().close();
});

test("R103 a clerk who loses a window is led away from it at once, and everything stands in the record", async ({ browser, hall }) => {
  await posts(hall, "B01");
  const clerk = await browser.newPage(DESK);
  await openDesk(clerk, hall, "b01");
  await clerk.locator("[data-do=open]").click();
  await expect(notice(clerk)).toContainText("窗口已开放");
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await page.locator("[data-place=accounts]").click();
  await act(page, "find-account").fill("b01");
  await expect(page.locator("tr[data-account]")).toHaveCount(2);
  await expect(person(page, "b01")).toContainText("在线");
  await person(page, "b01").locator("[data-do=edit]").click();
  await dialog(page).locator("#account-windows input[value=B01]").uncheck();
  await dialog(page).locator("#account-windows input[value=B02]").check();
  await dialog(page).locator("#reason").fill("轮岗");
  await act(page, "account-save").click();
  await expect(notice(page)).toContainText("已修改账号 b01");
  await expect(person(page, "b01")).toContainText("B02");
  await expect(clerk.locator(".window h1")).toContainText("B02");
  await expect(clerk.locator(".window .chip.closed")).toBeVisible();

  // the post is somebody else's
  await person(page, "b01-b").locator("[data-do=edit]").click();
  await dialog(page).locator("#account-windows input[value=B02]").check();
  await dialog(page).locator("input[name=post][value=a]").check();
  await act(page, "account-save").click();
  await expect(dialog(page).locator("#account-post-fault")).toContainText("岗位已有人");
  await page.keyboard.press("Escape");

  // the last administrator stays one
  await act(page, "find-account").fill("admin");
  await person(page, "admin").locator("[data-do=edit]").click();
  await dialog(page).locator("#account-role").selectOption("clerk");
  await act(page, "account-save").click();
  await expect(dialog(page).locator("#account-role-fault")).toContainText("最后一个管理员");
  await page.keyboard.press("Escape");

  await act(page, "find-account").fill("b01");
  await person(page, "b01").locator("[data-do=disable]").click();
  await dialog(page).locator("#reason").fill("离职");
  await act(page, "disable-confirm").click();
  await expect(notice(page)).toContainText("已停用账号 b01");
  await expect(person(page, "b01")).toContainText("已停用");
  await person(page, "b01").locator("[data-do=enable]").click();
  await expect(notice(page)).toContainText("已启用账号 b01");
  // the next act of the clerk tells that the session has ended
  await clerk.locator("[data-do=open]").click();
  await expect(notice(clerk)).toContainText("登录已失效");

  await page.locator("[data-place=record]").click();
  await page.locator("[data-do=record-kind]").selectOption("accounts");
  await page.locator("#record-account").fill("admin");
  await act(page, "record-find").click();
  const lines = page.locator(".record-lines tbody tr");
  await expect(lines.first()).toContainText("启用账号");
  await expect(lines.nth(1)).toContainText("停用账号");
  await expect(lines.nth(1)).toContainText("离职");
  await expect(lines.filter({ hasText: "轮岗" })).toContainText("b01 · 窗口人员 · B02");
  await page.locator("#record-account").fill("NOT A NAME");
  await act(page, "record-find").click();
  await expect(page.locator(".record .none")).toHaveText("没有这样的账号");
  await page.locator("#record-account").fill("");
  await page.locator("[data-do=record-kind]").selectOption("");
  await act(page, "record-find").click();
  await expect(lines).toHaveCount(20);
  const newest = await lines.first().innerText();
  await act(page, "older").click();
  await expect(page.locator(".record .pager")).toContainText("第 2 页");
  await expect(lines.first()).not.toHaveText(newest);
  await act(page, "newer").click();
  await expect(page.locator(".record .pager")).toContainText("第 1 页");
  await expect(page.locator(".record")).not.toContainText(/[{}]|_/);
  await clerk.context().close();
  await page.context().close();
});

test("R103 an administrator lifts a lock and gives a password that works once; a supervisor has the record, no accounts", async ({ browser, hall }) => {
  await account(hall, "c01", { display_name: "赵敏" });
  for (let n = 0; n < 10; n++) {
    await hall.call("POST", "/api/v1/session", { account: "c01", password: "guess" });
  }
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await page.locator("[data-place=accounts]").click();
  await expect(person(page, "c01")).toContainText("已锁定");
  await person(page, "c01").locator("[data-do=unlock]").click();
  await expect(notice(page)).toContainText("已解锁账号 c01");
  await expect(person(page, "c01").locator("[data-do=unlock]")).toHaveCount(0);
  // ten tries in a second also meet the limit of tries a minute, which passes by itself
  const signIn = async (password: string): Promise<Response> => {
    let answer: Response | undefined;
    await expect.poll(async () => {
      answer = await hall.call("POST", "/api/v1/session", { account: "c01", password });
      return answer.status;
    }, { timeout: 30_000, intervals: [2_000] }).not.toBe(429);
    return answer!;
  };
  expect((await signIn("demo-c01")).status).toBe(200);
  await person(page, "c01").locator("[data-do=reset]").click();
  await act(page, "reset-confirm").click();
  const secret = await page.locator("[data-secret]").innerText();
  await act(page, "given-close").click();
  expect((await signIn("demo-c01")).status).toBe(401);
  expect((await (await signIn(secret)).json()).must_change_password).toBe(true);
  await page.context().close();

  const supervisor = await browser.newPage(DESK);
  await openDesk(supervisor, hall, "supervisor");
  await expect(supervisor.locator("[data-place=accounts]")).toHaveCount(0);
  await supervisor.locator("[data-place=record]").click();
  await supervisor.locator("[data-do=record-kind]").selectOption("sign_in");
  await expect(supervisor.locator("tr[data-act=account_locked]")).toContainText("账号锁定");
  await supervisor.context().close();
});
