// A person in a wheelchair, from the first touch to the last: whatever they touch lies wholly in the half of the panel that
// they reach, at the moment at which they touch it.
import type { Locator } from "@playwright/test";
import { booked, test } from "../support/booking.js";
import { served } from "../support/clerk.js";
import { expect } from "../support/hall.js";
import { Kiosk, UNHURRIED, UPRIGHT, type Mode } from "../support/kiosk.js";
import { picture } from "../support/picture.js";

test.describe.configure({ mode: "parallel" });

/** A control that a finger came down on, and where it was then. */
interface Touched { name: string; top: number; bottom: number; left: number; right: number }

/** A hand that reaches no higher than the line. */
class Hand {
  readonly touched: Touched[] = [];

  private constructor(readonly kiosk: Kiosk, readonly line: number) {}

  static async of(kiosk: Kiosk, line: number): Promise<Hand> {
    const hand = new Hand(kiosk, line);
    await kiosk.page.exposeFunction("touched", (touched: Touched) => { hand.touched.push(touched); });
    await kiosk.page.addInitScript(() => {
      addEventListener("touchstart", (event) => {
        const target = event.target as Element;
        // what is no control is touched where the finger is, whatever lies there
        const control = target.closest("button, input, a, [role=button], [role=tab], [role=radio], [role=checkbox], [role=switch]") ?? target;
        const { top, bottom, left, right } = control.getBoundingClientRect();
        const name = `${control.tagName} ${(control.getAttribute("aria-label") ?? control.textContent ?? "").trim().slice(0, 40)}`;
        (window as unknown as { touched(touched: Touched): void }).touched({ name, top, bottom, left, right });
      }, true);
    });
    await kiosk.page.reload();
    await expect(kiosk.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    return hand;
  }

  /** Touches a control; it must be a control, and lie within reach. */
  async tap(control: Locator): Promise<void> {
    await this.kiosk.settled();
    const before = this.touched.length;
    await control.tap();
    await expect.poll(() => this.touched.length).toBe(before + 1);
    const { name, top, bottom, left, right } = this.touched.at(-1)!;
    const { width, height } = this.kiosk.page.viewportSize()!;
    expect(name, "a control").toMatch(/^(BUTTON|INPUT) /);
    expect(top, `${name} begins below the line`).toBeGreaterThanOrEqual(this.line - 0.5);
    expect([bottom <= height + 0.5, left >= -0.5, right <= width + 0.5], `${name} is whole on the panel`).toEqual([true, true, true]);
  }

  /** The control with this name; in a list pages are turned until it is there. */
  async press(name: RegExp): Promise<void> {
    const { page } = this.kiosk;
    const control = (["tab", "radio", "checkbox"] as const).reduce((found, role) => found.or(page.getByRole(role, { name })), page.getByRole("button", { name })).first();
    await expect(control.or(this.kiosk.turner()).first()).toBeVisible();
    await this.kiosk.settled();
    while (!(await control.isVisible()) && await this.turns()) await this.tap(this.kiosk.turner());
    await this.tap(control);
  }

  /** Whether there is another page of a list. */
  async turns(): Promise<boolean> {
    return await this.kiosk.turner().isVisible() && await this.kiosk.turner().isEnabled();
  }

  /** Letters or digits, key by key. */
  async type(text: string): Promise<void> {
    for (const [at, sign] of [...text].entries()) {
      if (sign === text[at - 1]) await this.kiosk.page.waitForTimeout(UNHURRIED);
      await this.tap(this.kiosk.page.getByRole("button", { name: sign, exact: true }));
    }
  }

  /** From nobody to the home page, with the first touch on the button of the mode, then language and size. */
  async begin({ lang, elder }: Mode): Promise<void> {
    const { page } = this.kiosk;
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    await this.tap(page.locator(".bar-seated"));
    await expect(page).toHaveURL(/\/home$/);
    await expect(page.locator("html")).toHaveAttribute("data-seated", "true");
    if (lang === "en") await this.tap(page.locator(".bar-language"));
    if (elder) await this.tap(page.locator(".bar-size"));
    await expect(page.locator("html")).toHaveAttribute("lang", lang);
  }

  /** The last touch; then nobody is there, and nothing of the mode. */
  async finish(): Promise<void> {
    const { page } = this.kiosk;
    await page.evaluate(() => Object.assign(window, { before: true }));
    await this.press(/^结束$|^Finish$/);
    await expect(page).toHaveURL(/\/kiosk$/, { timeout: 20_000 });
    await expect.poll(() => page.evaluate(() => "before" in window).catch(() => true)).toBe(false);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    await expect(page.locator("html")).not.toHaveAttribute("data-seated");
  }
}

const PANELS: { name: string; viewport: { width: number; height: number }; line: number; mode: Mode }[] = [
  { name: "upright, zh", viewport: { width: 1080, height: 1920 }, line: 960, mode: { lang: "zh-CN", elder: false } },
  { name: "upright, en, elder", viewport: { width: 1080, height: 1920 }, line: 960, mode: { lang: "en", elder: true } },
  { name: "wide, zh", viewport: { width: 1920, height: 1080 }, line: 540, mode: { lang: "zh-CN", elder: false } },
  { name: "wide, en", viewport: { width: 1920, height: 1080 }, line: 540, mode: { lang: "en", elder: false } },
];

for (const { name, viewport, line, mode } of PANELS) {
  test(`A04 A50 R75 seated: searched, a guide read to its end, a number, checked in, rated, help: every touch below the line, ${name}`, async ({ browser, hall }) => {
    test.setTimeout(300_000);
    const kiosk = await Kiosk.open(browser, hall, { ...UPRIGHT, viewport });
    const { page } = kiosk;
    const hand = await Hand.of(kiosk, line);

    await test.step("search, guide, number", async () => {
      await hand.begin(mode);
      await hand.press(/^搜索事项|^Search services/);
      await hand.type("SBK");
      await hand.tap(page.locator(".search-results li:not([hidden]) button").first());
      await expect(page).toHaveURL(/\/guides\/[\w-]+$/);
      const tabs = page.getByRole("tab");
      await expect(tabs).toHaveCount(5);
      let leaves = 0;
      for (let tab = 0; tab < 5; tab++) {
        await hand.tap(tabs.nth(tab));
        await expect(tabs.nth(tab)).toHaveAttribute("aria-selected", "true");
        await expect(page.locator("[role=tabpanel] li:not([hidden])").first()).toBeVisible();
        await kiosk.settled();
        for (leaves++; await hand.turns(); leaves++) {
          const place = await page.locator(".pager-place").first().textContent();
          await hand.tap(kiosk.turner());
          await expect(page.locator(".pager-place").first()).not.toHaveText(place!);
        }
      }
      expect(leaves).toBeGreaterThan(5);
      await picture(page, `seated-${name.replace(/\W+/g, "-")}-guide`);
      await hand.tap(page.locator(".take-action button"));
      await expect(page.locator(".ticket-number")).toHaveText(/^B\d{3}$/);
      await hand.finish();
    });

    await test.step("checked in", async () => {
      const { code } = await booked(hall);
      await hand.begin(mode);
      await hand.press(/^预约签到|^Check in/);
      await hand.type(code);
      await hand.press(/^签到出号$|^Get my number$/);
      await expect(page.locator(".ticket-number")).toHaveText(/^A\d{3}$/);
      await hand.finish();
    });

    await test.step("rated", async () => {
      const { code } = await served(hall);
      await hand.begin(mode);
      await hand.press(/^服务评价$|^Rate a service$/);
      await hand.type(code);
      await hand.press(/^去评价$|^Go on to rate$/);
      await expect(page.getByRole("radio")).toHaveCount(5);
      await hand.tap(page.getByRole("radio").nth(4));
      await hand.press(/^下一步$|^Go on$/);
      await hand.tap(page.locator("[role=checkbox]:visible").first());
      while (await hand.turns()) await hand.tap(kiosk.turner());
      await hand.press(/^下一步$|^Go on$/);
      await expect(page.locator(".rate-chosen li")).toHaveCount(2);
      await hand.press(/^返回修改$|^Change$/);
      await hand.press(/^下一步$|^Go on$/);
      await hand.press(/^确认提交$|^Confirm$/);
      await expect(page).toHaveURL(/\/rate\/done$/);
      const summary = await (await hall.call("GET", "/api/v1/halls/shili/ratings/summary")).json();
      expect(summary.total.levels).toEqual([1, 0, 0, 0, 0]);
      await hand.finish();
    });

    await test.step("help, and the way back", async () => {
      await hand.begin(mode);
      await hand.tap(page.locator(".bar-help"));
      await hand.press(/^知道了$|^OK$/);
      await hand.press(/^按部门办|^By department/);
      await hand.press(/^首页$|^Home$/);
      await expect(page).toHaveURL(/\/home$/);
      await hand.press(/^返回$|^Back$/);
      await expect(page).toHaveURL(/\/kiosk$/);
    });
    // every one of them was looked at: the story is as long as it should be
    expect(hand.touched.length).toBeGreaterThanOrEqual(50);
    await kiosk.close();
  });
}
