// The clerk and the supervisor: what they see, what they cannot do by mistake.
import type { Page } from "@playwright/test";
import { audit } from "../support/audit.js";
import { Clerk, session, waiting } from "../support/clerk.js";
import { movableClock } from "../support/clock.js";
import { expect, signInAtDesk, test } from "../support/hall.js";
import { picture } from "../support/picture.js";
import { readQr } from "../support/qr.js";
import { axe, watch } from "../support/watch.js";
import { DESK, DESK_PAGES, openDesk } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const step = (page: Page, name: string) => page.locator(`[data-step=${name}]`);
/** Clicks what says that it cannot be used: it stays clickable, to say why. */
const insist = (page: Page, name: string) => step(page, name).click({ force: true });
const notice = (page: Page) => page.getByRole("status").and(page.locator(".notices"));

test("A01 A07 A08 A46 A52 A54 every page of the desk, in both languages: targets of 44 px, nothing cut off, nothing foreign", async ({ browser, hall }) => {
  test.setTimeout(720_000);
  const faults: string[] = [];
  for (const one of DESK_PAGES) {
    const page = await browser.newPage(one.context);
    const say = (found: string[]): void => { faults.push(...found.map((fault) => `${one.name}: ${fault}`)); };
    try {
      const noise = await watch(page, hall.url);
      await one.open(page, hall);
      await page.evaluate(() => document.fonts.ready);
      const rules = { text: 16, target: { width: 24, height: 43.9, gap: 0 }, scrolls: true };
      await picture(page, one.name, true);
      say(await audit(page, { ...rules, lang: "zh-CN" }));
      say(await axe(page));
      if (!(await page.locator("dialog[open]").count())) {
        await page.getByRole("button", { name: "English" }).click();
        await expect(page.locator("html")).toHaveAttribute("lang", "en");
        await picture(page, `${one.name}-en`, true);
        say((await audit(page, { ...rules, lang: "en" })).map((fault) => `en: ${fault}`));
        say((await axe(page)).map((fault) => `en: ${fault}`));
      }
      if (one.again) {
        await page.keyboard.press("Escape");
        await expect(page.locator("dialog[open]")).toHaveCount(0);
        await page.getByRole("button", { name: "English" }).click();
        await one.again(page);
        await picture(page, `${one.name}-en`, true);
        say((await audit(page, { ...rules, lang: "en" })).map((fault) => `en: ${fault}`));
        say((await axe(page)).map((fault) => `en: ${fault}`));
      }
      // a wrong password is answered with 401: the browser says so
      say(noise.filter((line) => !/status of 401/.test(line)));
    } finally {
      await page.context().close();
      await one.leave?.(hall);
    }
  }
  expect(faults).toEqual([]);
});

test("A28 A53 signing in: what is missing or wrong is named at its field, and what was typed stays", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await page.goto(`${hall.url}/desk`);
  const [account, password] = [page.getByLabel(/账号|Account/), page.getByLabel(/密码|Password/)];
  await expect(account).toBeFocused();
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.locator("#account-fault")).toHaveText("请输入账号");
  await expect(account).toBeFocused();
  await expect(account).toHaveAttribute("aria-invalid", "true");
  await account.fill("c01");
  await page.keyboard.press("Enter");
  await expect(page.locator("#password-fault")).toHaveText("请输入密码");
  await expect(password).toBeFocused();
  await password.fill("wrong");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert").filter({ hasText: "账号或密码不正确" })).toBeVisible();
  await expect(password).toBeFocused();
  await expect(password).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.locator("#password-fault")).toContainText("Account or password is not correct.");
  await expect(account).toHaveValue("c01");
  await password.fill("demo-c01");
  await page.keyboard.press("Enter");
  await expect(page.locator(".window h1")).toContainText("C01");
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(account).toBeVisible();
  // the session is gone; what stays tells this browser from strangers who guess passwords
  expect((await page.context().cookies()).map((cookie) => cookie.name)).toEqual(["mingtang_desk"]);
  await page.context().close();
});

