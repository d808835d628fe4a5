// The administrator and the forms: what the hall has, which documents use it, what is missing; sent, replaced, removed.
import type { Page } from "@playwright/test";
import { expect, test } from "../support/hall.js";
import { picture } from "../support/picture.js";
import { DESK, openDesk } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const act = (page: Page, name: string) => page.locator(`[data-do=${name}]`);
const notice = (page: Page) => page.getByRole("status").and(page.locator(".notices"));
const dialog = (page: Page) => page.locator("dialog[open]");
const line = (page: Page, name: string) => page.locator(`tr[data-form='${name}']`);
const pdf = (words: string) => ({ mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.7\n${words}`) });

async function forms(page: Page): Promise<void> {
  await page.locator("[data-place=guides]").click();
  await page.locator("[data-part=forms]").click();
  await expect(page.locator(".forms tbody tr").first()).toBeVisible();
}

test("R4 R10 a form is sent, shown to citizens, replaced and removed; which documents use it is said", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await forms(page);
  const guide = await (await hall.call("GET", "/api/v1/halls/shili/items/hukou-birth")).json();
  const name: string = guide.materials.map((one: any) => one.blank ?? one.sample).find(Boolean);
  await expect(line(page, name)).toContainText(guide.name.zh);
  await expect(line(page, name)).toContainText("大厅文件夹");

  // removed: those who use it are named before, and it is missing afterwards
  await line(page, name).locator("[data-do=form-remove]").click();
  await expect(dialog(page)).toContainText(/有 \d+ 份材料用到它/);
  await expect(act(page, "back")).toBeFocused();
  await picture(page, "desk-forms-remove");
  await act(page, "form-remove-confirm").click();
  await expect(notice(page)).toContainText(`已删除：${name}`);
  await expect(line(page, name)).toContainText("未上传");
  expect((await (await hall.call("GET", "/api/v1/halls/shili/items/hukou-birth")).json()).forms.map((one: any) => one.name)).not.toContain(name);

  // sent again from its line: the name stands there already
  await line(page, name).locator("[data-do=form-replace]").click();
  await expect(page.locator("#form-name")).toHaveValue(name);
  await page.locator("#form-file").setInputFiles({ name: "别的名字.pdf", ...pdf("1") });
  await expect(page.locator("#form-name")).toHaveValue(name);
  await picture(page, "desk-forms-chosen", true);
  await act(page, "form-send").click();
  await expect(notice(page)).toContainText(`已上传：${name}`);
  await expect(line(page, name)).toContainText("PDF 1 KB");
  await expect(line(page, name)).toContainText("admin");
  const shown = page.waitForEvent("popup");
  await line(page, name).locator("[data-do=form-show]").click();
  expect(new URL((await shown).url()).pathname).toMatch(/^\/forms\/[0-9a-f]{64}$/);

  // another file of that name: it is said that it takes the place of the one there
  const before = await line(page, name).locator("[data-do=form-show]").getAttribute("data-path");
  await page.locator("#form-file").setInputFiles({ name, ...pdf("2") });
  await expect(page.locator("#form-name-state")).toContainText("替换");
  await expect(act(page, "form-send")).toHaveText("替换");
  await act(page, "form-send").click();
  await expect(line(page, name).locator("[data-do=form-show]")).not.toHaveAttribute("data-path", before!);
  expect((await (await hall.call("GET", "/api/v1/halls/shili/items/hukou-birth")).json()).forms.map((one: any) => one.name)).toContain(name);
  await page.context().close();
});

test("A28 A53 a form that cannot be taken is refused where it was chosen, or in the server's words", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "admin");
  await forms(page);
  await expect(page.locator("form")).toContainText("最大 5.0 MB");
  await act(page, "form-send").click();
  await expect(page.locator("#form-file-fault")).toHaveText("请先选择文件");
  await page.locator("#form-file").setInputFiles({ name: "a.doc", mimeType: "application/msword", buffer: Buffer.from("x") });
  await expect(page.locator("#form-file-fault")).toContainText("PDF、PNG、JPEG 或 docx");
  await page.locator("#form-file").setInputFiles({ name: "large.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(6 << 20, "%") });
  await expect(page.locator("#form-file-fault")).toContainText("文件 6.0 MB，超过 5.0 MB");
  await page.locator("#form-file").setInputFiles({ name: "申请 表.pdf", ...pdf("1") });
  await expect(page.locator("#form-file-fault")).toBeEmpty();
  await expect(page.locator("#form-name")).toHaveValue("申请-表.pdf");
  await page.locator("#form-name").fill("申请表.png");
  await act(page, "form-send").click();
  await expect(page.locator("#form-name-fault")).toContainText("以 .pdf 结尾");
  await expect(page.locator("#form-name")).toBeFocused();
  await picture(page, "desk-forms-fault", true);
  await page.locator("#form-name").pressSequentially("1");
  await expect(page.locator("#form-name-fault")).toBeEmpty();
  // its content is something else
  await page.locator("#form-file").setInputFiles({ name: "b.pdf", mimeType: "application/pdf", buffer: Buffer.from("<html>") });
  await page.locator("#form-name").fill("b.pdf");
  await act(page, "form-send").click();
  await expect(notice(page)).toContainText("PDF");
  await expect(line(page, "b.pdf")).toHaveCount(0);
  await page.context().close();
});
