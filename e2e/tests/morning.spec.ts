// A clerk's whole morning, by mouse and again by keyboard alone, and the supervisor beside it.
import type { Locator, Page } from "@playwright/test";
import { Clerk, posts } from "../support/clerk.js";
import { expect, signInAtDesk, test, type Hall } from "../support/hall.js";
import { readQr } from "../support/qr.js";
import { DESK, openDesk } from "./pages.js";

/** A ticket that was taken. */
type Taken = { id: string; number: string };

test.describe.configure({ mode: "parallel" });

const notice = (page: Page) => page.getByRole("status").and(page.locator(".notices"));
const step = (page: Page, name: string) => page.locator(`[data-step=${name}]`);
const act = (page: Page, name: string) => page.locator(`[data-do=${name}]`);
const row = (page: Page, number: string) => page.locator(`.waiters [data-ticket=${number}]`);
const dialog = (page: Page) => page.locator("dialog[open]");

/** The numbers of the list, in its order. */
async function listed(page: Page, numbers: string[]): Promise<void> {
  const shown = page.locator(".waiters [data-ticket]");
  await expect.poll(() => shown.evaluateAll((rows) => rows.map((one) => one.getAttribute("data-ticket")))).toEqual(numbers);
}

/** Moves to a control with Tab alone. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab does not reach ${target}`);
}

/** Those who came before the hall opened. */
async function queue(hall: Hall): Promise<[Taken, Taken, Taken, Taken, Taken]> {
  const taken: Taken[] = [];
  for (const request of [
    { item: "id-renew" }, { item: "passport", priority: "elderly" }, { item: "hukou-move" }, { item: "id-lost" }, { item: "no-crime" },
  ]) taken.push(await hall.take(request));
  return taken as [Taken, Taken, Taken, Taken, Taken];
}

const state = async (hall: Hall, id: string): Promise<[string, string]> => {
  const view = await (await hall.call("GET", `/api/v1/tickets/${id}`)).json();
  return [view.state, view.queue];
};