test("A16 A17 A55 a whole service with keys alone, each step announced while the focus stays", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "F01");
  await clerk.open();
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "f01");
  await hall.take({ item: "biz-company" });
  await page.keyboard.press("s");
  await expect(notice(page)).toContainText("还没有呼叫号");
  await page.keyboard.press("F2");
  await expect(notice(page)).toContainText(/已呼叫 F\d{3}/);
  await expect(page.locator(".chip.called")).toBeVisible();
  await page.keyboard.press("s");
  await expect(notice(page)).toContainText("开始办理");
  await page.keyboard.press("f");
  const dialog = page.locator("dialog[open]");
  await expect(dialog.locator("[data-do=finish]")).toBeFocused();
  // letters are words in here, not steps
  await dialog.getByLabel("查找事项").fill("nsfmr");
  await expect(dialog).toBeVisible();
  // the first Escape empties the field, the second closes the question
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(step(page, "next")).toBeVisible();
  await page.keyboard.press("f");
  await expect(dialog.locator("[data-do=finish]")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("img", { name: "评价二维码" })).toBeVisible();
  await expect(notice(page)).toContainText("已办结");
  // switched off, the letters do nothing
  await hall.take({ item: "biz-company" });
  await page.getByLabel(/使用键盘快捷键/).uncheck();
  await page.keyboard.press("n");
  await page.waitForTimeout(300);
  expect((await clerk.standing()).ticket).toBeUndefined();
  await page.context().close();
  await clerk.leave();
});

test("A40 a double click on “next” calls one ticket", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "C01");
  await clerk.open();
  for (let n = 0; n < 3; n++) await hall.take({ queue: "C" });
  const before = await waiting(hall, "C");
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "c01");
  await expect(step(page, "next")).toHaveAttribute("aria-disabled", "false");
  await step(page, "next").dblclick();
  await expect(page.locator(".chip.called")).toBeVisible();
  await insist(page, "next");
  await expect(notice(page)).toContainText("窗口还有未办结的号");
  expect(await waiting(hall, "C")).toBe(before - 1);
  await page.context().close();
  await clerk.leave();
});

test("A40 a number at the counter whose answer was lost is asked for again as it was, and is one number", async ({ browser, hall }) => {
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "f01");
  const before = await waiting(hall, "F");
  let first = "";
  await page.route("**/tickets", async (route) => {
    const answer = await route.fetch();
    if (first) return route.fulfill({ response: answer });
    first = (await answer.json()).number;
    return route.abort();
  });
  await page.locator("[data-do=counter]").click();
  const dialog = page.locator("dialog[open]");
  await dialog.locator("#target-query").fill("F");
  await dialog.locator(".targets input").first().check();
  await dialog.locator("[data-do=give]").click();
  await expect(dialog.locator("[data-do=give]")).toBeFocused();
  await expect(dialog.locator("#target-query")).toBeDisabled();
  await expect(dialog.locator("#counter-class")).toBeDisabled();
  await page.keyboard.press("Enter");
  await expect(dialog.locator(".given")).toHaveAttribute("data-number", first);
  expect(await waiting(hall, "F")).toBe(before + 1);
  await page.keyboard.press("Enter");
  await expect(dialog.locator("#target-query")).toBeEnabled();
  await page.context().close();
});

test("A41 recalling counts down first; leaving is refused while a citizen is there; a number is not given up by mistake", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "E02");
  await clerk.callTo((await hall.take({ queue: "E" })).number);
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "e02");
  await expect(step(page, "recall")).toHaveAttribute("aria-disabled", "true");
  await expect(step(page, "recall")).toContainText(/\d+ 秒/);
  await insist(page, "recall");
  await expect(notice(page)).toContainText(/\d+ 秒后可以重呼/);
  await page.getByRole("button", { name: "退出登录" }).click();
  await expect(notice(page)).toContainText("请先办结或过号，再退出登录");
  await page.locator("[data-do=close]").click({ force: true });
  await expect(notice(page)).toContainText("窗口还有未办结的号");
  await step(page, "miss").click();
  await expect(page.locator("dialog[open]")).toContainText("只呼叫了 1 次（最多 3 次）");
  await expect(page.locator("dialog[open]")).toContainText("可以重新排队，排在 3 人之后");
  await expect(page.locator("dialog[open]").getByRole("button", { name: "返回" })).toBeFocused();
  await page.keyboard.press("Enter");
  expect((await clerk.standing()).ticket).toBe("called");
  await expect(step(page, "recall")).toHaveAttribute("aria-disabled", "false", { timeout: 25_000 });
  await step(page, "recall").click();
  await expect(notice(page)).toContainText("共呼叫 2 次");
  await page.context().close();
  await clerk.leave();
});

