// The pages on a citizen's phone: light, without script, without a trace; and the one script that keeps
// a ticket true.
import type { Browser, Page } from "@playwright/test";
import { gzipSync } from "node:zlib";
import { audit } from "../support/audit.js";
import { Clerk } from "../support/clerk.js";
import { expect, test, type Hall } from "../support/hall.js";
import { picture } from "../support/picture.js";
import { axe, watch } from "../support/watch.js";
import { PHONE, PHONE_PAGES } from "./pages.js";

test.describe.configure({ mode: "parallel" });

const RULES = { text: 15, target: { width: 60, height: 59.9, gap: 8 }, lang: "zh-CN", scrolls: true } as const;
const NO_SCRIPT = { ...PHONE, javaScriptEnabled: false };
const submit = (page: Page) => page.getByRole("button", { name: /提交评价/ });

/** A rating page of a service that has just been rendered. */
async function invitation(hall: Hall, window: string): Promise<string> {
  const clerk = await Clerk.at(hall, window);
  const path = await clerk.serve({ queue: window.charAt(0) });
  await clerk.leave();
  return path;
}

async function onPhone<T>(browser: Browser, act: (page: Page) => Promise<T>, options: object = NO_SCRIPT): Promise<T> {
  const page = await browser.newPage(options);
  try {
    return await act(page);
  } finally {
    await page.context().close();
  }
}

test("A03 A06 A08 A12 A46 A52 every phone page, at 375 and at 320 px: large enough, nothing beside the screen, nothing foreign", async ({ browser, hall }) => {
  const faults: string[] = [];
  for (const one of PHONE_PAGES) {
    const page = await browser.newPage(one.context);
    const say = (found: string[]): void => { faults.push(...found.map((fault) => `${one.name}: ${fault}`)); };
    try {
      const noise = await watch(page, hall.url);
      await one.open(page, hall);
      await picture(page, one.name, true);
      say(await audit(page, RULES));
      say(await axe(page));
      const sizes = await page.evaluate(() => ({
        body: parseFloat(getComputedStyle(document.body).fontSize),
        options: [...document.querySelectorAll("label.o")].map((option) => parseFloat(getComputedStyle(option).fontSize)),
      }));
      if (sizes.body < 18) say([`body ${sizes.body} px`]);
      if (sizes.options.some((size) => size < 20)) say([`options ${sizes.options.join(" ")} px`]);
      await page.setViewportSize({ width: 320, height: 568 });
      say((await audit(page, RULES)).map((fault) => `320: ${fault}`));
      // pages that are refusals say so in their status, and the browser repeats it
      say(noise.filter((line) => !/status of 4\d\d/.test(line)));
    } finally {
      await page.context().close();
      await one.leave?.(hall);
    }
  }
  expect(faults).toEqual([]);
});

test("A71 A74 without script: five options of one size, none chosen, and leaving is as easy as sending", async ({ browser, hall }) => {
  const path = await invitation(hall, "A04");
  await onPhone(browser, async (page) => {
    await page.goto(hall.url + path);
    await expect(page.getByRole("radio")).toHaveCount(5);
    await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
    const looks = await Promise.all((await page.locator("fieldset").first().locator("label.o").all()).map(async (option) => {
      const { width, height } = (await option.boundingBox())!;
      const style = await option.evaluate((element) => {
        const { color, backgroundColor, borderColor, fontSize, fontWeight } = getComputedStyle(element);
        return [color, backgroundColor, borderColor, fontSize, fontWeight].join(" ");
      });
      return `${width} × ${height} ${style}`;
    }));
    expect(new Set(looks).size).toBe(1);
    const [skip, send] = [(await page.getByRole("link", { name: /暂不评价/ }).boundingBox())!, (await submit(page).boundingBox())!];
    expect([Math.round(skip.width), Math.round(skip.height)]).toEqual([Math.round(send.width), Math.round(send.height)]);
    // nothing chosen, then a low level without a reason
    await submit(page).tap();
    await expect(page.getByRole("alert")).toContainText("请选择一个满意度");
    await page.locator("label[for=l2]").tap();
    await expect(page.locator(".t2 label.o").first()).toBeVisible();
    await expect(page.locator(".t5 label.o").first()).toBeHidden();
    await submit(page).tap();
    await expect(page.getByRole("alert")).toContainText("请勾选原因或写几个字");
    await expect(page.locator("#l2")).toBeChecked();
    await page.getByLabel(/想说的话/).fill("等了很久 <script>alert(1)</script>");
    await submit(page).tap();
    await expect(page.getByRole("heading", { name: /请确认您的评价/ })).toBeVisible();
    await page.getByRole("button", { name: /返回修改/ }).tap();
    await expect(page.getByLabel(/想说的话/)).toHaveValue("等了很久 <script>alert(1)</script>");
    await submit(page).tap();
    await page.getByRole("button", { name: /确认提交/ }).tap();
    await expect(page.getByRole("heading", { name: /谢谢您的评价/ })).toBeVisible();
  });
});

