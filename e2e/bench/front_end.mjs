// What a person waits for, in a browser slowed down four times: the first meaningful page from a cold cache, and each touch
// until something is painted. The reference is the touch panel of peer/, measured in the same run. The peer has one
// page of twelve buttons: the kiosk's whole home page is beside it, and the touches are of every kind the kiosk knows.
import { brotliCompressSync } from "node:zlib";
import { quantile, row, withBrowser, withServer } from "./common.js";
import { withPeer } from "./peer/peer.js";

const RUNS = 5;
const UPRIGHT = { width: 1080, height: 1920 };
const WIDE = { width: 1920, height: 1080 };

async function slow(browser, viewport, cached = false) {
  const context = await browser.newContext({ viewport, hasTouch: true });
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await tools.send("Network.setCacheDisabled", { cacheDisabled: !cached });
  await tools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  return { context, page };
}

/** Milliseconds from the start of the load until `words` are painted with no splash before them; the median. */
async function firstPage(browser, url, viewport, words) {
  const painted = [];
  for (let run = 0; run < RUNS; run++) {
    const { context, page } = await slow(browser, viewport);
    await page.addInitScript((words) => {
      const look = () => {
        // letters are seen when their font is there
        if (!document.getElementById("splash") && document.body?.innerText.includes(words) && document.fonts.status === "loaded") {
          requestAnimationFrame(() => requestAnimationFrame(() => { window.painted = performance.now(); }));
        } else {
          requestAnimationFrame(look);
        }
      };
      requestAnimationFrame(look);
    }, words);
    await page.goto(url, { waitUntil: "commit" });
    await page.waitForFunction(() => window.painted, undefined, { timeout: 60_000 });
    painted.push(await page.evaluate(() => window.painted));
    await context.close();
  }
  return quantile(painted, 0.5);
}

/** KiB of scripts and wasm that a cold load fetches, after brotli at its best. */
async function size(browser, url, words) {
  const { context, page } = await slow(browser, UPRIGHT);
  let bytes = 0;
  const bodies = [];
  page.on("response", (response) => {
    if (/javascript|wasm/.test(response.headers()["content-type"] ?? "")) bodies.push(response.body().catch(() => Buffer.alloc(0)));
  });
  await page.goto(url);
  await page.waitForFunction((words) => document.body.innerText.includes(words), words, { timeout: 60_000 });
  for (const body of await Promise.all(bodies)) bytes += brotliCompressSync(body).length;
  await context.close();
  return bytes / 1024;
}

/** Keeps how long each touch took from the finger to the next paint, as the browser itself reports it: in steps of 8 ms,
 *  from 16 ms on. */
const watchTouches = (page) => page.addInitScript(() => {
  window.touches = new Map();
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) window.touches.set(interactionId, Math.max(duration, window.touches.get(interactionId) ?? 0));
    }
  }).observe({ type: "event", durationThreshold: 16, buffered: true });
  // a touch is answered first and done then: until what it leads to is painted
  window.done = [];
  let lifted = 0;
  addEventListener("touchend", (event) => { lifted = event.timeStamp; }, true);
  addEventListener("click", () => {
    const since = lifted;
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => window.done.push(performance.now() - since);
    requestAnimationFrame(() => port2.postMessage(0));
  }, true);
});

/** Touches one thing and waits until the page is at rest. */
async function touch(page, target) {
  await target.first().tap({ timeout: 60_000 });
  await page.waitForTimeout(700);
}

/** The touches of one person after another at one kiosk. Each visit begins with a page load, as at the kiosk; for the first
 *  person the browser compiles the program as it is needed, and it keeps what was compiled for who comes next. */
async function kioskTouches(browser, url, people) {
  const { context, page } = await slow(browser, UPRIGHT, true);
  await watchTouches(page);
  const all = [];
  for (let person = 0; person < people; person++) {
    await page.goto(`${url}/kiosk`);
    await page.locator(".attract-queue-count").first().waitFor();
    // the browser writes what it compiled at its leisure
    await page.waitForTimeout(2_000);
    all.push(await visitTouches(page));
  }
  await context.close();
  return all;
}

async function visitTouches(page) {
  const bar = (name) => page.locator(`.bar-${name}`);
  const entry = page.locator(".main li:not([hidden]) button");
  const steps = [
    page.locator(".attract"), page.getByRole("button", { name: /^办事指南/ }), page.getByRole("button", { name: "下一页" }), entry, page.getByRole("tab").nth(1), page.getByRole("tab").nth(2),
    bar("language"), bar("language"), bar("contrast"), bar("contrast"), bar("seated"), bar("seated"), bar("size"), bar("size"), bar("home"),
    page.getByRole("button", { name: /^搜索事项/ }),
    ...["S", "H", "E", "N"].map((letter) => page.getByRole("button", { name: letter, exact: true })), bar("home"),
    page.getByRole("button", { name: /^一件事一次办/ }), entry, bar("back"), bar("home"),
    page.getByRole("button", { name: /^取号排队/ }), entry, page.locator(".take-action button"),
  ];
  for (const step of steps) await touch(page, step);
  await page.locator(".ticket-number").waitFor();
  return page.evaluate(() => ({ answered: [...window.touches.values()], done: window.done }));
}

async function peerTouches(browser, url) {
  const { context, page } = await slow(browser, UPRIGHT);
  await watchTouches(page);
  await page.goto(url);
  for (let n = 1; n <= 12; n++) await touch(page, page.getByRole("button", { name: `Service ${n}`, exact: true }));
  const touches = await page.evaluate(() => [...window.touches.values()]);
  await context.close();
  return touches;
}

await withPeer((peer) => withServer((url) => withBrowser(async (browser) => {
  const theirs = await firstPage(browser, peer, UPRIGHT, "Service 12");
  row("first meaningful page of the kiosk, cold, CPU ÷ 4, median", await firstPage(browser, `${url}/kiosk`, UPRIGHT, "政务服务中心"), "ms", theirs, "≤ 1500 ms");
  row("first meaningful page of the main board, cold, CPU ÷ 4, median", await firstPage(browser, `${url}/screen/main`, WIDE, "政务服务中心"), "ms", theirs, "≤ 1500 ms");
  row("scripts and wasm of the kiosk's first page, brotli", await size(browser, `${url}/kiosk`, "政务服务中心"), "KiB",
    await size(browser, peer, "Service 12"), "≤ 450 KiB");
  const [[first, ...later], other] = [await kioskTouches(browser, url, 3), await peerTouches(browser, peer)];
  const most = Math.max(...other);
  const [answered, done] = [later.flatMap(({ answered }) => answered), later.flatMap(({ done }) => done)];
  row("touch to paint at the kiosk, CPU ÷ 4, median", quantile(answered, 0.5), "ms", quantile(other, 0.5));
  row("touch to paint at the kiosk, CPU ÷ 4, slowest", Math.max(...answered), "ms", most, "≤ 100 ms");
  row("the same for the very first person after a cold start, slowest", Math.max(...first.answered), "ms", most, "≤ 100 ms");
  row("touch until what it leads to is painted, CPU ÷ 4, median", quantile(done, 0.5), "ms", quantile(other, 0.5));
  row("touch until what it leads to is painted, CPU ÷ 4, slowest", Math.max(...done), "ms", most);
  row("the same for the very first person after a cold start, slowest", Math.max(...first.done), "ms", most);
})));