test("R20 two desks at one queue never call the same ticket", async ({ browser, hall }) => {
  const windows = ["H01", "H02", "H03"];
  const clerks = await Promise.all(windows.map((window) => Clerk.at(hall, window)));
  for (const clerk of clerks) await clerk.open();
  for (let n = 0; n < 6; n++) await hall.take({ queue: "H" });
  const pages = await Promise.all(windows.map(() => browser.newPage(DESK)));
  await Promise.all(pages.map((page, n) => openDesk(page, hall, windows[n]!.toLowerCase())));
  const called: string[] = [];
  for (let round = 0; round < 2; round++) {
    for (const page of pages) await expect(step(page, "next")).toHaveAttribute("aria-disabled", "false");
    await Promise.all(pages.map((page) => step(page, "next").click()));
    for (const page of pages) {
      await expect(page.locator(".chip.called")).toBeVisible();
      called.push(await page.locator(".ticket .number").innerText());
    }
    for (const clerk of clerks) await clerk.do("miss");
  }
  expect(new Set(called).size).toBe(6);
  for (const page of pages) await page.context().close();
  for (const clerk of clerks) await clerk.leave();
});

test("A10 A60 the supervisor stops a queue and resumes it, asked before; the ratings add up", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "G02");
  for (const level of [5, 4, 2]) {
    const path = await clerk.serve({ queue: "G" });
    const answer = await hall.call("POST", `/api/v1/ratings/${path.split("/r/")[1]}`, { level, comment: level < 3 ? "等得太久" : undefined });
    expect(answer.status).toBe(201);
  }
  await clerk.leave();
  const page = await browser.newPage(DESK);
  await signInAtDesk(page, hall, "supervisor");
  const row = page.locator("tr[data-queue=T]");
  await expect(row).toContainText("可取号");
  await row.getByRole("button", { name: "停止取号" }).click();
  const dialog = page.locator("dialog[open]");
  await expect(dialog).toContainText("已取的号照常办理");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(row).toContainText("可取号");
  await row.getByRole("button", { name: "停止取号" }).click();
  await dialog.locator("[data-do=queue-confirm]").click();
  await expect(notice(page)).toContainText("T 队列已停止取号");
  await expect(row.locator(".switch .chip")).toHaveText("已停止取号");
  const refused = await hall.call("POST", "/api/v1/halls/shili/tickets", { queue: "T" });
  expect([refused.status, (await refused.json()).code]).toEqual([409, "queue_closed"]);
  await row.getByRole("button", { name: "恢复取号" }).click();
  await dialog.locator("[data-do=queue-confirm]").click();
  await expect(row.locator(".switch .chip")).toHaveText("可取号");
  await hall.take({ queue: "T" });

  await page.locator("[data-do=refresh]").click();
  const summary = await (await hall.call("GET", "/api/v1/halls/shili/ratings/summary?by=window", undefined,
    { cookie: await session(hall, "supervisor") })).json();
  const total = page.locator(".figures tr.total td");
  await expect(total.nth(0)).toHaveText(String(summary.total.served));
  await expect(total.nth(1)).toHaveText(String(summary.total.rated));
  expect(summary.total.rated).toBeGreaterThanOrEqual(3);
  await page.locator("#by").selectOption({ label: "评价渠道" });
  await expect(page.locator(".figures thead th").first()).toHaveText("评价渠道");
  await page.context().close();
});

