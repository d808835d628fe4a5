// Every page of the product, and the way to it: what is proved for "all pages" is proved for these.
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { Clerk, halt, session, switchQueue } from "../support/clerk.js";
import { expect, type Hall } from "../support/hall.js";
import { Kiosk } from "../support/kiosk.js";

/** A page of the terminal; `open` begins at the home page and touches its way. */
export interface KioskPage {
  name: string;
  open(kiosk: Kiosk): Promise<unknown>;
  /** After the test, still on the page. */
  leave?(kiosk: Kiosk): Promise<unknown>;
  /** It has a title of its own. */
  titled?: false;
}

const inList = (list: RegExp, entry: RegExp) => async (kiosk: Kiosk) => {
  await kiosk.press(list);
  await kiosk.press(entry);
};
const guide = async (kiosk: Kiosk): Promise<void> => {
  await kiosk.press(/^常办事项|^Popular services/);
  await kiosk.press(/^居民身份证换领|^Resident ID card renewal/);
};
const guideTab = (tab: RegExp) => async (kiosk: Kiosk) => {
  await guide(kiosk);
  await kiosk.press(tab);
};

/** All pages a person can touch their way to. The last ones move the clock. */
export const KIOSK_PAGES: KioskPage[] = [
  { name: "home", open: async (kiosk) => { await kiosk.press(/^办事指南|^Service guides/); await kiosk.home(); } },
  { name: "queues", open: (kiosk) => kiosk.press(/^取号排队|^Take a number/) },
  { name: "queue", open: inList(/^取号排队|^Take a number/, /^户政·出入境|^Household Registration/) },
  { name: "queue-bare", open: (kiosk) => kiosk.press(/^帮办代办|^Assistance/) },
  {
    name: "queue-refused",
    open: async (kiosk) => {
      await switchQueue(kiosk.hall, "H", "close");
      await inList(/^取号排队|^Take a number/, /^综合受理（交通|^Comprehensive Services \(Transport/)(kiosk);
      await expect(kiosk.page.locator(".take .trouble")).toBeVisible();
    },
    leave: (kiosk) => switchQueue(kiosk.hall, "H", "open"),
  },
  { name: "departments", open: (kiosk) => kiosk.press(/^按部门办|^By department/) },
  { name: "department", open: inList(/^按部门办|^By department/, /^人力资源和社会保障局|^Human Resources/) },
  { name: "themes", open: (kiosk) => kiosk.press(/^一件事一次办|^By topic/) },
  { name: "theme", open: inList(/^一件事一次办|^By topic/, /^就业一件事|^Employment/) },
  { name: "popular", open: (kiosk) => kiosk.press(/^常办事项|^Popular services/) },
  { name: "guides", open: (kiosk) => kiosk.press(/^办事指南|^Service guides/) },
  { name: "guide-basics", open: guide },
  { name: "guide-documents", open: guideTab(/^材料$|^Documents$/), titled: false },
  { name: "guide-procedure", open: guideTab(/^流程$|^Procedure$/), titled: false },
  { name: "guide-contact", open: guideTab(/^咨询投诉$|^Contact$/), titled: false },
  { name: "ticket", open: (kiosk) => kiosk.takeNumber(/^医疗保障|^Healthcare Security/) },
  {
    name: "ticket-called",
    open: async (kiosk) => {
      const number = await kiosk.takeNumber(/^出件（领证）|^Certificate Collection/);
      await (await Clerk.at(kiosk.hall, "P01")).callTo(number);
      await expect(kiosk.page.locator(".ticket-news")).toBeVisible();
    },
    leave: async (kiosk) => (await Clerk.at(kiosk.hall, "P01")).leave(),
    titled: false,
  },
  {
    name: "ticket-missed",
    open: async (kiosk) => {
      const number = await kiosk.takeNumber(/^出件（领证）|^Certificate Collection/);
      const clerk = await Clerk.at(kiosk.hall, "P01");
      await clerk.callTo(number);
      await clerk.leave();
      await expect(kiosk.page.locator(".ticket .trouble")).toBeVisible();
    },
    titled: false,
  },
  {
    name: "idle-warning",
    open: async (kiosk) => {
      await kiosk.page.clock.fastForward(kiosk.mode.elder ? 121_000 : 61_000);
      await expect(kiosk.page.locator("dialog[open]")).toBeVisible();
    },
    leave: (kiosk) => kiosk.page.locator("dialog[open] button").first().tap(),
    titled: false,
  },
];

/** A terminal page at an address that shows something else. */
export const KIOSK_MISSING = "/kiosk/queues/Z";

/** A page that is opened as a whole. */
export interface ServerPage {
  name: string;
  context: BrowserContextOptions;
  open(page: Page, hall: Hall): Promise<unknown>;
  /** After the test. */
  leave?(hall: Hall): Promise<unknown>;
}

export const WIDE: BrowserContextOptions = { viewport: { width: 1920, height: 1080 } };
export const TALL: BrowserContextOptions = { viewport: { width: 1080, height: 1920 } };
export const UHD: BrowserContextOptions = { viewport: { width: 3840, height: 2160 } };
export const STRIP: BrowserContextOptions = { viewport: { width: 1920, height: 360 } };
export const DESK: BrowserContextOptions = { viewport: { width: 1366, height: 768 } };
export const PHONE: BrowserContextOptions = { viewport: { width: 375, height: 667 }, hasTouch: true, isMobile: true };

const sign = (name: string, window: string, prepare: (clerk: Clerk, hall: Hall) => Promise<unknown>, state: string): ServerPage => ({
  name: `sign-${name}`,
  context: WIDE,
  open: async (page, hall) => {
    await prepare(await Clerk.at(hall, window), hall);
    await page.goto(`${hall.url}/screen/window/${window}`);
    await expect(page.locator("[data-sign]")).toHaveAttribute("data-sign", state);
  },
  leave: async (hall) => (await Clerk.at(hall, window)).leave(),
});
const call = async (clerk: Clerk, hall: Hall): Promise<void> =>
  clerk.callTo((await hall.take({ queue: clerk.window.charAt(0) })).number);

/** Every state of every wall screen. */
export const SCREEN_PAGES: ServerPage[] = [
  {
    name: "main-idle",
    context: WIDE,
    open: async (page, hall) => {
      await switchQueue(hall, "B", "close");
      await page.goto(`${hall.url}/screen/main?sound=off`);
      await expect(page.locator("[data-idle-panel]")).toBeVisible({ timeout: 40_000 });
    },
    leave: (hall) => switchQueue(hall, "B", "open"),
  },
  {
    name: "main-call",
    context: WIDE,
    open: async (page, hall) => {
      await page.goto(`${hall.url}/screen/main?sound=off`);
      await expect(page.locator("[data-screen=main]")).toBeVisible();
      await call(await Clerk.at(hall, "H01"), hall);
      await expect(page.locator("[data-call-panel]")).toBeVisible({ timeout: 40_000 });
    },
    leave: async (hall) => (await Clerk.at(hall, "H01")).leave(),
  },
  sign("closed", "H02", (clerk) => clerk.leave(), "closed"),
  sign("open", "G04", (clerk) => clerk.open(), "open"),
  sign("paused", "K01", async (clerk) => { await clerk.open(); await clerk.do("pause"); }, "paused"),
  sign("called", "T01", call, "called"),
  sign("serving", "D04", async (clerk, hall) => { await call(clerk, hall); await clerk.do("start"); }, "serving"),
  {
    name: "unknown",
    context: WIDE,
    open: async (page, hall) => {
      await page.goto(`${hall.url}/screen/nowhere`);
      await expect(page.locator(".unknown-windows li").nth(5)).toBeVisible();
    },
  },
];

/** Opens the desk as somebody, without typing the password. */
export async function openDesk(page: Page, hall: Hall, account: string): Promise<void> {
  const [name, value] = (await session(hall, account)).split("=");
  await page.context().addCookies([{ name: name!, value: value!, url: hall.url }]);
  await page.goto(`${hall.url}/desk`);
  await expect(page.locator(".window, .overview .tiles")).toBeVisible();
}

const desk = (name: string, window: string, prepare: (clerk: Clerk, hall: Hall) => Promise<unknown>,
  then: (page: Page) => Promise<unknown> = async () => undefined): ServerPage => ({
  name: `desk-${name}`,
  context: DESK,
  open: async (page, hall) => {
    await prepare(await Clerk.at(hall, window), hall);
    await openDesk(page, hall, window.toLowerCase());
    await then(page);
  },
  leave: async (hall) => (await Clerk.at(hall, window)).leave(),
});
const take = (hall: Hall, request: object) => hall.take(request);
const serving = async (clerk: Clerk, hall: Hall): Promise<void> => {
  await clerk.callTo((await take(hall, { item: "re-transfer" })).number);
  await clerk.do("start");
  await take(hall, { queue: "D" });
};

/** Somebody was missed, one has priority, one asks for it, and more wait than one page of the list shows. */
const crowd = async (clerk: Clerk, hall: Hall): Promise<void> => {
  await clerk.callTo((await take(hall, { item: "med-claim" })).number);
  await clerk.do("miss");
  await clerk.grant((await take(hall, { item: "med-resident" })).id, "disabled");
  await take(hall, { item: "med-transfer", priority: "elderly" });
  for (let n = 0; n < 5; n++) await take(hall, { queue: "C" });
};
/** A citizen with further matters at another window. */
const slip = (...items: string[]) => async (clerk: Clerk, hall: Hall): Promise<void> => {
  await clerk.open();
  const { id, number } = await take(hall, { items });
  await clerk.grant(id, "military");
  await clerk.callTo(number);
};
/** Opens the dialog of the first row that has such a button. */
const ask = (act: string) => async (page: Page): Promise<void> => {
  // the server's word has come
  await expect(page.locator(".waiters .asks")).toBeVisible();
  await page.locator(`.waiters [data-do=${act}]`).first().click();
  await expect(page.locator("dialog[open] #reason")).toBeVisible();
};

/** Every state of the staff desk, in Chinese. */
export const DESK_PAGES: ServerPage[] = [
  {
    name: "desk-signin",
    context: DESK,
    open: async (page, hall) => {
      await page.goto(`${hall.url}/desk`);
      await expect(page.getByLabel("账号")).toBeFocused();
    },
  },
  {
    name: "desk-signin-error",
    context: DESK,
    open: async (page, hall) => {
      await page.goto(`${hall.url}/desk`);
      await page.getByLabel("账号").fill("f03");
      await page.getByLabel("密码").fill("not-this");
      await page.getByRole("button", { name: "登录" }).click();
      await expect(page.locator("#password-fault")).toContainText("密码不正确");
    },
  },
  desk("closed", "D02", (clerk) => clerk.leave()),
  desk("open", "D02", (clerk) => clerk.open(), (page) => expect(page.locator("[data-step=next].primary")).toBeVisible()),
  desk("called", "D02", async (clerk, hall) => clerk.callTo((await take(hall, { item: "re-transfer" })).number)),
  desk("serving", "D02", serving, (page) => expect(page.locator(".chip.serving")).toBeVisible()),
  desk("finish", "D02", serving, async (page) => {
    await page.locator("[data-step=finish]").click();
    await expect(page.locator(".matters .check").nth(2)).toBeVisible();
  }),
  desk("pause", "D02", (clerk) => clerk.open(), (page) => page.locator("[data-do=pause]").click()),
  desk("qr", "D02", serving, async (page) => {
    await page.locator("[data-step=finish]").click();
    await page.locator("[data-do=finish]").click();
    await expect(page.locator(".qr svg")).toBeVisible();
  }),
  desk("waiting", "C02", crowd, (page) => expect(page.locator(".waiters .asks")).toBeVisible()),
  desk("missed", "C02", crowd, async (page) => {
    await page.locator("[data-list=missed]").click();
    await expect(page.locator("[data-do=requeue]").first()).toBeVisible();
  }),
  desk("pick", "C02", crowd, ask("pick")),
  desk("grant", "C02", crowd, ask("grant")),
  desk("withdraw", "C02", crowd, ask("withdraw")),
  desk("miss", "D02", async (clerk, hall) => clerk.callTo((await take(hall, { item: "re-transfer" })).number),
    (page) => page.locator("[data-step=miss]").click()),
  desk("transfer", "D02", serving, async (page) => {
    await page.locator("[data-step=transfer]").click();
    await expect(page.locator("#place")).toBeVisible();
  }),
  desk("slip", "D02", slip("re-transfer", "hpf-loan"), (page) => expect(page.locator(".further li")).toBeVisible()),
  desk("qr-several", "D02", async (clerk, hall) => {
    await slip("re-transfer", "re-mortgage", "hpf-loan")(clerk, hall);
    await clerk.do("start");
  }, async (page) => {
    await page.locator("[data-step=finish]").click();
    await expect(page.locator("[data-do=finish]")).toContainText("已选 2 项");
    await page.locator("[data-do=finish]").click();
    await expect(page.locator("[data-code]")).toHaveCount(2);
  }),
  {
    ...desk("halted", "D02", async (clerk, hall) => { await clerk.open(); await halt(hall, "stop"); },
      (page) => expect(page.locator(".halted")).toBeVisible()),
    leave: async (hall) => { await halt(hall, "resume"); await (await Clerk.at(hall, "D02")).leave(); },
  },
  {
    name: "desk-overview-halted",
    context: DESK,
    open: async (page, hall) => {
      await halt(hall, "stop");
      await openDesk(page, hall, "supervisor");
      await expect(page.locator("[data-do=resume-hall]")).toBeVisible();
    },
    leave: (hall) => halt(hall, "resume"),
  },
  {
    name: "desk-assign",
    context: DESK,
    open: async (page, hall) => {
      await openDesk(page, hall, "supervisor");
      await page.locator("[data-window=G04] [data-do=assign]").click();
      await expect(page.locator("dialog[open] [data-queue=T]")).toBeVisible();
    },
  },
  {
    name: "desk-overview",
    context: DESK,
    open: async (page, hall) => {
      await openDesk(page, hall, "supervisor");
      await expect(page.locator(".figures tbody tr").first()).toBeVisible();
    },
  },
];

/** A fresh rating page. */
async function rating(hall: Hall): Promise<string> {
  const clerk = await Clerk.at(hall, "E01");
  const path = await clerk.serve({ item: "hpf-withdraw" });
  await clerk.leave();
  return hall.url + path;
}
const ticket = (name: string, become: (clerk: Clerk, ticket: { id: string; number: string }, hall: Hall) => Promise<unknown>): ServerPage => ({
  name: `phone-ticket-${name}`,
  context: PHONE,
  open: async (page, hall) => {
    const taken = await take(hall, { item: "hpf-loan" });
    await become(await Clerk.at(hall, "E02"), taken, hall);
    await page.goto(`${hall.url}/t/${taken.id}`);
  },
  leave: async (hall) => (await Clerk.at(hall, "E02")).leave(),
});
const rated = (name: string, on: (page: Page, path: string) => Promise<unknown> = async () => undefined, query = ""): ServerPage => ({
  name: `phone-rate${name}`,
  context: PHONE,
  open: async (page, hall) => {
    const path = await rating(hall);
    await page.goto(path + query);
    await on(page, path);
  },
});
const choose = (level: number) => async (page: Page): Promise<void> => {
  await page.locator(`label[for=l${level}]`).tap();
  await page.getByRole("button", { name: /提交评价/ }).tap();
  await expect(level < 3 ? page.getByRole("alert") : page.getByRole("heading", { name: /谢谢/ })).toBeVisible();
};
const negative = async (page: Page): Promise<void> => {
  await page.locator("label[for=l1]").tap();
  await page.getByLabel(/想说的话/).fill("等了很久，窗口没有人。");
  await page.getByRole("button", { name: /提交评价/ }).tap();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("请确认");
};

/** Every page a citizen sees on a phone. */
export const PHONE_PAGES: ServerPage[] = [
  ticket("waiting", async () => undefined),
  ticket("called", (clerk, { number }) => clerk.callTo(number)),
  ticket("served", async (clerk, { number }) => { await clerk.callTo(number); await clerk.do("start"); await clerk.do("finish"); }),
  ticket("missed", async (clerk, { number }) => { await clerk.callTo(number); await clerk.do("miss"); }),
  ticket("cancelled", (_, { id }, hall) => hall.call("POST", `/api/v1/tickets/${id}/cancel`, {})),
  { name: "phone-ticket-unknown", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/t/aaaaaaaaaaaaaaaa`) },
  rated(""),
  rated("-reasons", (page) => page.locator("label[for=l2]").tap()),
  rated("-error", choose(2)),
  rated("-confirm", negative),
  rated("-thanks", choose(5)),
  rated("-thanks-negative", async (page) => { await negative(page); await page.getByRole("button", { name: /确认提交/ }).tap(); await expect(page.getByRole("heading", { name: /谢谢/ })).toBeVisible(); }),
  rated("-already", async (page, path) => { await choose(4)(page); await page.goto(path); }),
  rated("-skip", undefined, "?skip"),
  { name: "phone-rate-unknown", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/r/v1.nothing`) },
];

/** Opens a page in a context of its own, and puts everything back. */
export async function visit<T>(browser: Browser, hall: Hall, one: ServerPage, act: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {}): Promise<T> {
  const page = await browser.newPage({ ...one.context, ...options });
  try {
    await one.open(page, hall);
    return await act(page);
  } finally {
    await page.context().close();
    await one.leave?.(hall);
  }
}
