// Several matters on one slip, and asking to go first: chosen by touch or keys at the terminal, carried out
// at the windows, followed on a phone, forgotten with the visit.
import { Clerk, switchHall, waiting } from "../support/clerk.js";
import { expect, test } from "../support/hall.js";
import { byArrows, byTab } from "../support/keys.js";
import { Kiosk } from "../support/kiosk.js";
import { readQr } from "../support/qr.js";
import { gather, PHONE } from "./pages.js";

test.describe.configure({ mode: "parallel" });

test("R28 A60 three matters by touch, one number: it moves on by itself, and each service has its own rating", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "A01");
  // the only line somebody serves is the quickest
  await clerk.open();
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await gather(kiosk);
  // a fourth one, taken off again
  await kiosk.press(/^常办事项/);
  await kiosk.press(/^户口迁移审批/);
  await kiosk.press(/^加入清单$/);
  await expect(page.locator(".unseen[role=status]")).toHaveText("已加入清单，共 4 项");
  await kiosk.home();
  await kiosk.press(/^清单 4$/);
  await expect(page.locator(".slip-row")).toHaveCount(4);
  await kiosk.press(/^移除 户口迁移审批$/);
  await expect(page.locator(".slip-row .tile-title")).toHaveText([/^居民身份证换领/, /^社会保障卡申领/, /^不动产登记信息查询/]);
  await expect(page.locator(".take-lead")).toContainText("只取一个号");
  const before = [await waiting(hall, "A"), await waiting(hall, "B"), await waiting(hall, "D")];
  await page.locator(".take-action button").tap();
  const number = page.locator(".ticket-number");
  await expect(number).toHaveText(/^A\d{3}$/);
  const name = (await number.textContent())!;
  await expect(page.locator(".ticket-matter")).toContainText("一单 3 项");
  await expect(page.locator(".ticket-then")).toHaveText("办完后自动转到：社保就业、不动产税务");
  expect([await waiting(hall, "A"), await waiting(hall, "B"), await waiting(hall, "D")]).toEqual([before[0]! + 1, before[1], before[2]]);

  const phone = await browser.newPage(PHONE);
  await phone.goto(await readQr(page.getByRole("img", { name: /扫码/ })));
  await expect(phone.getByText("办完后自动转到")).toBeVisible();
  await expect(phone.getByText("社保·就业")).toBeVisible();

  await clerk.callTo(name);
  await expect(page.locator(".ticket-news")).toContainText("请到 A01 窗口");
  await clerk.do("start");
  const finished = await clerk.do("finish");
  expect(finished.then).toBe("B");
  await expect(page.locator(".ticket-then")).toHaveText("办完后自动转到：不动产税务");
  await expect(page.locator(".ticket-facts")).toContainText("B01–B04");
  await expect(number).toHaveText(name);
  expect(await waiting(hall, "B")).toBe(before[1]! + 1);

  // the phone has followed by itself, and the first service can be rated while the second is waited for
  await expect(phone.getByText("正在排队")).toBeVisible();
  await expect(phone.locator(".num")).toHaveText(name);
  await expect(phone.locator("#live")).toContainText("不动产·税务");
  const rate = phone.getByRole("link", { name: /评价：居民身份证换领/ });
  await expect(rate).toHaveAttribute("href", new URL(finished.rating.url).pathname);
  await rate.tap();
  await expect(phone.getByRole("heading", { level: 1 })).toContainText("请评价本次服务");
  await phone.context().close();

  await kiosk.press(/^结束$/);
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await kiosk.wake();
  await expect(page.getByRole("button", { name: /^清单/ })).toHaveCount(0);
  await kiosk.close();
  await clerk.leave();
});

test("A37 a wish for priority ends at home, and a list with the visit", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  await kiosk.wake();
  await gather(kiosk);
  await kiosk.press(/^帮办代办/);
  await kiosk.press(/^申请优先$/);
  await kiosk.press(/^残疾人/);
  await expect(kiosk.page.locator(".take-more button")).toHaveText("已申请优先");
  expect(kiosk.page.url()).not.toContain("disabled");
  await kiosk.home();
  // who comes while the page of home is open asks for nothing
  await expect(kiosk.page.getByRole("button", { name: /^清单/ })).toHaveCount(1);
  await kiosk.press(/^帮办代办/);
  await expect(kiosk.page.locator(".take-more button")).toHaveText("申请优先");
  await kiosk.home();
  await kiosk.press(/^返回$/);
  await expect(kiosk.page).toHaveURL(/\/kiosk$/);
  await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await kiosk.wake();
  await expect(kiosk.page.getByRole("button", { name: /^清单/ })).toHaveCount(0);
  await kiosk.press(/^帮办代办/);
  await expect(kiosk.page.locator(".take-more button")).toHaveText("申请优先");
  expect(await kiosk.page.evaluate(() => [localStorage.length, document.cookie].join("|"))).toBe("0|");
  await kiosk.close();
});