test("a clerk's morning by mouse: priority, recall, service, missed and back, transfer, out of turn, counter, hand-over, pause, the end", async ({ browser, hall }) => {
  const [first, elderly, third, fourth, fifth] = await queue(hall);
  await posts(hall, "A03");
  const other = await Clerk.at(hall, "A04");
  await other.open();
  const page = await browser.newPage(DESK);
  await signInAtDesk(page, hall, "a03");
  await expect(page.locator(".window h1")).toContainText("A03");
  await expect(row(page, first.number)).toContainText("居民身份证换领");

  // nobody is called before the window is open
  await row(page, first.number).locator("[data-do=pick]").click({ force: true });
  await expect(notice(page)).toContainText("请先开放窗口");
  await act(page, "open").click();
  await expect(notice(page)).toContainText("窗口已开放");

  // a card is seen
  await listed(page, [first, elderly, third, fourth, fifth].map(({ number }) => number));
  await expect(row(page, elderly.number)).toContainText("申请优先：老年人");
  await row(page, elderly.number).locator("[data-do=grant]").click();
  await expect(dialog(page).locator("#class")).toHaveValue("elderly");
  await expect(dialog(page)).toContainText("需查验：身份证或老年优待证");
  await expect(dialog(page).locator("#reason")).toHaveValue("已查验证件");
  await act(page, "priority-confirm").click();
  await expect(notice(page)).toContainText(`${elderly.number} 已设为优先`);
  await listed(page, [elderly, first, third, fourth, fifth].map(({ number }) => number));
  await expect(row(page, elderly.number).locator(".chip.first")).toHaveText("优先");
  await expect(row(page, elderly.number).locator(".asks")).toHaveCount(0);

  // one who asked for nothing gets it, and it is taken back
  await row(page, fifth.number).locator("[data-do=grant]").click();
  await act(page, "priority-confirm").click();
  await expect(dialog(page).locator("#class-fault")).toHaveText("请选择优先类别");
  await expect(dialog(page).locator("#class")).toBeFocused();
  await dialog(page).locator("#class").selectOption("pregnant");
  await act(page, "priority-confirm").click();
  await expect(notice(page)).toContainText(`${fifth.number} 已设为优先`);
  await row(page, fifth.number).locator("[data-do=withdraw]").click();
  await act(page, "priority-confirm").click();
  await expect(dialog(page).locator("#reason-fault")).toHaveText("请填写原因");
  await dialog(page).locator("#reason").fill("选错了号");
  await act(page, "priority-confirm").click();
  await expect(notice(page)).toContainText(`${fifth.number} 已取消优先`);

  // called, called again too soon, served
  await step(page, "next").click();
  await expect(notice(page)).toContainText(`已呼叫 ${elderly.number}`);
  await expect(page.locator(".ticket .chip.first")).toBeVisible();
  await step(page, "recall").click({ force: true });
  await expect(notice(page)).toContainText(/\d+ 秒后可以重呼/);
  await step(page, "start").click();
  await expect(notice(page)).toContainText(`${elderly.number} 开始办理`);
  await step(page, "finish").click();
  await act(page, "finish").click();
  await expect(notice(page)).toContainText(`${elderly.number} 已办结`);
  expect(await readQr(page.getByRole("img", { name: "评价二维码" }))).toMatch(/\/r\/v1\./);

  // missed, and back behind the next three
  await step(page, "next").click();
  await expect(notice(page)).toContainText(`已呼叫 ${first.number}`);
  await step(page, "miss").click();
  await act(page, "miss-confirm").click();
  await expect(notice(page)).toContainText(`${first.number} 已过号`);
  await expect(page.locator("[data-list=missed]")).toHaveText("过号 1");
  await page.locator("[data-list=missed]").click();
  await row(page, first.number).locator("[data-do=requeue]").click();
  await expect(notice(page)).toContainText(`${first.number} 已重新排队`);
  await expect(page.locator("[data-list=missed]")).toHaveText("过号 0");
  await page.locator("[data-list=waiting]").click();
  await listed(page, [third, fourth, fifth, first].map(({ number }) => number));

  // to another queue
  await step(page, "next").click();
  await expect(notice(page)).toContainText(`已呼叫 ${third.number}`);
  await step(page, "transfer").click();
  await act(page, "transfer-confirm").click();
  await expect(dialog(page).locator("#place-fault")).toHaveText("请选择队列");
  await dialog(page).locator("#place").selectOption("B");
  await act(page, "transfer-confirm").click();
  await expect(notice(page)).toContainText(`${third.number} 已转到 B`);
  expect(await state(hall, third.id)).toEqual(["waiting", "B"]);

  // out of turn, with a reason
  await row(page, fifth.number).locator("[data-do=pick]").click();
  await act(page, "pick-confirm").click();
  await expect(dialog(page).locator("#reason-fault")).toHaveText("请填写原因");
  await dialog(page).locator("#reason").fill("已补齐材料");
  await act(page, "pick-confirm").click();
  await expect(notice(page)).toContainText(`已呼叫 ${fifth.number}`);
  await step(page, "start").click();
  await expect(notice(page)).toContainText(`${fifth.number} 开始办理`);

  // in the middle of it to a colleague
  await step(page, "transfer").click();
  await dialog(page).locator("input[name=to][value=window]").check();
  await expect(dialog(page).locator("#place option")).toHaveCount(2);
  await dialog(page).locator("#place").selectOption("A04");
  await dialog(page).locator("input[name=position][value=front]").check();
  await dialog(page).locator("#reason").fill("需户政复核");
  await act(page, "transfer-confirm").click();
  await expect(notice(page)).toContainText(`${fifth.number} 已转到 A04`);
  await expect(row(page, fifth.number)).toHaveCount(0);
  const taken = await other.do("call", { ticket: fifth.number, reason: "转来复核" });
  expect(taken.ticket.number).toBe(fifth.number);

  // at the counter: a number for somebody who cannot use the kiosk, first because a card was seen
  await act(page, "counter").click();
  await act(page, "give").click();
  await expect(dialog(page).locator("#target-fault")).toHaveText("请选择事项或队列");
  await dialog(page).locator("#target-query").fill("护照");
  await dialog(page).locator(".targets input").first().check();
  await dialog(page).locator("#counter-class").selectOption("disabled");
  await expect(dialog(page)).toContainText("需查验：残疾人证");
  await act(page, "give").click();
  await expect(dialog(page).locator(".given")).toContainText("已设为优先");
  const number = (await dialog(page).locator(".given").getAttribute("data-number"))!;
  expect(await readQr(dialog(page).locator(".given .qr"))).toMatch(/\/t\/[a-z0-9]+$/);

  // and an appointment, which is given back again
  await dialog(page).locator("[data-tab=book]").click();
  await dialog(page).locator("#target-query").fill("B");
  await dialog(page).locator(".targets input").first().check();
  await act(page, "book").click();
  await expect(dialog(page).locator("#slot-fault")).toHaveText("请选择时段");
  await dialog(page).locator("#day").selectOption({ index: 1 });
  // late in the evening the first day that can be booked is tomorrow
  const booked = await dialog(page).locator("#day").inputValue();
  await dialog(page).locator("input[name=slot]").nth(1).check();
  await act(page, "book").click();
  await expect(dialog(page).locator("#citizen-name-fault")).toContainText("请填写称呼");
  await expect(dialog(page).locator("#citizen-name")).toBeFocused();
  await dialog(page).locator("#citizen-name").fill("张小三");
  await dialog(page).locator("#citizen-phone").fill("13812345678");
  await dialog(page).locator("input[name=slot]").nth(1).check();
  await act(page, "book").click();
  await expect(dialog(page).locator(".given")).toContainText("张*三");
  const code = (await dialog(page).locator(".given").getAttribute("data-appointment"))!;
  expect(await readQr(dialog(page).locator(".given .qr"))).toMatch(/\/b\/[a-z0-9]+$/);
  await dialog(page).locator("[data-tab=bookings]").click();
  await dialog(page).locator("#booking-day").selectOption(booked);
  await dialog(page).locator("#booking-code").fill(code.slice(0, 6));
  await dialog(page).locator("[data-do=booking-cancel]").click();
  await act(page, "booking-cancel-sure").click();
  await expect(dialog(page).locator(`[data-code="${code}"]`)).toContainText("已取消");
  await act(page, "counter-close").click();
  await expect(row(page, number).locator(".chip.first")).toHaveText("优先");

  // in the middle of a call a colleague takes over: the window and its ticket stay
  await step(page, "next").click();
  await expect(notice(page)).toContainText(`已呼叫 ${number}`);
  await expect(page.locator(".crew [data-seated]")).toContainText("陈明");
  await act(page, "handover").click();
  await expect(dialog(page)).toContainText(`窗口上的 ${number} 号由接班人员继续办理`);
  await dialog(page).locator("#taker-password").fill("not-this");
  await act(page, "handover-confirm").click();
  await expect(dialog(page).locator("#taker-fault")).toContainText("密码不正确");
  await expect(dialog(page).locator("#taker-password")).toBeFocused();
  await dialog(page).locator("#taker-password").fill("demo-a03-b");
  await act(page, "handover-confirm").click();
  await expect(notice(page)).toContainText("李娜 已接班");
  await expect(page.locator(".crew [data-seated]")).toContainText("李娜");
  await expect(page.locator(".top .who")).toContainText("a03-b");
  await expect(page.locator(".window .chip.open")).toBeVisible();
  await expect(page.locator(".ticket .number")).toHaveText(number);
  await step(page, "start").click();
  await expect(notice(page)).toContainText(`${number} 开始办理`);
  await step(page, "finish").click();
  await act(page, "finish").click();
  await expect(notice(page)).toContainText(`${number} 已办结`);

  // a break, and the end
  await act(page, "pause").click();
  await dialog(page).getByLabel("交接班").check();
  await act(page, "pause-confirm").click();
  await expect(notice(page)).toContainText("窗口已暂停");
  await act(page, "open").click();
  await expect(notice(page)).toContainText("窗口已开放");
  await act(page, "close").click();
  await expect(notice(page)).toContainText("窗口已关闭");
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(page.getByLabel("账号")).toBeVisible();
  await page.context().close();
  await other.leave();
});

