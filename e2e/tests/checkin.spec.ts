// An appointment from the phone to the number: booked without script, checked in by touch, by keys and by a
// scanner, and nobody who booked stands in a second queue (rating tag 212).
import { gzipSync } from "node:zlib";
import type { Browser, Page } from "@playwright/test";
import { booked, test } from "../support/booking.js";
import { Clerk } from "../support/clerk.js";
import { expect, type Hall } from "../support/hall.js";
import { byArrows, byTab } from "../support/keys.js";
import { Kiosk, UNHURRIED } from "../support/kiosk.js";
import { readQr } from "../support/qr.js";
import { PHONE } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };

/** Books by touch on a phone without script; the address of the appointment's page. */
async function book(page: Page, hall: Hall): Promise<string> {
  await page.goto(`${hall.url}/book`);
  await page.getByRole("link", { name: /户政·出入境/ }).tap();
  await page.getByRole("link", { name: /\d+月\d+日/ }).first().tap();
  await page.locator("label.o").first().tap();
  await page.getByLabel(/^称呼/).fill("欧阳小明");
  await page.getByLabel(/^联系电话/).fill("138 1234 5678");
  await page.getByRole("button", { name: /确认预约/ }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(/我的预约/);
  return page.url();
}

const checkIn = (page: Page) => page.getByRole("button", { name: /^签到出号$/ });
const number = (page: Page) => page.locator(".ticket-number");

async function onPhone<T>(browser: Browser, act: (page: Page) => Promise<T>): Promise<T> {
  const page = await browser.newPage(NO_SCRIPT);
  try {
    return await act(page);
  } finally {
    await page.context().close();
  }
}

test("A71 R39 booked on a phone without script, checked in by touch: no second queue (tag 212), and the same number again", async ({ browser, hall }) => {
  for (let n = 0; n < 2; n++) await hall.take({ queue: "A" });
  await onPhone(browser, async (phone) => {
    const address = await book(phone, hall);
    expect(await readQr(phone.locator(".qr"))).toBe(address);
    await expect(phone.locator("main")).toContainText("欧阳**");
    await expect(phone.locator("main")).toContainText("138****5678");
    await expect(phone.locator("main")).not.toContainText("小明");
    const code = (await phone.locator(".code").textContent())!.replace(/\s/g, "");
    expect(code).toMatch(/^\d{10}$/);

    const taken: string[] = [];
    for (let visit = 0; visit < 2; visit++) {
      const kiosk = await Kiosk.open(browser, hall);
      await kiosk.wake();
      await kiosk.press(/^预约签到/);
      await kiosk.settled();
      // A47: nothing that would bring a keyboard
      await expect(kiosk.page.locator("input, textarea, [contenteditable]")).toHaveCount(0);
      await expect(checkIn(kiosk.page)).toHaveAttribute("aria-disabled", "true");
      for (const [at, digit] of [...code].entries()) {
        if (digit === code[at - 1]) await kiosk.page.waitForTimeout(UNHURRIED);
        await kiosk.page.getByRole("button", { name: digit, exact: true }).tap();
      }
      await expect(kiosk.page.locator(".digits-shown")).toHaveText(`${code.slice(0, 3)} ${code.slice(3, 6)} ${code.slice(6)}`);
      await checkIn(kiosk.page).tap();
      await expect(number(kiosk.page)).toBeVisible();
      await expect(kiosk.page.locator(".ticket-fact").first()).toContainText("0 人");
      taken.push((await number(kiosk.page).textContent())!);
      await kiosk.close();
    }
    expect(taken).toEqual(["A003", "A003"]);
    await phone.reload();
    await expect(phone.getByRole("heading", { level: 1 })).toHaveText(/已签到/);
    await phone.getByRole("link", { name: /查看我的号票/ }).tap();
    await expect(phone.locator(".num")).toHaveText("A003");
    const clerk = await Clerk.at(hall, "A01");
    await clerk.do("open");
    expect((await clerk.do("next")).ticket.number).toBe("A003");
  });
});

test("A16 R30 checked in with a keypad, with arrows and Enter, and by a scanner that types an address", async ({ browser, hall }) => {
  const ways: [string, (kiosk: Kiosk, of: { code: string; url: string }) => Promise<unknown>][] = [
    ["keypad", async ({ page }, { code }) => {
      await page.keyboard.type(code, { delay: 40 });
      await expect(page.locator(".digits-shown")).toHaveText(new RegExp(code.slice(6)));
      await page.keyboard.press("Enter");
    }],
    ["arrows", async ({ page }, { code }) => {
      for (const digit of code) {
        await byArrows(page, new RegExp(`^${digit}$`));
        await page.keyboard.press("Enter");
      }
      await byArrows(page, /^签到出号$/);
      await page.keyboard.press("Enter");
    }],
    ["scanner", async ({ page }, { url }) => {
      await page.keyboard.type(url);
      await page.keyboard.press("Enter");
    }],
  ];
  for (const [name, enter] of ways) {
    await test.step(name, async () => {
      const appointment = await booked(hall);
      const kiosk = await Kiosk.open(browser, hall);
      await kiosk.page.keyboard.press("Enter");
      await expect(kiosk.page).toHaveURL(/home$/);
      await kiosk.settled();
      await byTab(kiosk.page, /^预约签到/);
      await kiosk.page.keyboard.press("Enter");
      await expect(kiosk.page).toHaveURL(/check-in$/);
      await kiosk.settled();
      await enter(kiosk, appointment);
      await expect(number(kiosk.page)).toHaveText(/^A\d{3}$/);
      await kiosk.close();
    });
  }
});

test("A28 A49 A53 what is no appointment is said, the digits stay in either language, and a number can be taken without", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await kiosk.wake();
  await kiosk.press(/^预约签到/);
  await page.keyboard.type("0123456789");
  await page.locator(".bar-language").tap();
  await expect(page.locator(".digits-shown")).toHaveText("012 345 6789");
  await page.getByRole("button", { name: "Get my number", exact: true }).tap();
  await expect(page.getByRole("alert")).toContainText("This appointment was not found");
  await page.getByRole("button", { name: "Delete", exact: true }).tap();
  await expect(page.locator(".trouble")).toHaveCount(0);
  await expect(page.locator(".digits-shown")).toHaveText("012 345 678_");
  await page.getByRole("button", { name: "Clear", exact: true }).tap();
  await expect(page.locator(".digits-shown")).toHaveText("___ ___ ____");
  await page.keyboard.type("https://example.org/x");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("The code could not be read");
  const cancelled = await booked(hall);
  await hall.call("POST", `/api/v1/appointments/${cancelled.id}/cancel`, {});
  await page.keyboard.type(cancelled.url);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("This appointment was cancelled");
  await kiosk.press(/^Take a number instead$/);
  await expect(page).toHaveURL(/queues$/);
  await kiosk.close();
});

