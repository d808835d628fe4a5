// A person at the terminal: touches what they see, turns pages until they find it.
import type { Browser, BrowserContextOptions, Locator, Page } from "@playwright/test";
import { movableClock } from "./clock.js";
import { expect, type Hall } from "./hall.js";

export const UPRIGHT: BrowserContextOptions = { viewport: { width: 1080, height: 1920 }, hasTouch: true };

/** A way to use the terminal. */
export interface Mode {
  lang: "zh-CN" | "en";
  elder: boolean;
  seated?: boolean;
  contrast?: boolean;
}

export const MODES: Mode[] = [
  { lang: "zh-CN", elder: false }, { lang: "en", elder: false },
  { lang: "zh-CN", elder: true }, { lang: "en", elder: true },
];

export const modeName = (mode: Mode): string => `${mode.lang.slice(0, 2)}${mode.elder ? "-elder" : ""}${mode.seated ? "-seated" : ""}${mode.contrast ? "-contrast" : ""}`;

/** Those ways in which most can go wrong, by name; all of them with MINGTANG_WALKS=all. */
export const ordinarily = (ways: Mode[], names: string[]): Mode[] =>
  ways.filter((way) => process.env.MINGTANG_WALKS === "all" || names.includes(modeName(way)));

/** Between two touches of the same key, ms: quicker ones are a finger that bounces, and count once (A40). */
export const UNHURRIED = 120;

/** Words of the controls every page has. */
export const BACK = /^(返回|Back)$/;
export const HOME = /^(首页|Home)$/;
const NEXT_PAGE = /^(下一页|Next)$/;
const PREVIOUS_PAGE = /^(上一页|Previous)$/;

/** What was touched is pressed a frame later, once that was painted (A41): who touches sees that before they go on. */
async function pressed(page: Page): Promise<void> {
  // a press may end the page itself
  await page.waitForFunction(() => !document.querySelector(".touched"), undefined, { polling: 10, timeout: 2_000 }).catch(() => undefined);
}

const PATIENT = Symbol("touches wait until they are pressed");

/** Makes every touch of a test wait until it is pressed. */
function patient(page: Page): void {
  const touched = Object.getPrototypeOf(page.locator("html")) as Locator & { [PATIENT]?: boolean };
  if (touched[PATIENT]) return;
  const tap = touched.tap;
  touched.tap = async function (this: Locator, options): Promise<void> {
    await tap.call(this, options);
    await pressed(this.page());
  };
  touched[PATIENT] = true;
}

export class Kiosk {
  /** As the person of this visit wants it. */
  mode: Mode = { lang: "zh-CN", elder: false };

  private constructor(readonly page: Page, readonly hall: Hall) {
    patient(page);
  }

  /** A terminal that shows the attract page. `clock`: its time can be moved by the test. `alone`: as a machine starts it,
   *  its address is the only entry of the browser's history. */
  static async open(browser: Browser, hall: Hall, options: BrowserContextOptions & { clock?: boolean; alone?: boolean } = {}): Promise<Kiosk> {
    const { clock, alone, ...context } = options;
    const page = await browser.newPage({ ...UPRIGHT, ...context });
    if (clock) await movableClock(page);
    const kiosk = new Kiosk(page, hall);
    // the blank page of a new window is no entry when it is replaced
    if (alone) await page.evaluate((address) => location.replace(address), `${hall.url}/kiosk`);
    else await page.goto(`${hall.url}/kiosk`);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    return kiosk;
  }

  /** A terminal on a page that a test has opened itself. */
  static async on(page: Page, hall: Hall): Promise<Kiosk> {
    await page.goto(`${hall.url}/kiosk`);
    await expect(page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    return new Kiosk(page, hall);
  }

  /** The first touch of a visit. */
  async wake(): Promise<void> {
    // not before the program is there
    await expect(this.page.locator(".attract-queue-count").first()).toHaveText(/\d/);
    const { width, height } = this.page.viewportSize()!;
    // the touch may fall into the full page load that ends the visit before
    await expect(async () => {
      if (new URL(this.page.url()).pathname === "/kiosk") await this.page.touchscreen.tap(width / 2, height / 3);
      await expect(this.page).toHaveURL(/\/kiosk\/home$/, { timeout: 3_000 });
    }).toPass({ timeout: 20_000 });
    await this.settled();
  }

  /** The first touch, then language and size as wanted, by touch. */
  async begin(mode: Mode): Promise<void> {
    this.mode = mode;
    await this.wake();
    if (mode.lang === "en") await this.page.locator(".bar-language").tap();
    if (mode.elder) await this.page.locator(".bar-size").tap();
    if (mode.seated) await this.page.locator(".bar-seated").tap();
    if (mode.contrast) await this.page.locator(".bar-contrast").tap();
    await expect(this.page.locator("html")).toHaveAttribute("lang", mode.lang);
    await this.settled();
  }

  /** Touches the control with this name; in a list, turns pages until it is there. */
  async press(name: RegExp): Promise<void> {
    const control = this.page.getByRole("button", { name }).or(this.page.getByRole("tab", { name })).first();
    await expect(this.page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(control.or(this.turner()).first()).toBeVisible();
    // a list is put into pages once it is measured
    await this.settled();
    // an entry may have come on a page that was turned already: on to the end, then back to the beginning
    for (const turner of [this.turner(), this.page.getByRole("button", { name: PREVIOUS_PAGE })]) {
      while (!(await control.isVisible()) && await turner.isVisible() && await turner.isEnabled()) await turner.tap();
    }
    await control.tap();
  }

  /** The button that turns to the next page of a list. */
  turner(): Locator {
    return this.page.getByRole("button", { name: NEXT_PAGE });
  }

  /** Back to the home page by its button. */
  async home(): Promise<void> {
    await this.page.getByRole("button", { name: HOME }).tap();
    await expect(this.page).toHaveURL(/\/kiosk\/home$/);
    await this.settled();
  }

  /** Fonts are there, lists are measured, the page takes touches. */
  async settled(): Promise<void> {
    await this.page.evaluate(async () => {
      await document.fonts.ready;
      await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => undefined)));
    });
    // not a timer of the page: a test may have stopped its clock
    await this.page.waitForTimeout(30);
  }

  /** The text of the focused element. */
  focused(): Promise<string> {
    return this.page.evaluate(() => document.activeElement?.textContent?.trim() ?? "");
  }

  /** Takes a number for the queue itself, by touch from the home page. */
  async takeNumber(queue: RegExp): Promise<string> {
    await this.press(/^取号排队|^Take a number/);
    await this.press(queue);
    await this.page.locator(".take-action button").tap();
    const number = this.page.locator(".ticket-number");
    await expect(number).toBeVisible();
    await this.settled();
    return (await number.textContent())!;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