test("A67 the desk says that the connection is gone, and what it shows comes back by itself", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "B04");
  await clerk.open();
  const page = await browser.newPage(DESK);
  await movableClock(page);
  await openDesk(page, hall, "b04");
  await hall.kill();
  try {
    await page.clock.runFor(2_000);
    await page.clock.fastForward(20_000);
    await expect(page.locator(".banner")).toContainText("与服务器的连接中断");
    await insist(page, "next");
    await expect(notice(page)).toContainText("操作可能没有完成");
  } finally {
    await hall.start();
  }
  await page.clock.fastForward(31_000);
  await expect(page.locator(".banner p")).toHaveCount(0, { timeout: 40_000 });
  await page.context().close();
  await clerk.leave();
});

test("A62 the answer to “finish” is lost on the way: the rating code comes all the same, and can be shown again", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "A01");
  await clerk.callTo((await hall.take({ item: "hukou-birth" })).number);
  await clerk.do("start");
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "a01");
  await page.route("**/finish", async (route) => {
    const answer = await route.fetch();
    expect(answer.status()).toBe(200);
    await route.abort("connectionreset");
  });
  await step(page, "finish").click();
  await page.locator("[data-do=finish]").click();
  const code = page.getByRole("img", { name: "评价二维码" });
  const first = await readQr(code);
  expect(first).toMatch(new RegExp(`^${hall.url}/r/v1\\.`));
  await page.locator("[data-do=invitation-close]").click();
  await expect(code).toBeHidden();
  await page.reload();
  await page.locator("[data-do=invitation-again]").click();
  expect(await readQr(code), "the same code").toBe(first);
  await hall.take({ queue: "A" });
  await step(page, "next").click();
  await expect(page.locator(".chip.called")).toBeVisible();
  await expect(page.locator("[data-do=invitation-again]")).toHaveCount(0);
  await page.context().close();
});

test("A67 a desk that was out of sight shows what it knew as old until the server speaks, and keeps the open question", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "B03");
  await clerk.callTo((await hall.take({ queue: "B" })).number);
  await clerk.do("start");
  const page = await browser.newPage(DESK);
  await page.addInitScript(() => {
    let hidden = false;
    Object.defineProperty(document, "hidden", { get: () => hidden });
    Object.assign(window, { hide: (now: boolean) => {
      hidden = now;
      document.dispatchEvent(new Event("visibilitychange"));
    } });
  });
  const hide = (now: boolean) => page.evaluate((now) => (window as unknown as { hide(now: boolean): void }).hide(now), now);
  await movableClock(page);
  await openDesk(page, hall, "b03");
  await expect(page.locator(".chip.serving")).toBeVisible();
  await step(page, "finish").click();
  const question = page.locator("dialog[open]");
  await expect(question).toBeVisible();
  await hide(true);
  await page.clock.fastForward(180_000);
  await hall.kill();
  try {
    await hide(false);
    await expect(page.locator(".banner")).toContainText("与服务器的连接中断");
    await expect(question).toBeVisible();
  } finally {
    await hall.start();
  }
  await page.clock.fastForward(31_000);
  await expect(page.locator(".banner p")).toHaveCount(0, { timeout: 40_000 });
  await expect(question).toBeVisible();
  await page.locator("[data-do=finish]").click();
  await expect(notice(page)).toContainText("已办结");
  await page.context().close();
});

test("a desk that does not know the ticket's matter leaves it as the citizen chose it", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "A02");
  await clerk.callTo((await hall.take({ item: "hukou-birth" })).number);
  await clerk.do("start");
  const page = await browser.newPage(DESK);
  // the board brings the number; what it is for stays on the way
  await page.route("**/api/v1/windows/A02", (route) => route.abort());
  await openDesk(page, hall, "a02");
  await step(page, "finish").click();
  // a choice that was taken back is none
  const first = page.locator(".matters input").first();
  await first.check();
  await expect(page.locator("[data-do=finish]")).toContainText("已选 1 项");
  await first.uncheck();
  const asked = page.waitForRequest("**/windows/A02/finish");
  await page.locator("[data-do=finish]").click();
  expect((await asked).postDataJSON()).toEqual({});
  const code = await readQr(page.getByRole("img", { name: "评价二维码" }));
  const form = await (await hall.call("GET", `/api/v1/ratings/${code.split("/r/")[1]}`)).json();
  expect(form.item.zh).toContain("出生登记");
  await page.context().close();
});

