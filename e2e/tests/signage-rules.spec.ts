// What a hall decides about its screens: who is named on a sign, whose voice calls, when it is dark and when it is quiet, what
// is on at which hour; and the board of its ratings.
import type { Browser, Page } from "@playwright/test";
import { audit } from "../support/audit.js";
import { account, Clerk, session } from "../support/clerk.js";
import { movableClock } from "../support/clock.js";
import { hallOf, wav } from "../support/folder.js";
import { expect, test, type Hall } from "../support/hall.js";
import { picture } from "../support/picture.js";
import { relay } from "../support/relay.mjs";
import { end, put, raise, register, seen, standing, started, text, witness } from "../support/screens.js";
import { sentence } from "../support/sentence.mjs";
import { axe } from "../support/watch.js";
import { STRIP, TALL, WIDE } from "./pages.js";

test.describe.configure({ mode: "parallel" });

/** Who sits at window A01 has a name, and a portrait that the office has put there. */
async function seat(browser: Browser, hall: Hall): Promise<void> {
  await account(hall, "a01", { display_name: "陈明" });
  const page = await browser.newPage({ viewport: { width: 140, height: 180 } });
  await page.setContent('<body style="margin:0;background:#0a58a6"><p style="margin:40px;color:#fff">陈</p>');
  const portrait = await page.screenshot();
  await page.context().close();
  const sent = await fetch(`${hall.url}/api/v1/halls/shili/forms/staff-a01.png`, {
    method: "PUT", body: new Uint8Array(portrait), headers: { cookie: await session(hall, "admin") },
  });
  expect(sent.status).toBe(200);
}

test("R114 A70 where the hall wants it a sign names who serves there, with a picture, and never the account", async ({ browser }) => {
  await hallOf((profile) => { profile.rules = { ...profile.rules, staff_cards: true }; return {}; }, async (hall) => {
    await seat(browser, hall);
    const clerk = await Clerk.at(hall, "A01");
    for (const [name, frame] of Object.entries({ wide: WIDE, tall: TALL, strip: STRIP })) {
      const page = await browser.newPage(frame);
      await page.goto(`${hall.url}/screen/window/A01`);
      await expect(page.locator("[data-sign]")).toHaveAttribute("data-sign", "closed");
      await expect(page.locator(".staff-card")).toHaveCount(0);
      await clerk.open();
      const card = page.locator(".staff-card");
      await expect(card.locator("[data-staff]")).toHaveText("陈明");
      await expect(card).toContainText("为您服务");
      await expect(card.locator("[lang=en]")).toHaveText("At your service");
      const portrait = card.locator("img");
      await expect.poll(() => portrait.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(140);
      expect(await portrait.getAttribute("src")).not.toContain("a01");
      await picture(page, `card-${name}`);
      expect([...(await audit(page, { text: 30, lang: "zh-CN" })), ...(await axe(page))].map((fault) => `${name}: ${fault}`)).toEqual([]);
      // whoever goes is not named any more
      await clerk.leave();
      await expect(card).toHaveCount(0);
      await page.context().close();
    }
  });
});

test("R114 by default nobody is named on a sign, and nobody's name is asked for", async ({ browser, hall }) => {
  await seat(browser, hall);
  const page = await browser.newPage(WIDE);
  const asked: string[] = [];
  page.on("request", (request) => { if (request.url().includes("/card")) asked.push(request.url()); });
  await page.goto(`${hall.url}/screen/window/A01`);
  await (await Clerk.at(hall, "A01")).open();
  await expect(page.locator("[data-sign]")).toHaveAttribute("data-sign", "open");
  await expect(page.locator(".sign-hint")).toBeVisible();
  await expect(page.locator(".staff-card")).toHaveCount(0);
  expect(await page.content()).not.toContain("陈明");
  expect(asked).toEqual([]);
  await page.context().close();
});

/** Notes of every sound that is given to the loudspeaker how high its middle is; in the order in which they sound. */
async function heights(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const heard: { at: number; high: number }[] = [];
    Object.assign(window, { heard });
    const start = AudioBufferSourceNode.prototype.start;
    AudioBufferSourceNode.prototype.start = function (when?: number, offset = 0, length?: number): void {
      const data = this.buffer!.getChannelData(0);
      const middle = (offset + (length ?? this.buffer!.duration) / 2) * this.buffer!.sampleRate;
      heard.push({ at: when ?? 0, high: Math.round(data[Math.floor(middle)]! * 32_768) });
      start.call(this, when, offset, length);
    };
  });
  return () => page.evaluate(() => {
    const { heard } = window as unknown as { heard: { at: number; high: number }[] };
    return heard.sort((one, other) => one.at - other.at).map(({ high }) => high);
  });
}