test("A16 A18 a rating by keys alone, and one sees where one is", async ({ browser, hall }) => {
  const path = await invitation(hall, "B03");
  await onPhone(browser, async (page) => {
    await page.goto(hall.url + path);
    await page.keyboard.press("Tab");
    await page.keyboard.press("ArrowDown");
    const option = page.locator("label.o:has(input:focus-visible)");
    await expect(option).toHaveCount(1);
    expect(await option.evaluate((element) => parseFloat(getComputedStyle(element).outlineWidth))).toBeGreaterThanOrEqual(3);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("Enter");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(/谢谢您的评价/);
  }, { ...PHONE, hasTouch: false, isMobile: false });
});

test("A73 looking uses nothing up; a second rating is refused and says so; good ones need no second page", async ({ browser, hall }) => {
  const path = await invitation(hall, "D01");
  await onPhone(browser, async (page) => {
    for (let look = 0; look < 3; look++) expect((await page.goto(hall.url + path))!.status()).toBe(200);
    await onPhone(browser, async (second) => {
      await second.goto(hall.url + path);
      for (const [phone, heading] of [[page, /谢谢您的评价/], [second, /已经评价过了/]] as const) {
        await phone.locator("label[for=l4]").tap();
        await submit(phone).tap();
        await expect(phone.getByRole("heading", { level: 1 })).toHaveText(heading);
      }
    });
  });
});

test("A72 A75 one request and no more, at most 14 KB; no cookie, no referrer, not indexed, a strict policy", async ({ browser, hall }) => {
  const [path, ticket] = [await invitation(hall, "C02"), await hall.take({ item: "med-resident" })];
  for (const address of [path, `${path}?skip`, `/t/${ticket.id}`, "/r/v1.nothing", "/t/aaaaaaaaaaaaaaaa"]) {
    const answer = await hall.call("GET", address);
    const body = Buffer.from(await answer.arrayBuffer());
    expect(gzipSync(body).length, address).toBeLessThanOrEqual(14 * 1024);
    const header = (name: string): string => answer.headers.get(name) ?? "";
    expect([header("set-cookie"), header("referrer-policy"), header("x-robots-tag"), header("cache-control")])
      .toEqual(["", "no-referrer", "noindex", "no-store"]);
    expect(body.toString()).toContain('name="robots" content="noindex, nofollow"');
    expect(header("content-security-policy")).toContain("default-src 'none'");
    expect(header("content-security-policy")).not.toMatch(/unsafe|\*/);
    await onPhone(browser, async (page) => {
      const requests: string[] = [];
      page.on("request", (request) => { if (!request.url().startsWith("data:")) requests.push(request.url()); });
      await page.goto(hall.url + address);
      await page.waitForLoadState("networkidle");
      expect(requests).toEqual([hall.url + address]);
      expect(await page.context().cookies()).toEqual([]);
    });
  }
});

test("A55 A60 a ticket's page tells by itself that it is called; giving a number back is asked twice", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "G01");
  const taken = await hall.take({ queue: "G" });
  await onPhone(browser, async (page) => {
    let loads = 0;
    page.on("load", () => { loads += 1; });
    await page.goto(`${hall.url}/t/${taken.id}`);
    await expect(page.getByText("正在排队")).toBeVisible();
    await clerk.callTo(taken.number);
    await expect(page.getByRole("status").first()).toContainText("请到 G01 窗口");
    await clerk.do("start");
    await expect(page.getByRole("status").first()).toContainText("正在 G01 窗口办理");
    await clerk.do("finish");
    await page.getByRole("link", { name: /评价本次服务/ }).tap();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("请评价本次服务");
    expect(loads).toBe(2);
  }, PHONE);
  const other = await hall.take({ queue: "G" });
  await onPhone(browser, async (page) => {
    await page.goto(`${hall.url}/t/${other.id}`);
    const giveBack = page.getByRole("button", { name: /确认放弃/ });
    await expect(giveBack).toBeHidden();
    await page.getByText("不等了，放弃此号").tap();
    await expect(page.getByText("放弃后不能恢复")).toBeVisible();
    await giveBack.tap();
    await expect(page.getByText("已放弃")).toBeVisible();
    const seen = await (await hall.call("GET", `/api/v1/tickets/${other.id}`)).json();
    expect(seen.state).toBe("cancelled");
  });
  await clerk.leave();
});