test("R34 what was on its way while a window is handed over does not send the colleague away", async ({ browser, hall }) => {
  await posts(hall, "A05");
  const page = await browser.newPage(DESK);
  await signInAtDesk(page, hall, "a05");
  await act(page, "open").click();
  await expect(page.locator(".crew [data-seated]")).toBeVisible();
  // the first question after the hand-over is answered as if it had come with the session before
  let late = 0;
  await page.route("**/crew", async (route) => {
    if (late++) return route.continue();
    return route.fulfill({
      status: 401, contentType: "application/problem+json",
      json: {
        type: "/problems/unauthenticated", title: "unauthenticated", status: 401, code: "unauthenticated",
        detail: { zh: "请先登录", en: "Please sign in first." },
      },
    });
  });
  await act(page, "handover").click();
  await dialog(page).locator("#taker-password").fill("demo-a05-b");
  await act(page, "handover-confirm").click();
  await expect(notice(page)).toContainText("李娜 已接班");
  await expect(page.locator(".crew [data-seated]")).toContainText("李娜");
  await expect.poll(() => late).toBeGreaterThan(1);
  await expect(page.locator(".window h1")).toContainText("A05");
  await expect(notice(page)).not.toContainText("登录已失效");
  await page.context().close();
});

test("A16 a clerk's morning by keyboard alone", async ({ browser, hall }) => {
  const [first, elderly, third, fourth, fifth] = await queue(hall);
  await posts(hall, "A05");
  const page = await browser.newPage(DESK);
  const press = (key: string) => page.keyboard.press(key);
  await page.goto(`${hall.url}/desk`);
  await expect(page.getByLabel("账号")).toBeFocused();
  await page.keyboard.type("a05");
  await press("Tab");
  await page.keyboard.type("demo-a05");
  await press("Enter");
  await expect(page.locator(".window h1")).toContainText("A05");
  await tabTo(page, act(page, "open"));
  await press("Enter");
  await expect(notice(page)).toContainText("窗口已开放");

  await press("w");
  await expect(page.locator("#waiting")).toBeFocused();
  await expect(row(page, elderly.number).locator(".asks")).toBeVisible();
  await tabTo(page, row(page, elderly.number).locator("[data-do=grant]"));
  await press("Enter");
  await expect(dialog(page).locator("#reason")).toBeFocused();
  await press("Enter");
  await expect(notice(page)).toContainText(`${elderly.number} 已设为优先`);

  await press("n");
  await expect(notice(page)).toContainText(`已呼叫 ${elderly.number}`);
  await press("r");
  await expect(notice(page)).toContainText(/\d+ 秒后可以重呼/);
  await press("s");
  await expect(notice(page)).toContainText(`${elderly.number} 开始办理`);
  await press("f");
  await expect(act(page, "finish")).toBeFocused();
  await press("Enter");
  await expect(notice(page)).toContainText(`${elderly.number} 已办结`);
  expect(await readQr(page.getByRole("img", { name: "评价二维码" }))).toMatch(/\/r\/v1\./);

  await press("n");
  await expect(notice(page)).toContainText(`已呼叫 ${first.number}`);
  await press("m");
  await tabTo(page, act(page, "miss-confirm"));
  await press("Enter");
  await expect(notice(page)).toContainText(`${first.number} 已过号`);
  await press("w");
  await tabTo(page, page.locator("[data-list=missed]"));
  await press("Enter");
  await tabTo(page, row(page, first.number).locator("[data-do=requeue]"));
  await press("Enter");
  await expect(notice(page)).toContainText(`${first.number} 已重新排队`);
  // the row has gone; the focus is still in the list
  await expect(page.locator("#waiting")).toBeFocused();
  await tabTo(page, page.locator("[data-list=waiting]"));
  await press("Enter");
  await listed(page, [third, fourth, fifth, first].map(({ number }) => number));

  await press("n");
  await expect(notice(page)).toContainText(`已呼叫 ${third.number}`);
  await press("t");
  await expect(dialog(page).locator("input[name=to][value=queue]")).toBeFocused();
  await tabTo(page, dialog(page).locator("#place"));
  // the letter of a queue is the first of its line in the list
  await press("B");
  await expect(dialog(page).locator("#place")).toHaveValue("B");
  await tabTo(page, act(page, "transfer-confirm"));
  await press("Enter");
  await expect(notice(page)).toContainText(`${third.number} 已转到 B`);
  expect(await state(hall, third.id)).toEqual(["waiting", "B"]);

  await press("w");
  await tabTo(page, row(page, fifth.number).locator("[data-do=pick]"));
  await press("Enter");
  await expect(dialog(page).locator("#reason")).toBeFocused();
  await press("Enter");
  await expect(dialog(page).locator("#reason-fault")).toHaveText("请填写原因");
  await page.keyboard.type("nsfmrtw");
  await press("Enter");
  await expect(notice(page)).toContainText(`已呼叫 ${fifth.number}`);
  await press("s");
  await expect(notice(page)).toContainText(`${fifth.number} 开始办理`);
  await press("f");
  await expect(act(page, "finish")).toBeFocused();
  await press("Enter");
  await expect(notice(page)).toContainText(`${fifth.number} 已办结`);

  // a number and an appointment at the counter; letters are words in there
  await press("g");
  await expect(dialog(page).locator("#target-query")).toBeFocused();
  await page.keyboard.type("公积金");
  await press("ArrowDown");
  await expect(dialog(page).locator(".targets input").first()).toBeFocused();
  await press("n");
  await press("Enter");
  await expect(dialog(page).locator(".given .number")).toHaveText(/^E\d{3}$/);
  await expect(act(page, "another")).toBeFocused();
  await tabTo(page, dialog(page).locator("[data-tab=book]"));
  await press("Enter");
  await tabTo(page, dialog(page).locator("#target-query"));
  await page.keyboard.type("A");
  await press("Enter");
  await expect(dialog(page).locator(".targets input").first()).toBeFocused();
  await press("Tab");
  await expect(dialog(page).locator("#day")).toBeFocused();
  await press("ArrowDown");
  await expect(dialog(page).locator("input[name=slot]").nth(1)).toBeVisible();
  await tabTo(page, dialog(page).locator("input[name=slot]").first());
  await press("Space");
  await press("Tab");
  await page.keyboard.type("李女士");
  await press("Tab");
  await page.keyboard.type("13812345678");
  await press("Enter");
  await expect(dialog(page).locator(".given .number.code")).toHaveText(/^\d{3} \d{3} \d{4}$/);
  await press("Escape");
  await expect(dialog(page)).toHaveCount(0);

  // hand-over with keys alone
  await press("h");
  await expect(dialog(page).locator("#taker-password")).toBeFocused();
  await page.keyboard.type("nsfmrtwgh");
  await press("Enter");
  await expect(dialog(page).locator("#taker-fault")).toContainText("密码不正确");
  await page.keyboard.type("demo-a05-b");
  await press("Enter");
  await expect(notice(page)).toContainText("李娜 已接班");
  await expect(page.locator(".crew [data-seated]")).toContainText("李娜");

  await tabTo(page, act(page, "pause"));
  await press("Enter");
  await expect(dialog(page).getByLabel("临时离岗")).toBeFocused();
  await press("ArrowDown");
  await expect(dialog(page).getByLabel("交接班")).toBeChecked();
  await press("Enter");
  await expect(notice(page)).toContainText("窗口已暂停");
  await tabTo(page, act(page, "open"));
  await press("Enter");
  await expect(notice(page)).toContainText("窗口已开放");
  await tabTo(page, act(page, "close"));
  await press("Enter");
  await expect(notice(page)).toContainText("窗口已关闭");
  await tabTo(page, page.getByRole("button", { name: "退出登录" }));
  await press("Enter");
  await expect(page.getByLabel("账号")).toBeFocused();
  await page.context().close();
});