test("R29 a hall that has recorded its calls is heard in its own voice, word for word; the language it has not recorded is spoken as before", async ({ browser }) => {
  const words: string[] = [];
  const height = (word: string): number => 3_000 + 500 * words.indexOf(word);
  await hallOf((profile) => {
    const prefixes: string[] = profile.queues.map(({ prefix }: { prefix: string }) => prefix);
    const windows: string[] = profile.windows.map(({ id }: { id: string }) => id);
    words.push(...new Set(prefixes.flatMap((prefix) => windows.flatMap((window) => sentence("zh", `${prefix}1234567890`, window).split(" ")))));
    return {
      ...Object.fromEntries(words.map((word) => [`calls/zh/${word}.wav`, wav(4_410, height(word))])),
      "calls/chime.wav": wav(11_025, 1_500),
      // one word is no voice
      "calls/en/ticket.wav": wav(4_410, 2_000),
    };
  }, async (hall) => {
    const page = await browser.newPage(WIDE);
    const heard = await heights(page);
    const loaded: string[] = [];
    page.on("response", (answer) => { if (answer.ok()) loaded.push(new URL(answer.url()).pathname); });
    const clerk = await Clerk.at(hall, "A01");
    await clerk.open();
    await hall.take({ queue: "A" });
    await page.goto(`${hall.url}/screen/main`);
    await expect.poll(async () => (await standing(hall, "main"))?.seen?.face.audible, { timeout: 30_000 }).toBe(true);
    await expect.poll(() => loaded.filter((path) => /\/calls\/\w+$|\/voice-\w\w-|\/chime-/.test(path)).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(3);
    const { number } = (await clerk.do("next")).ticket;
    const zh = sentence("zh", number, "A01").split(" ").map(height);
    const en = sentence("en", number, "A01").replace("please go to window", "please-go-to-window").split(" ");
    await expect.poll(async () => (await heard()).length, { timeout: 30_000 }).toBe(1 + 2 * zh.length + en.length);
    const all = await heard();
    // a sample of a wave that was brought to another rate may differ by a little
    const near = (got: number[], wanted: number[]): void => { got.forEach((one, n) => expect(Math.abs(one - wanted[n]!), `sound ${n}`).toBeLessThan(100)); };
    near(all.slice(0, 1 + 2 * zh.length), [1_500, ...zh, ...zh]);
    expect(new Set(all.slice(-en.length)).size, "spoken, and no recorded word").toBeGreaterThan(2);
    // of what is built in the English alone was loaded
    const sounds = loaded.flatMap((path) => /\/(calls\/\w+|voice-\w\w|chime)(?=$|-)/.exec(path)?.[1] ?? []);
    expect(new Set(sounds)).toEqual(new Set(["calls/zh", "calls/chime", "voice-en"]));
    await page.context().close();
  });
});

/** The hall's clock, which the test sets: what the server says of the time is moved by so much. */
async function hallClock(hall: Hall): Promise<{ url: string; set: (day: string, time: string) => void; close: () => void }> {
  let later = 0;
  const line = await relay(hall.url, 15, (ms) => ms + later);
  return { url: line.url, close: line.close, set: (day, time) => { later = Date.parse(`${day}T${time}+08:00`) - Date.now(); } };
}

/** The next day that is so many of the week, 1 for Monday. */
function next(weekday: number): string {
  const day = new Date(Date.now() + 8 * 3_600_000);
  do day.setUTCDate(day.getUTCDate() + 1); while ((day.getUTCDay() || 7) !== weekday);
  return day.toISOString().slice(0, 10);
}

test("R80 A69 in its dark hours a panel shows nothing at all; a message to everybody lights it, and morning does", async ({ browser, hall }) => {
  await register(hall, "wall-9", { layout: { kind: "main" }, dark: [{ from: 0, to: 390 }, { from: 1_320, to: 1_440 }] });
  const clock = await hallClock(hall);
  const day = next(3);
  clock.set(day, "21:59:30");
  const page = await browser.newPage(WIDE);
  await page.goto(`${clock.url}/screen/wall-9`);
  const face = page.locator("main.screen:visible");
  await expect(face).toHaveAttribute("data-screen", "main");
  clock.set(day, "22:00:01");
  await expect(face).toHaveAttribute("data-screen", "dark");
  expect(await face.innerText()).toBe("");
  // nothing shines: no pixel is lighter than a panel that is off
  const blank = await browser.newPage();
  const brightest = await blank.evaluate(async (bytes) => {
    const image = new Image();
    image.src = `data:image/png;base64,${bytes}`;
    await image.decode();
    const context = new OffscreenCanvas(image.width, image.height).getContext("2d")!;
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, image.width, image.height).data.reduce((most, value, n) => (n % 4 === 3 ? most : Math.max(most, value)), 0);
  }, (await page.screenshot()).toString("base64"));
  await blank.context().close();
  expect(brightest).toBe(0);
  clock.set(next(4), "03:00:00");
  await raise(hall, text("请立即离开大厅", "Please leave the hall now"), 600);
  await expect(face).toHaveAttribute("data-screen", "emergency");
  await expect(page.getByRole("alert")).toContainText("请立即离开大厅");
  await end(hall);
  await expect(face).toHaveAttribute("data-screen", "dark");
  clock.set(next(4), "06:30:01");
  await expect(face).toHaveAttribute("data-screen", "main");
  await page.context().close();
  clock.close();
});

