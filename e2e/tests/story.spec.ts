// The whole story in six places at once: a number is taken, called, seen and heard, served, rated.
import type { Page } from "@playwright/test";
import { expect, signInAtDesk, test } from "../support/hall.js";
import { readQr } from "../support/qr.js";

/** Wakes the kiosk, takes a number for a matter by touch, and leaves the ticket on the screen. */
async function takeNumber(kiosk: Page, department: string, matter: RegExp): Promise<void> {
  await kiosk.getByText("触摸屏幕开始").tap();
  await kiosk.getByRole("button", { name: "按部门办" }).tap();
  await kiosk.getByRole("button", { name: department }).tap();
  await kiosk.getByRole("button", { name: matter }).tap();
  await kiosk.getByRole("button", { name: /取号/ }).tap();
}

test("a citizen's way through the hall, from the kiosk to the rating", async ({ browser, hall }) => {
  const portrait = { viewport: { width: 1080, height: 1920 }, hasTouch: true };
  const wide = { viewport: { width: 1920, height: 1080 } };
  const [kiosk, board, sign, desk, secondDesk, phone] = await Promise.all([
    browser.newPage(portrait), browser.newPage(wide), browser.newPage(wide),
    browser.newPage({ viewport: { width: 1366, height: 768 } }),
    browser.newPage({ viewport: { width: 1366, height: 768 } }),
    browser.newPage({ viewport: { width: 375, height: 667 }, hasTouch: true, javaScriptEnabled: false }),
  ]);

  await test.step("the hall wakes up", async () => {
    await Promise.all([
      kiosk.goto(`${hall.url}/kiosk`),
      board.goto(`${hall.url}/screen/main`),
      sign.goto(`${hall.url}/screen/window/A01`),
      signInAtDesk(desk, hall, "a01"),
      signInAtDesk(secondDesk, hall, "b01"),
    ]);
    await expect(sign.locator("[data-sign]")).toHaveAttribute("data-sign", "closed");
    await desk.getByRole("button", { name: "开放窗口" }).click();
    await secondDesk.getByRole("button", { name: "开放窗口" }).click();
    await expect(sign.locator("[data-sign]")).toHaveAttribute("data-sign", "open");
  });

  await test.step("two numbers in two lines", async () => {
    await takeNumber(kiosk, "公安局（户政）", /出生登记/);
    await expect(kiosk.getByText("A001").first()).toBeVisible();
    const track = await readQr(kiosk.getByRole("img", { name: /扫码|Scan/ }));
    expect(track).toMatch(new RegExp(`^${hall.url}/t/[a-z2-7]{16}$`));
    await phone.goto(track);
    await expect(phone.getByText("下一位就是您")).toBeVisible();
    await kiosk.getByRole("button", { name: "结束" }).tap();
    await kiosk.waitForURL(`${hall.url}/kiosk`);
    await takeNumber(kiosk, "人力资源和社会保障局", /社会保障卡申领/);
    await expect(kiosk.getByText("B001").first()).toBeVisible();
    // the queues are shown in pages that change by themselves
    await expect(board.locator("[data-queue=A]")).toHaveAttribute("data-waiting", "1", { timeout: 60_000 });
  });

  await test.step("called, seen and heard", async () => {
    await desk.getByRole("button", { name: "呼叫下一位" }).click();
    await expect(board.locator("[data-call-panel]")).toHaveAttribute("data-ticket", "A001");
    await expect(board.locator("[data-call=A001]")).toHaveAttribute("data-window", "A01");
    await expect(sign.locator("[data-sign]")).toHaveAttribute("data-sign", "called");
    await expect(sign.locator("[data-ticket=A001]")).toBeVisible();
    const spoken = board.locator("[data-clip-log] li[data-ticket=A001]");
    await expect(spoken.and(board.locator("[data-lang=zh]")).first())
      .toHaveAttribute("data-clips", "请 A 零 零 一 号到 A 零 一 号窗口办理");
    await expect(spoken.and(board.locator("[data-lang=en]")))
      .toHaveAttribute("data-clips", "ticket A zero zero one please go to window A zero one", { timeout: 30_000 });
    // the Chinese is said twice, the English once
    await expect(spoken.and(board.locator("[data-lang=zh]"))).toHaveCount(2);
    await secondDesk.getByRole("button", { name: "呼叫下一位" }).click();
    await expect(board.locator("[data-call=B001]")).toHaveAttribute("data-window", "B01");
  });

  await test.step("called again, no sooner than the house rules allow", async () => {
    const recall = desk.getByRole("button", { name: /重呼/ });
    await expect(recall).toBeEnabled({ timeout: 30_000 });
    await recall.click();
    await expect(board.locator("[data-call=A001]")).toContainText("第2次呼叫");
    await expect(board.locator("[data-call-panel][data-ticket=A001]")).toHaveAttribute("data-times", "2", { timeout: 40_000 });
  });

  let rating = "";
  await test.step("served; the rating code is shown", async () => {
    await desk.getByRole("button", { name: "开始办理" }).click();
    await expect(sign.locator("[data-sign]")).toHaveAttribute("data-sign", "serving");
    await desk.getByRole("button", { name: "办结" }).first().click();
    await desk.locator("[data-do=finish]").click();
    rating = await readQr(desk.getByRole("img", { name: "评价二维码" }));
    expect(rating.length).toBeLessThanOrEqual(90);
    expect(rating).toMatch(new RegExp(`^${hall.url}/r/v1\\.`));
    await expect(sign.locator("[data-sign]")).toHaveAttribute("data-sign", "open");
    await secondDesk.locator("[data-step=miss]").click();
    await secondDesk.locator("[data-do=miss-confirm]").click();
    await expect(board.locator("[data-call=B001]")).toContainText("过号");
  });

  await test.step("rated on a phone without script", async () => {
    await phone.goto(rating);
    await expect(phone.getByRole("heading", { name: "请评价本次服务" })).toBeVisible();
    await expect(phone.getByText("出生登记（新生儿落户）")).toBeVisible();
    await expect(phone.getByRole("radio", { checked: true })).toHaveCount(0);
    await phone.getByText("非常不满意").tap();
    await phone.getByRole("button", { name: "提交评价" }).tap();
    await expect(phone.getByRole("alert")).toContainText("请勾选原因或写几个字");
    await phone.getByText("服务态度差效率低").tap();
    await phone.getByRole("button", { name: "提交评价" }).tap();
    await expect(phone.getByRole("heading", { name: "请确认您的评价" })).toBeVisible();
    await phone.getByRole("button", { name: "确认提交" }).tap();
    await expect(phone.getByRole("heading", { name: "谢谢您的评价" })).toBeVisible();
    await phone.goto(rating);
    await expect(phone.getByRole("heading", { name: "已经评价过了" })).toBeVisible();
    const again = await hall.call("POST", `/api/v1/ratings/${rating.split("/r/")[1]}`, { level: 5 });
    expect([again.status, (await again.json()).code]).toEqual([409, "already_rated"]);
  });

  await test.step("the figure", async () => {
    const summary = await (await hall.call("GET", "/api/v1/halls/shili/ratings/summary")).json();
    expect(summary.total).toMatchObject({ served: 1, rated: 1, levels: [1, 0, 0, 0, 0], satisfied_rate: 0 });
  });
});