test("A10 the supervisor sees the load in words, stops and resumes the hall in one tap, and changes what a window calls from", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await signInAtDesk(page, hall, "supervisor");
  const load = page.locator("tr[data-queue=C] [data-load]");
  await expect(load).toHaveText("正常");

  // somebody waits and nobody is there
  await hall.take({ queue: "C" });
  await expect(load).toHaveText("告急");
  await expect(load).toHaveAttribute("data-load", "overloaded");
  const clerk = await Clerk.at(hall, "C01");
  await clerk.open();
  await expect(load).toHaveText("正常");
  for (let n = 0; n < 9; n++) await hall.take({ queue: "C" });
  await expect(page.locator("tr[data-queue=C] td.big")).toHaveText("10");
  await expect(load).toHaveText("正常");
  await hall.take({ queue: "C" });
  await expect(page.locator("tr[data-queue=C] td.big")).toHaveText("11");
  await expect(load).toHaveText("注意");
  await expect(load).toHaveAttribute("data-load", "busy");

  // one tap stops numbers and calls, another one lets them go on
  const desk = await browser.newPage(DESK);
  await openDesk(desk, hall, "c01");
  await act(page, "stop-hall").click();
  await expect(notice(page)).toContainText("大厅已紧急停办");
  for (const one of [page, desk]) await expect(one.locator(".banner .halted")).toContainText("大厅已紧急停办");
  await step(desk, "next").click({ force: true });
  await expect(notice(desk)).toContainText("大厅已紧急停办");
  const refused = await hall.call("POST", "/api/v1/halls/shili/tickets", { queue: "C" });
  expect([refused.status, (await refused.json()).code]).toEqual([409, "hall_stopped"]);
  await act(page, "resume-hall").click();
  await expect(notice(page)).toContainText("大厅已恢复办理");
  for (const one of [page, desk]) await expect(one.locator(".halted")).toHaveCount(0);
  await step(desk, "next").click();
  await expect(notice(desk)).toContainText(/已呼叫 C\d{3}/);
  await desk.context().close();
  await clerk.leave();

  // a window helps out: first at H, then at its own queue
  const window = page.locator("tr[data-window=G01]");
  await expect(window.locator("[data-queues]")).toHaveText("G");
  await window.locator("[data-do=assign]").click();
  const helped = dialog(page).locator("[data-queue=H]");
  await helped.getByRole("checkbox").check();
  await expect(helped).toContainText("第 2 位");
  await helped.locator("[data-do=assign-earlier]").click();
  await expect(helped).toContainText("第 1 位");
  await expect(dialog(page).locator("[data-queue=G]")).toContainText("第 2 位");
  await dialog(page).locator("input[value=queue_order]").check();
  await act(page, "assign-save").click();
  await expect(notice(page)).toContainText("G01 窗口现在呼叫 H G");
  await expect(window.locator("[data-queues]")).toContainText("H G");
  await expect(window.locator("[data-queues]")).toContainText("已调整");
  const helper = await Clerk.at(hall, "G01");
  await helper.open();
  await hall.take({ queue: "G" });
  const { number } = await hall.take({ queue: "H" });
  expect((await helper.do("next")).ticket.number).toBe(number);
  await helper.leave();

  // nothing is not a choice; the plan is
  await window.locator("[data-do=assign]").click();
  for (const letter of ["G", "H"]) await dialog(page).locator(`[data-queue=${letter}]`).getByRole("checkbox").uncheck();
  await act(page, "assign-save").click();
  await expect(dialog(page).getByRole("alert")).toHaveText("请至少选择一个队列");
  await act(page, "assign-plan").click();
  await expect(notice(page)).toContainText("G01 窗口现在呼叫 G");
  await expect(window.locator("[data-queues]")).toHaveText("G");

  // nobody who waits loses their last window
  await hall.take({ queue: "P" });
  await page.locator("tr[data-window=P01] [data-do=assign]").click();
  await dialog(page).locator("[data-queue=P]").getByRole("checkbox").uncheck();
  await dialog(page).locator("[data-queue=G]").getByRole("checkbox").check();
  await act(page, "assign-save").click();
  await expect(notice(page)).toContainText("还有人在等，这是办理该队列的最后一个窗口");
  await expect(page.locator("tr[data-window=P01] [data-queues]")).toHaveText("P");
  await page.context().close();
});
