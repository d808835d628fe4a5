// Every page of the product, and the way to it: what is proved for "all pages" is proved for these.
import type { Browser, BrowserContextOptions, Page } from "@playwright/test";
import { account, Clerk, posts, session, switchHall, switchQueue } from "../support/clerk.js";
import { expect, type Hall } from "../support/hall.js";
import { BACK, Kiosk } from "../support/kiosk.js";
import { end, raise, text } from "../support/screens.js";

/** A page of the terminal; `open` begins at the home page and touches its way. */
export interface KioskPage {
  name: string;
  open(kiosk: Kiosk): Promise<unknown>;
  /** After the test, still on the page. */
  leave?(kiosk: Kiosk): Promise<unknown>;
  /** It has a title of its own. */
  titled?: false;
  /** A dialog stands over it, because somebody asked for it or has gone away. */
  dialog?: true;
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

const WHICH = /^我要带什么材料$|^Which documents do I need\?$/;
const ticking = async (kiosk: Kiosk): Promise<void> => {
  await guideTab(WHICH)(kiosk);
  for (const answer of [/^姓名、住址等变了|^Name, address/, /^未满十六周岁|^Under 16/, /^不急用|^No\b/]) await kiosk.press(answer);
  await expect(kiosk.page.getByRole("switch").first()).toBeVisible();
};
const missing = async (kiosk: Kiosk): Promise<void> => {
  await ticking(kiosk);
  await kiosk.press(/^勾好了，看结果$|^Done: show the result$/);
  await expect(kiosk.page.locator(".notice-qr svg")).toBeVisible();
};

const MATTERS = [
  /^居民身份证换领|^Resident ID card renewal/, /^社会保障卡申领|^Social security card/, /^不动产登记信息查询|^Property information query/,
];
/** Puts three matters of three queues on the list, by touch, and goes home. */
export const gather = async (kiosk: Kiosk): Promise<void> => {
  await kiosk.press(/^常办事项|^Popular services/);
  for (const matter of MATTERS) {
    await kiosk.press(matter);
    await kiosk.press(/^加入清单$|^Add to my list$/);
    await kiosk.press(BACK);
  }
  await kiosk.home();
};
const list = async (kiosk: Kiosk): Promise<void> => {
  await gather(kiosk);
  await kiosk.press(/^清单 3$|^My list \(3\)$/);
};
const takeHere = async (kiosk: Kiosk): Promise<void> => {
  await kiosk.page.locator(".take-action button").tap();
  await expect(kiosk.page.locator(".ticket-then")).toBeVisible();
};
/** From the home page to the classes of priority, on the way to a number. */
const classes = async (kiosk: Kiosk): Promise<void> => {
  await inList(/^取号排队|^Take a number/, /^不动产·税务|^Real Estate/)(kiosk);
  await kiosk.press(/^申请优先$|^Ask for priority$/);
};
const asks = (kind: RegExp) => async (kiosk: Kiosk): Promise<void> => {
  await classes(kiosk);
  await kiosk.press(kind);
  await expect(kiosk.page.locator(".take-more button")).toHaveText(/^\s*(已申请优先|Priority asked)\s*$/);
};
const WITH_INFANT = /^携带婴幼儿|^With an infant/;

const SEARCH = /^搜索事项|^Search services/;
/** The search with something typed. */
const search = (typed: string, seen: string) => async (kiosk: Kiosk): Promise<void> => {
  await kiosk.press(SEARCH);
  await kiosk.page.getByRole("button", { name: /^(清除|Clear)$/ }).tap();
  await kiosk.page.keyboard.type(typed);
  await expect(kiosk.page.locator(seen).first()).toBeVisible();
};

/** A service that was just done, by its QR code before the scanner of the rating page. */
const atLevels = async (kiosk: Kiosk): Promise<void> => {
  const clerk = await Clerk.at(kiosk.hall, "A01");
  const path = await clerk.serve({ item: "id-renew" });
  await clerk.leave();
  await kiosk.press(/^服务评价$|^Rate a service$/);
  await kiosk.page.keyboard.type(`${kiosk.hall.url}${path}`);
  await kiosk.page.keyboard.press("Enter");
  await expect(kiosk.page.getByRole("radio")).toHaveCount(5);
};
const atReasons = (level: RegExp) => async (kiosk: Kiosk): Promise<void> => {
  await atLevels(kiosk);
  await kiosk.page.getByRole("radio", { name: level }).tap();
  await kiosk.press(/^下一步$|^Go on$/);
  await expect(kiosk.page.getByRole("checkbox").first()).toBeVisible();
};
const BAD = /^非常不满意|^Very dissatisfied/;
const atCheck = async (kiosk: Kiosk): Promise<void> => {
  await atReasons(BAD)(kiosk);
  await kiosk.settled();
  await kiosk.page.getByRole("checkbox").first().tap();
  await kiosk.press(/^下一步$|^Go on$/);
  await expect(kiosk.page.locator(".rate-chosen")).toBeVisible();
};

/** All pages a person can touch their way to. The last ones move the clock. */
export const KIOSK_PAGES: KioskPage[] = [
  { name: "home", open: async (kiosk) => { await kiosk.press(/^办事指南|^Service guides/); await kiosk.home(); } },
  { name: "check-in", open: (kiosk) => kiosk.press(/^预约签到|^Check in/) },
  {
    name: "check-in-refused",
    open: async (kiosk) => {
      await kiosk.press(/^预约签到|^Check in/);
      // a scanner that reads something else
      await kiosk.page.keyboard.type("12345678/");
      await kiosk.page.keyboard.press("Enter");
      await expect(kiosk.page.locator(".checkin .trouble")).toBeVisible();
    },
    titled: false,
  },
  { name: "rate", open: (kiosk) => kiosk.press(/^服务评价$|^Rate a service$/) },
  { name: "rate-level", open: atLevels },
  { name: "rate-reasons", open: atReasons(BAD) },
  { name: "rate-check", open: atCheck },
  { name: "rate-done", open: async (kiosk) => { await atCheck(kiosk); await kiosk.press(/^确认提交$|^Confirm$/); await expect(kiosk.page.getByRole("button", { name: /^结束$|^Finish$/ })).toBeVisible(); } },
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
  { name: "search", open: (kiosk) => kiosk.press(SEARCH) },
  { name: "search-found", open: search("s", ".search-results mark"), titled: false },
  { name: "search-nothing", open: search("zzqq", ".search-nothing"), titled: false },
  { name: "guide-basics", open: guide },
  { name: "guide-documents", open: guideTab(/^材料$|^Documents$/), titled: false },
  { name: "guide-procedure", open: guideTab(/^流程$|^Steps$/), titled: false },
  { name: "guide-contact", open: guideTab(/^咨询投诉$|^Contact$/), titled: false },
  { name: "guide-money", open: guideTab(/^收费依据$|^Fees & law$/), titled: false },
  { name: "guide-suspended", open: async (kiosk) => { await inList(/^按部门办|^By department/, /^医疗保障局|^Healthcare Security/)(kiosk); await kiosk.press(/^医保电子凭证|^Help with the medical/); } },
  { name: "guide-beyond", open: async (kiosk) => { await guideTab(/^材料$|^Documents$/)(kiosk); await kiosk.press(/^被要求额外材料|^Asked for extra/); } },
  { name: "guide-phone", open: guideTab(/^发到手机$|^To my phone$/) },
  { name: "lists", open: (kiosk) => kiosk.press(/^公开清单|^Public lists/) },
  { name: "list", open: inList(/^公开清单|^Public lists/, /^专区通办|^Care zone/) },
  { name: "list-unresolved", open: inList(/^公开清单|^Public lists/, /^办不成事|^Could not/) },
  { name: "theme-documents", open: async (kiosk) => { await inList(/^一件事一次办|^By topic/, /^就业一件事|^Employment/)(kiosk); await kiosk.press(/^合并材料$|^All documents$/); }, titled: false },
  {
    name: "theme-detail",
    open: async (kiosk) => {
      await inList(/^一件事一次办|^By topic/, /^就业一件事|^Employment/)(kiosk);
      await kiosk.press(/^合并材料$|^All documents$/);
      await kiosk.press(/^1\. /);
      await expect(kiosk.page.locator("dialog[open]")).toBeVisible();
    },
    leave: (kiosk) => kiosk.page.locator("dialog[open] button").first().tap(),
    dialog: true,
    titled: false,
  },
  { name: "theme-departments", open: async (kiosk) => { await inList(/^一件事一次办|^By topic/, /^就业一件事|^Employment/)(kiosk); await kiosk.press(/^参与部门$|^Departments$/); }, titled: false },
  { name: "documents-question", open: guideTab(WHICH) },
  { name: "documents-tick", open: ticking },
  { name: "documents-missing", open: missing },
  { name: "slip", open: list, leave: async (kiosk) => { for (let n = 0; n < 3; n++) await kiosk.press(/^移除|^Remove/); } },
  {
    name: "slip-empty",
    open: async (kiosk) => {
      await guide(kiosk);
      await kiosk.press(/^加入清单$|^Add to my list$/);
      await kiosk.home();
      await inList(/^清单 1$|^My list \(1\)$/, /^移除|^Remove/)(kiosk);
      await expect(kiosk.page.locator(".slip-row")).toHaveCount(0);
    },
    titled: false,
  },
  { name: "priority", open: classes },
  {
    name: "priority-chosen",
    open: async (kiosk) => { await asks(WITH_INFANT)(kiosk); await kiosk.press(/^已申请优先$|^Priority asked$/); await expect(kiosk.page.locator(".paged li:not([hidden]) .badge.good")).toBeVisible(); },
    leave: (kiosk) => kiosk.press(/^不申请优先$|^Do not ask/),
    titled: false,
  },
  { name: "ticket-slip", open: async (kiosk) => { await list(kiosk); await takeHere(kiosk); }, titled: false },
  { name: "ticket-priority", open: async (kiosk) => { await asks(/^孕妇|^Pregnant/)(kiosk); await takeHere(kiosk); }, titled: false },
  {
    name: "home-stopped",
    open: async (kiosk) => {
      await switchHall(kiosk.hall, "stop");
      await expect(kiosk.page.locator(".home-hero")).toContainText(/大厅暂停服务|Service is suspended/);
    },
    leave: (kiosk) => switchHall(kiosk.hall, "resume"),
    titled: false,
  },
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
    name: "help",
    open: async (kiosk) => {
      await kiosk.page.locator(".bar-help").tap();
      await expect(kiosk.page.locator("dialog[open]")).toContainText(/已叫工作人员|The staff have been called/);
    },
    leave: (kiosk) => kiosk.page.locator("dialog[open] button").first().tap(),
    dialog: true,
    titled: false,
  },
  {
    name: "idle-warning",
    open: async (kiosk) => {
      await kiosk.page.clock.fastForward(kiosk.mode.elder ? 121_000 : 61_000);
      await expect(kiosk.page.locator("dialog[open]")).toBeVisible();
    },
    leave: (kiosk) => kiosk.page.locator("dialog[open] button").first().tap(),
    dialog: true,
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
  /** Opens the dialog of a page of the desk again, in English after it was closed in Chinese. */
  again?(page: Page): Promise<unknown>;
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

/** A screen that is registered in the sample hall, and what it has on it: a playlist's screen may have any of it. */
const registered = (id: string, what: string, layout?: string): ServerPage => ({
  name: id,
  context: WIDE,
  open: async (page, hall) => {
    await page.goto(`${hall.url}/screen/${id}`);
    await expect(page.locator(`main.screen${layout ? `[data-screen=${layout}]` : ""}`).locator(what).first()).toBeVisible();
  },
});

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
  registered("area-a", ".head", "area"),
  registered("gate", "svg", "guide"),
  registered("public", "[role=table], table", "public"),
  registered("ratings", ".head", "ratings"),
  registered("six", ".head", "six"),
  registered("lobby", ".head"),
  registered("notice", ".head", "notice"),
  {
    name: "emergency",
    context: WIDE,
    open: async (page, hall) => {
      await raise(hall, text("请立即从最近的出口离开大厅", "Please leave the hall by the nearest exit now"), 600);
      await page.goto(`${hall.url}/screen/main?sound=off`);
      await expect(page.locator("[data-screen=emergency]")).toBeVisible();
    },
    leave: end,
  },
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

const COUNTER = /取号 · 预约|Number · booking/;
/** Opens the counter's dialog on one of its tabs, with something found. */
const counter = (tab: string, query: string) => async (page: Page): Promise<void> => {
  await page.getByRole("button", { name: COUNTER }).click();
  const dialog = page.locator("dialog[open]");
  if (tab !== "give") await dialog.locator(`[data-tab=${tab}]`).click();
  if (query) {
    await dialog.locator("#target-query").fill(query);
    await dialog.locator("#target-query").press("ArrowDown");
    await expect(dialog.locator(".targets input:checked")).toBeFocused();
  }
};
/** A day's appointments that somebody made. */
const bookings = async (_: Clerk, hall: Hall): Promise<void> => {
  const day = new Date(Date.now() + 32 * 3_600_000).toISOString().slice(0, 10);
  for (const [queue, name] of [["A", "张小三"], ["B", "欧阳明"], ["D", "李"]]) {
    const slots = await (await hall.call("GET", `/api/v1/halls/shili/appointments/slots?queue=${queue}&day=${day}`)).json();
    const body = { queue, day, from: slots.items[1].from, name, phone: "13812345678" };
    expect((await hall.call("POST", "/api/v1/halls/shili/appointments", body)).status).toBe(201);
  }
};
const people = async (page: Page): Promise<void> => {
  await page.locator("[data-place=accounts]").click();
  await expect(page.locator("tr[data-account=a01]")).toBeVisible();
};
const asAdmin = (name: string, then: (page: Page) => Promise<unknown>, again?: (page: Page) => Promise<unknown>): ServerPage => ({
  name: `desk-${name}`,
  context: DESK,
  open: async (page, hall) => {
    await posts(hall, "A01");
    await openDesk(page, hall, "admin");
    await then(page);
  },
  again,
});
const edit = async (page: Page): Promise<void> => {
  await page.locator("tr[data-account=a01] [data-do=edit]").click();
  await expect(page.locator("dialog[open] #account-person")).toBeFocused();
};
const resetOf = async (page: Page): Promise<void> => {
  await page.locator("tr[data-account=a02] [data-do=reset]").click();
  await expect(page.locator("dialog[open] #reason")).toBeFocused();
};
const given = async (page: Page): Promise<void> => {
  await resetOf(page);
  await page.locator("[data-do=reset-confirm]").click();
  await expect(page.locator("[data-secret]")).toBeVisible();
};
const handOver = async (page: Page): Promise<void> => {
  await page.locator("[data-do=handover]").click();
  await expect(page.locator("#taker-password")).toBeFocused();
};
const handOverWrong = async (page: Page): Promise<void> => {
  await handOver(page);
  await page.locator("#taker-password").fill("not-this");
  await page.keyboard.press("Enter");
  await expect(page.locator("#taker-fault")).not.toBeEmpty();
};
const give = async (page: Page): Promise<void> => {
  await counter("give", "公积金")(page);
  await page.locator("#counter-class").selectOption("elderly");
};
const giveNow = async (page: Page): Promise<void> => {
  await give(page);
  await page.locator("[data-do=give]").click();
  await expect(page.locator(".given .qr svg")).toBeVisible();
};
const bookAt = async (page: Page): Promise<void> => {
  await counter("book", "")(page);
  await page.locator("#target-query").fill("D");
  await page.locator("#target-query").press("Enter");
  await page.locator("#day").selectOption({ index: 1 });
  await page.locator("input[name=slot]").nth(2).check();
  await page.locator("#citizen-name").fill("张先生");
};
const bookNow = async (page: Page): Promise<void> => {
  await bookAt(page);
  await page.locator("#citizen-phone").fill("13812345678");
  await page.locator("[data-do=book]").click();
  await expect(page.locator(".given .number.code")).toBeVisible();
};
const booked = async (page: Page): Promise<void> => {
  await counter("bookings", "")(page);
  await page.locator("#booking-day").selectOption({ index: 1 });
  await page.locator("[data-do=booking-cancel]").first().click();
  await expect(page.locator("[data-do=booking-keep]")).toBeFocused();
};
const ownPassword = async (page: Page): Promise<void> => {
  await page.locator("[data-do=own-password]").click();
  await expect(page.locator("#password-old")).toBeFocused();
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
    ...desk("halted", "D02", async (clerk, hall) => { await clerk.open(); await switchHall(hall, "stop"); },
      (page) => expect(page.locator(".halted")).toBeVisible()),
    leave: async (hall) => { await switchHall(hall, "resume"); await (await Clerk.at(hall, "D02")).leave(); },
  },
  {
    name: "desk-overview-halted",
    context: DESK,
    open: async (page, hall) => {
      await switchHall(hall, "stop");
      await openDesk(page, hall, "supervisor");
      await expect(page.locator("[data-do=resume-hall]")).toBeVisible();
    },
    leave: (hall) => switchHall(hall, "resume"),
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
    ...desk("crew", "D02", async (clerk, hall) => { await posts(hall, "D02"); await serving(clerk, hall); },
      (page) => expect(page.locator(".crew [data-seated]")).toContainText("陈明")),
  },
  {
    ...desk("handover", "D02", async (clerk, hall) => { await posts(hall, "D02"); await serving(clerk, hall); }, handOver),
    again: handOver,
  },
  {
    ...desk("handover-wrong", "D02", async (clerk, hall) => { await posts(hall, "D02"); await clerk.open(); }, handOverWrong),
    again: handOverWrong,
  },
  { ...desk("give", "E02", (clerk) => clerk.open(), give), again: give },
  { ...desk("given", "E02", (clerk) => clerk.open(), giveNow), again: giveNow },
  { ...desk("book", "D02", (clerk) => clerk.open(), bookAt), again: bookAt },
  { ...desk("booked", "D02", (clerk) => clerk.open(), bookNow), again: bookNow },
  { ...desk("bookings", "D02", bookings, booked), again: booked },
  { ...desk("own-password", "D02", (clerk) => clerk.open(), ownPassword), again: ownPassword },
  asAdmin("accounts", people),
  asAdmin("account-add", async (page) => { await people(page); await page.locator("[data-do=add-account]").click(); },
    (page) => page.locator("[data-do=add-account]").click()),
  asAdmin("account-edit", async (page) => { await people(page); await edit(page); }, edit),
  asAdmin("account-reset", async (page) => { await people(page); await resetOf(page); }, resetOf),
  asAdmin("account-given", async (page) => { await people(page); await given(page); }, given),
  asAdmin("record", async (page) => {
    await page.locator("[data-place=record]").click();
    await expect(page.locator(".record-lines tbody tr").nth(10)).toBeVisible();
  }),
  {
    name: "desk-password-first",
    context: DESK,
    open: async (page, hall) => {
      await account(hall, "new-clerk", { windows: ["A05"], one_time: true });
      await page.goto(`${hall.url}/desk`);
      await page.getByLabel("账号").fill("new-clerk");
      await page.getByLabel("密码").fill("demo-new-clerk");
      await page.getByRole("button", { name: "登录" }).click();
      await expect(page.locator("#password-new")).toBeVisible();
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

/** A booking page; `path` gets the day after the hall's today. */
const booking = (name: string, path: (day: string) => string, on: (page: Page) => Promise<unknown> = async () => undefined): ServerPage => ({
  name: `phone-book-${name}`,
  context: PHONE,
  open: async (page, hall) => {
    const { now } = await (await hall.call("GET", "/api/v1/halls/shili")).json();
    const day = new Date(Date.parse(`${now.slice(0, 10)}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    await page.goto(hall.url + path(day));
    await on(page);
  },
});
const bookingForm = (day: string): string => `/book/shili?queue=B&day=${day}`;
const book = (phone: string) => async (page: Page): Promise<void> => {
  await page.locator("label.o").first().tap();
  await page.getByLabel(/^称呼/).fill("欧阳小明");
  await page.getByLabel(/^联系电话/).fill(phone);
  await page.getByRole("button", { name: /确认预约/ }).tap();
};

/** The notice of a matter, as a kiosk makes it, or a clerk. */
const notice = (name: string, request: object): ServerPage => ({
  name: `phone-notice-${name}`,
  context: PHONE,
  open: async (page, hall) => {
    const cookie = await session(hall, "a05");
    const answer = await hall.call("POST", "/api/v1/halls/shili/notices", { item: "re-query", ...request }, { cookie });
    expect(answer.status).toBe(201);
    await page.goto(`${hall.url}/n/${(await answer.json()).id}`);
  },
});

/** Every page a citizen sees on a phone. */
export const PHONE_PAGES: ServerPage[] = [
  booking("queues", () => "/book/shili"),
  booking("days", () => "/book/shili?queue=B"),
  booking("form", bookingForm),
  booking("error", bookingForm, async (page) => { await book("138")(page); await expect(page.getByRole("alert")).toBeVisible(); }),
  booking("done", bookingForm, async (page) => { await book("13812345678")(page); await expect(page.locator(".qr svg")).toBeVisible(); }),
  booking("cancelled", bookingForm, async (page) => {
    await book("13812345678")(page);
    await page.getByText("来不了，取消预约").tap();
    await page.getByRole("button", { name: /确认取消/ }).tap();
    await expect(page.getByRole("heading", { name: /预约已取消/ })).toBeVisible();
  }),
  booking("unknown", () => "/b/aaaaaaaaaaaaaaaa"),
  { name: "phone-guide", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/g/shili/re-transfer`) },
  { name: "phone-guide-elder", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/g/shili/re-transfer?elder=true`) },
  { name: "phone-guide-suspended", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/g/shili/ride-hail`) },
  { name: "phone-guide-unknown", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/g/shili/nothing`) },
  ticket("waiting", async () => undefined),
  ticket("called", (clerk, { number }) => clerk.callTo(number)),
  ticket("served", async (clerk, { number }) => { await clerk.callTo(number); await clerk.do("start"); await clerk.do("finish"); }),
  ticket("missed", async (clerk, { number }) => { await clerk.callTo(number); await clerk.do("miss"); }),
  {
    name: "phone-ticket-slip",
    context: PHONE,
    open: async (page, hall) => {
      // its window is open, so it is the first stop
      const clerk = await Clerk.at(hall, "E02");
      await clerk.open();
      const { id, number } = await take(hall, { items: ["sscard-new", "hpf-loan", "re-query", "med-resident"] });
      await clerk.callTo(number);
      await clerk.do("start");
      await clerk.do("finish");
      await page.goto(`${hall.url}/t/${id}`);
      await expect(page.getByRole("link", { name: /评价：/ })).toBeVisible();
    },
    leave: async (hall) => (await Clerk.at(hall, "E02")).leave(),
  },
  {
    name: "phone-ticket-stopped",
    context: PHONE,
    open: async (page, hall) => {
      const { id } = await take(hall, { item: "hpf-loan" });
      await switchHall(hall, "stop");
      await page.goto(`${hall.url}/t/${id}`);
      await expect(page.locator(".err")).toBeVisible();
    },
    leave: (hall) => switchHall(hall, "resume"),
  },
  ticket("cancelled", (_, { id }, hall) => hall.call("POST", `/api/v1/tickets/${id}/cancel`, {})),
  { name: "phone-ticket-unknown", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/t/aaaaaaaaaaaaaaaa`) },
  notice("one-time", { kind: "one_time", missing: ["sfz"] }),
  notice("accepted", { kind: "accepted" }),
  notice("refused", { kind: "refused", reason: "不属于本厅受理范围" }),
  { name: "phone-notice-unknown", context: PHONE, open: (page, hall) => page.goto(`${hall.url}/n/aaaaaaaaaaaaaaaa`) },
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