test("one slip for several matters: those of this line are noted together, each has a code, and the number goes on", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "D01");
  await clerk.open();
  const { id, number } = await hall.take({ items: ["re-transfer", "re-mortgage", "hpf-loan"] });
  await clerk.callTo(number);
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "d01");
  await expect(page.locator(".further")).toContainText("公积金");
  await step(page, "start").click();
  await expect(page.locator(".chip.serving")).toBeVisible();
  await step(page, "finish").click();
  await expect(page.locator("[data-do=finish]")).toContainText("已选 2 项");
  await page.locator("[data-do=finish]").click();
  await expect(notice(page)).toContainText(`${number} 本窗口事项已办结，该号还有其他事项，已转到 E 队列`);
  await expect(page.locator(".invitation .then")).toContainText("已转到 E 队列");
  const code = page.getByRole("img", { name: "评价二维码" });
  const first = await readQr(code);
  await expect(page.locator("[data-code='0']")).toHaveAttribute("aria-pressed", "true");
  await page.locator("[data-code='1']").click();
  await expect(page.locator("[data-code='1']")).toHaveAttribute("aria-pressed", "true");
  const second = await readQr(code);
  expect(second).not.toBe(first);
  const matters: string[] = [];
  for (const url of [first, second]) {
    const form = await (await hall.call("GET", `/api/v1/ratings/${url.split("/r/")[1]}`)).json();
    matters.push(form.item.zh);
  }
  expect(matters.map((matter) => matter.slice(0, 5))).toEqual(["不动产转移", "不动产抵押"]);
  const view = await (await hall.call("GET", `/api/v1/tickets/${id}`)).json();
  expect([view.state, view.queue]).toEqual(["waiting", "E"]);
  await page.context().close();
  await clerk.leave();
});

test("many waiting: the list is paged and searched, and the focus stays in it when a row goes", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "E01");
  await clerk.open();
  const taken: { number: string }[] = [];
  for (let n = 0; n < 7; n++) taken.push(await hall.take({ item: "hpf-proof" }));
  const page = await browser.newPage(DESK);
  await openDesk(page, hall, "e01");
  const rows = page.locator(".waiters [data-ticket]");
  await expect(rows).toHaveCount(5);
  await expect(page.locator("[data-list=waiting]")).toHaveText("等候 7");
  await expect(page.locator(".pager")).toContainText("1 / 2");
  // what is possible is in sight although the list is long
  for (const name of ["next", "recall", "start", "finish", "miss", "transfer"]) await expect(step(page, name)).toBeInViewport({ ratio: 1 });
  await page.locator("[data-do=later]").click();
  await expect(page.locator(".pager")).toContainText("2 / 2");
  await expect(rows).toHaveCount(2);
  await page.locator("[data-do=find-number]").fill(taken[1]!.number.toLowerCase());
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText("住房公积金缴存（贷款）证明打印");
  await page.locator("[data-do=find-number]").fill("Z");
  await expect(page.locator(".waiting .none")).toHaveText("没有这个号码");
  await page.locator("[data-do=find-number]").fill("");
  await expect(rows).toHaveCount(5);
  await rows.nth(2).locator("[data-do=pick]").click();
  await page.locator("#reason").fill("老人身体不适");
  await page.keyboard.press("Enter");
  await expect(notice(page)).toContainText(`已呼叫 ${taken[2]!.number}`);
  await expect(page.locator(`[data-ticket=${taken[2]!.number}]`)).toHaveCount(0);
  await expect(page.locator("#waiting")).toBeFocused();
  // out of turn is only possible at a free window
  await rows.first().locator("[data-do=pick]").click({ force: true });
  await expect(notice(page)).toContainText("窗口还有未办结的号");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await page.context().close();
  await clerk.leave();
});