test("R29 A69 the quiet hour of a panel begins and ends by the clock: calls are shown without a voice, and a message to everybody is said", async ({ browser, hall }) => {
  await register(hall, "wall-9", { layout: { kind: "main" }, voice_zone: "atrium", volumes: [{ period: { from: 720, to: 780 }, percent: 0 }] });
  const clerks: Clerk[] = [];
  for (const window of ["A01", "B01"]) {
    clerks.push(await Clerk.at(hall, window));
    await clerks.at(-1)!.open();
    await hall.take({ queue: window.charAt(0) });
  }
  const clock = await hallClock(hall);
  const day = next(3);
  clock.set(day, "12:00:30");
  const page = await browser.newPage(WIDE);
  const heard = await heights(page);
  const said = page.locator("[data-clip-log] li[data-lang]");
  await page.goto(`${clock.url}/screen/wall-9`);
  await expect.poll(async () => (await standing(hall, "wall-9"))?.speaks, { timeout: 30_000 }).toBe(true);
  const quiet = (await clerks[0]!.do("next")).ticket.number;
  await expect(page.locator(`[data-call-panel][data-ticket=${quiet}]`)).toBeVisible();
  // it has had its time, and nothing was said of it
  await expect(page.locator("[data-idle-panel]")).toBeVisible({ timeout: 30_000 });
  await expect(said).toHaveCount(0);
  expect(await heard()).toEqual([]);
  await raise(hall, text("请立即离开大厅", "Please leave the hall now"), 600);
  await expect.poll(async () => (await heard()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(1);
  await end(hall);
  clock.set(day, "13:00:05");
  await expect(page.locator("[data-screen=main]")).toBeVisible();
  await expect(page.locator(".clock-time")).toContainText("13:0");
  const loud = (await clerks[1]!.do("next")).ticket.number;
  await expect(said.and(page.locator(`[data-ticket=${loud}]`))).toHaveCount(3, { timeout: 30_000 });
  await page.context().close();
  clock.close();
});

test("R80 a panel stays dark while the server is away, however long", async ({ browser, hall }) => {
  await register(hall, "wall-9", { layout: { kind: "main" }, dark: [{ from: 0, to: 1_440 }] });
  const page = await browser.newPage(WIDE);
  await movableClock(page);
  await page.goto(`${hall.url}/screen/wall-9`);
  const face = page.locator("main.screen:visible");
  await expect(face).toHaveAttribute("data-screen", "dark");
  await hall.kill();
  for (let hours = 0; hours < 3; hours++) {
    await page.clock.fastForward(3_600_000);
    await page.clock.runFor(2_000);
    await expect(face).toHaveAttribute("data-screen", "dark");
  }
  await page.context().close();
});

test("A69 R29 a panel that is switched on while a message to everybody is on says it; who was called meanwhile is announced when it is over", async ({ browser, hall }) => {
  await register(hall, "wall-9", { layout: { kind: "main" }, voice_zone: "atrium" });
  const clerk = await Clerk.at(hall, "A01");
  await clerk.open();
  await hall.take({ queue: "A" });
  await raise(hall, text("请立即离开大厅", "Please leave the hall now"), 600);
  const page = await browser.newPage(WIDE);
  await witness(page);
  await page.goto(`${hall.url}/screen/wall-9`);
  await expect(page.getByRole("alert")).toContainText("请立即离开大厅");
  // the chime, Chinese twice, English once; a chime alone comes every half minute
  await expect.poll(() => started(page), { timeout: 40_000 }).toBeGreaterThanOrEqual(4);
  const { number } = (await clerk.do("next")).ticket;
  // longer than a call is shown
  await page.waitForTimeout(12_000);
  await expect(page.locator("[data-call-panel]")).toHaveCount(0);
  await end(hall);
  await expect(page.locator(`[data-call-panel][data-ticket=${number}]`)).toBeVisible();
  await expect.poll(async () => (await seen(page, "voice")).filter((one) => one.ticket === number && one.lang).length, { timeout: 30_000 }).toBe(3);
  await page.context().close();
});

test("R79 R80 a playlist goes through its day: what is due by day and hour, in turns, and the screen's own layout where nothing is", async ({ browser, hall }) => {
  const words = { body: text("请带身份证。", "Bring your ID card."), until: "2099-12-31" };
  await put(hall, "notices/morning", { ...words, title: text("上午好", "Good morning") });
  await put(hall, "notices/fair", { ...words, title: text("周六便民集市", "Saturday fair") });
  const weekdays = [1, 2, 3, 4, 5].map(Number);
  const period = (from: number, to: number): object => ({ period: { from: from * 60, to: to * 60 } });
  await put(hall, "playlists/day", {
    name: text("一天", "A day"),
    entries: [
      { layout: { kind: "notice", notice: "morning" }, seconds: 20, days: { weekdays }, ...period(8, 12) },
      { layout: { kind: "ratings" }, seconds: 10, days: { weekdays }, ...period(8, 12) },
      { layout: { kind: "public", lists: [], terminals: true }, seconds: 60, ...period(12, 18) },
      { layout: { kind: "six" }, seconds: 60, priority: 1, days: { weekdays }, ...period(13, 14) },
      { layout: { kind: "notice", notice: "fair" }, seconds: 60, days: { weekdays: [6] }, ...period(9, 11) },
    ],
  });
  await register(hall, "wall-9", { layout: { kind: "main" }, playlist: "day" });
  const clock = await hallClock(hall);
  const [wednesday, saturday] = [next(3), next(6)];
  // the hours of the hall are whole minutes of the world's clock, so that the turns of half a minute begin with each
  const plan: [string, string, string, string][] = [
    [wednesday, "07:59:40", "main", ""],
    [wednesday, "08:00:02", "notice", "上午好"],
    [wednesday, "08:00:22", "ratings", ""],
    [wednesday, "08:00:32", "notice", "上午好"],
    [wednesday, "11:59:22", "ratings", ""],
    [wednesday, "12:00:02", "public", ""],
    [wednesday, "13:00:02", "six", ""],
    [wednesday, "14:00:02", "public", ""],
    [wednesday, "18:00:02", "main", ""],
    [saturday, "08:30:02", "main", ""],
    [saturday, "09:00:02", "notice", "周六便民集市"],
    [saturday, "13:00:02", "public", ""],
  ];
  clock.set(wednesday, "07:59:40");
  const page = await browser.newPage(WIDE);
  await page.goto(`${clock.url}/screen/wall-9`);
  for (const [day, time, on, title] of plan) {
    await test.step(`${day} ${time}`, async () => {
      clock.set(day, time);
      const face = page.locator("main.screen:visible");
      await expect(face).toHaveAttribute("data-screen", on, { timeout: 10_000 });
      if (title) await expect(face.locator(".notice-title")).toContainText(title);
      await expect(face).toHaveCount(1);
    });
  }
  await page.context().close();
  clock.close();
});

test("R45 A46 the board of ratings: few are counted and not spread, enough of them show each level with its share, and the words of nobody", async ({ browser, hall }) => {
  const clerk = await Clerk.at(hall, "A01");
  await clerk.open();
  const rate = async (level: number): Promise<void> => {
    const path = (await clerk.serve({ queue: "A" })).replace("/r/", "/api/v1/ratings/");
    const answer = await hall.call("POST", path, { level, comment: level < 3 ? "等了很久" : "" });
    expect(answer.status, await answer.text()).toBe(201);
  };
  const open = async (name: string, frame = WIDE): Promise<Page> => {
    const page = await browser.newPage(frame);
    await page.goto(`${hall.url}/screen/ratings`);
    await expect(page.locator("[data-rated]")).toBeVisible();
    await picture(page, `ratings-${name}`);
    expect([...(await audit(page, { text: 32, lang: "zh-CN" })), ...(await axe(page))].map((fault) => `${name}: ${fault}`)).toEqual([]);
    return page;
  };
  for (const level of [5, 5, 4, 1]) await rate(level);
  const few = await open("few");
  await expect(few.locator("[data-rated]")).toHaveText("4");
  await expect(few.locator("[data-rate], [data-level]")).toHaveCount(0);
  await few.context().close();
  await rate(3);
  for (const [name, frame] of Object.entries({ wide: WIDE, tall: TALL })) {
    const page = await open(name, frame);
    await expect(page.locator("[data-rated]")).toHaveText("5");
    await expect(page.locator("[data-rate]")).toHaveText("80.0%");
    const counts = await page.locator("[data-level]").evaluateAll((levels) => levels.map((level) => {
      const { level: which, count } = (level as HTMLElement).dataset;
      const bar = level.querySelector<HTMLElement>(".level-bar > span")!;
      const share = bar.getBoundingClientRect().width / bar.parentElement!.getBoundingClientRect().width;
      return `${which} ${count} ${level.querySelector(".level-share")!.textContent} ${share.toFixed(2)}`;
    }));
    expect(counts).toEqual(["5 2 40.0% 0.40", "4 1 20.0% 0.20", "3 1 20.0% 0.20", "2 0 0.0% 0.00", "1 1 20.0% 0.20"]);
    expect(await page.content()).not.toContain("等了很久");
    await page.context().close();
  }
});