test("A40 a check-in whose answer is lost is asked again and makes one number", async ({ browser, hall }) => {
  const { url } = await booked(hall);
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await page.route("**/tickets", async (route) => {
    await route.fetch();
    await route.abort();
  }, { times: 1 });
  await kiosk.wake();
  await kiosk.press(/^预约签到/);
  await kiosk.settled();
  // scanned: there are no digits, and it can be asked again nevertheless
  await page.keyboard.type(url);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("不会重复取号");
  await page.getByRole("button", { name: /^重试$/ }).tap();
  await expect(number(page)).toHaveText("A001");
  expect((await hall.take({ queue: "A" })).number).toBe("A002");
  await kiosk.close();
});

test("A06 A60 A72 A75 booking pages: small, one request, no cookie, and cancelling is asked twice", async ({ browser, hall }) => {
  const { url } = await booked(hall);
  const day = (await (await hall.call("GET", "/api/v1/halls/shili")).json()).now.slice(0, 10);
  const pages = ["/book/shili", "/book/shili?queue=A", `/book/shili?queue=A&day=${day}`, new URL(url).pathname, "/b/aaaaaaaaaaaaaaaa"];
  for (const address of pages) {
    const answer = await hall.call("GET", address);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(gzipSync(body).length, address).toBeLessThanOrEqual(14 * 1024);
    const header = (name: string): string => answer.headers.get(name) ?? "";
    expect([header("set-cookie"), header("referrer-policy"), header("x-robots-tag"), header("cache-control")])
      .toEqual(["", "no-referrer", "noindex", "no-store"]);
    expect(header("content-security-policy")).toContain("default-src 'none'");
    await onPhone(browser, async (page) => {
      const requests: string[] = [];
      page.on("request", (request) => { if (!request.url().startsWith("data:")) requests.push(request.url()); });
      await page.goto(hall.url + address);
      await page.waitForLoadState("networkidle");
      expect(requests).toEqual([hall.url + address]);
    });
  }
  await onPhone(browser, async (page) => {
    await page.goto(url);
    const give = page.getByRole("button", { name: /确认取消/ });
    await expect(give).toBeHidden();
    await page.getByText("来不了，取消预约").tap();
    await give.tap();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/预约已取消/);
    await expect(page.locator("main")).not.toContainText("M***");
  });
});

test("A20 A47 what a scanner reads on the attract page begins nothing, and the Enter of a person does", async ({ browser, hall }) => {
  const kiosk = await Kiosk.open(browser, hall);
  const { page } = kiosk;
  await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
  await expect(page.locator("h1")).toBeFocused();
  // one key after another without a pause, as no hand types
  await page.locator("h1").evaluate((title) => {
    for (const key of [..."4711081593", "Enter"]) title.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  });
  await page.waitForTimeout(500);
  await expect(page).toHaveURL(/\/kiosk$/);
  await expect(page.locator("html")).not.toHaveAttribute("data-speech");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/kiosk\/home$/);
  await kiosk.close();
});