test("A16 A19 a matter is put on the list and taken off by keys", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.keyboard.press("Enter");
  for (const name of [/^常办事项/, /^居民身份证/]) {
    await kiosk.settled();
    await byArrows(page, name);
    await page.keyboard.press("Enter");
  }
  await byTab(page, /^加入清单$/);
  await page.keyboard.press("Enter");
  await expect(page.locator(".take-more button").first()).toHaveText("清单 1");
  // two presses at once are one: the list does not open by a trembling hand
  await page.waitForTimeout(500);
  expect(await kiosk.focused()).toBe("清单 1");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/slip$/);
  await byArrows(page, /^移除/);
  await page.keyboard.press("Enter");
  await expect(page.locator(".slip-row")).toHaveCount(0);
  await expect(page.getByText("清单里没有事项")).toBeVisible();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
  await kiosk.close();
});

test("A40 two taps 80 ms apart put a matter on the list and stay on its guide", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^常办事项/);
  await kiosk.press(/^出生登记/);
  await kiosk.settled();
  await page.locator(".take-more button").first().evaluate((button: HTMLElement) => {
    button.click();
    setTimeout(() => button.click(), 80);
  });
  await expect(page.locator(".take-more button").first()).toHaveText("清单 1");
  await page.waitForTimeout(200);
  await expect(page).toHaveURL(/guides\/hukou-birth$/);
  await kiosk.close();
});

test("R41 priority is asked for by touch, can be taken back, is seen at the desk, and granted there", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^取号排队/);
  await kiosk.press(/^医疗保障/);
  await kiosk.press(/^申请优先$/);
  await expect(page.locator(".main .lead")).toHaveText("现在仍按普通顺序取号；请向工作人员出示证件或说明情况后优先办理");
  await kiosk.press(/^老年人/);
  await expect(page).toHaveURL(/queues\/C$/);
  await kiosk.press(/^已申请优先$/);
  await expect(page.getByRole("button", { name: /^老年人/ })).toContainText("已选");
  await kiosk.press(/^不申请优先$/);
  await kiosk.press(/^申请优先$/);
  await kiosk.press(/^残疾人/);
  await expect(page.locator(".take-more button")).toHaveText("已申请优先");
  const answered = page.waitForResponse((response) => response.url().endsWith("/tickets"));
  await page.locator(".take-action button").tap();
  const issued = await (await answered).json();
  await expect(page.locator(".ticket-number")).toHaveText(issued.number);
  await expect(page.locator(".ticket-then")).toHaveText("已申请优先：残疾人。凭据：残疾人证");

  const clerk = await Clerk.at(hall, "C01");
  await clerk.open();
  const list = async () => {
    const answer = await hall.call("GET", "/api/v1/windows/C01/waiting", undefined, { cookie: clerk.cookie });
    const { items } = await answer.json();
    return items.find((one: { number: string }) => one.number === issued.number);
  };
  const asked = await list();
  expect([asked.requested, asked.priority ?? false]).toEqual(["disabled", false]);
  const path = `/api/v1/tickets/${issued.id}/priority`;
  const granted = await hall.call("POST", path, { class: "disabled", reason: "已查验残疾人证" }, { cookie: clerk.cookie });
  expect(granted.status).toBe(200);
  await expect(page.locator(".ticket-then")).toHaveText("已核实证件，优先办理");
  expect((await list()).priority).toBe(true);
  await kiosk.close();
  await clerk.leave();
});

test("A40 a lost answer is asked for again as it was, whatever was chosen meanwhile", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const asked: string[] = [];
  let first = "";
  await page.route("**/tickets", async (route) => {
    asked.push(`${route.request().headers()["idempotency-key"]} ${route.request().postData()}`);
    const answer = await route.fetch();
    if (first) return route.fulfill({ response: answer });
    first = (await answer.json()).number;
    return route.abort();
  });
  await kiosk.wake();
  await kiosk.press(/^取号排队/);
  await kiosk.press(/^企业开办/);
  await kiosk.settled();
  await page.locator(".take-action button").tap();
  await expect(page.getByRole("button", { name: "重试" })).toBeVisible();
  await expect(page.locator(".take-more button")).toHaveAttribute("aria-disabled", "true");
  await kiosk.home();
  await kiosk.press(/^帮办代办/);
  await kiosk.press(/^申请优先$/);
  await kiosk.press(/^老年人/);
  await kiosk.home();
  await kiosk.press(/^取号排队/);
  await kiosk.press(/^企业开办/);
  await page.getByRole("button", { name: "重试" }).tap();
  await expect(page.locator(".ticket-number")).toHaveText(first);
  expect(asked).toHaveLength(2);
  expect(asked[1]).toBe(asked[0]);
  await kiosk.close();
});

test("A28 a stopped hall says so on the attract page, at home and where numbers are taken; it goes on by itself", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  const words = "大厅暂停服务";
  await switchHall(hall, "stop");
  await expect(page.locator(".attract-open")).toContainText(words);
  await expect(page.locator(".attract-open")).toContainText("Service is suspended");
  await kiosk.wake();
  await expect(page.locator(".home-hero")).toContainText(words);
  await kiosk.press(/^取号排队/);
  await expect(page.getByRole("button", { name: /^医疗保障/ })).toContainText(words);
  await kiosk.press(/^医疗保障/);
  await expect(page.getByRole("alert")).toContainText(words);
  await expect(page.locator(".take-action button")).toHaveAttribute("aria-disabled", "true");
  await switchHall(hall, "resume");
  await expect(page.locator(".take-action button")).not.toHaveAttribute("aria-disabled");
  await page.locator(".take-action button").tap();
  await expect(page.locator(".ticket-number")).toHaveText(/^C\d{3}$/);
  await kiosk.close();
});
