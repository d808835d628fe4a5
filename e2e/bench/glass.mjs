// From the clerk's key to the changed pixel: the key for the next number is pressed at a real desk, and a real main board
// in the same browser shows the call, in the table and in the panel, while fifty screens listen. The time is that of the
// key at the desk until the frame after the one with the call. The reference is the arrival of the same event at a raw
// reader.
import { call, quantile, row, withBrowser, withServer } from "./common.js";

const SCREENS = 50;
const CALLS = 200;
/** The main board and others that are pages, with what they show; the rest of the screens are readers. */
const PAGES = [["main", "main"], ["window/G01", "window"], ["public", "public"], ["gate", "guide"]];
/** A call keeps the panel for ten seconds. */
const HOLD_MS = 10_500;
const HALL = "/api/v1/halls/shili";

await withServer((url) => withBrowser(async (browser) => {
  const signIn = await call(url, "POST", "/api/v1/session", { account: "g01", password: "demo-g01" });
  const cookie = signIn.headers.get("set-cookie").split(";")[0];
  const step = async (name) => {
    const answer = await call(url, "POST", `/api/v1/windows/G01/${name}`, {}, cookie);
    if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  };
  await step("open");

  const readers = new AbortController();
  const arrived = new Map();
  for (let reader = PAGES.length; reader < SCREENS; reader++) {
    const stream = await fetch(`${url}${HALL}/events`, { signal: readers.signal });
    read(stream, reader === PAGES.length && arrived).catch(() => {});
  }
  const shown = new Map();
  const pressed = [];
  const board = await watched(browser, (number, at) => shown.get(number)?.(at));
  await open(board, `${url}/screen/main?sound=off`, "[data-screen=main]");
  for (const [path, kind] of PAGES.slice(1)) {
    await open(await browser.newPage({ viewport: { width: 1920, height: 1080 } }), `${url}/screen/${path}`, `[data-screen=${kind}]`);
  }
  const desk = await clerk(browser, url, cookie, (at) => pressed.push(at));

  const [glass, wire] = [[], []];
  for (let n = 0; n < CALLS; n++) {
    const { number } = await (await call(url, "POST", `${HALL}/tickets`, { queue: "G" })).json();
    const seen = new Promise((resolve, reject) => {
      shown.set(number, resolve);
      setTimeout(() => reject(new Error(`${number} is not shown`)), 20_000).unref();
    });
    await desk.evaluate(() => window.ready(true));
    await desk.keyboard.press("n");
    const at = await seen;
    glass.push(at - pressed[n]);
    wire.push(arrived.get(number) - pressed[n]);
    // a desk that has not heard of its own call yet would take no other key
    await desk.evaluate(() => window.ready(false));
    await step("start");
    await step("finish");
    await board.evaluate((ms) => window.later(ms), HOLD_MS);
  }
  readers.abort();
  if (pressed.length !== CALLS) throw new Error(`${pressed.length} keys for ${CALLS} calls`);
  const goal = "< 150 ms";
  row(`key to glass with ${SCREENS} screens, median of ${CALLS}`, quantile(glass, 0.5), "ms", quantile(wire, 0.5), goal);
  row(`key to glass with ${SCREENS} screens, p99`, quantile(glass, 0.99), "ms", quantile(wire, 0.99), goal);
}));

/** Reads a stream to its end; into the map goes when each call arrived. */
async function read(stream, arrived) {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of stream.body) {
    if (!arrived) continue;
    text += decoder.decode(chunk, { stream: true });
    const now = performance.timeOrigin + performance.now();
    const ends = text.lastIndexOf("\n\n");
    for (const [, number] of text.slice(0, ends + 1).matchAll(/^event: ticket_called\ndata: .*?"number":"([^"]+)"/gm)) arrived.set(number, now);
    text = text.slice(ends + 1);
  }
}

async function open(page, address, selector) {
  await page.goto(address);
  await page.waitForSelector(selector);
}

/** A page for a board: `told` hears of each number that is in the table and in the panel, and when the frame after was. */
async function watched(browser, told) {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  await page.exposeBinding("shownAt", (_, number, at) => told(number, at));
  await page.addInitScript(() => {
    const real = performance.now.bind(performance);
    let skipped = 0;
    performance.now = () => real() + skipped;
    const streams = [];
    window.EventSource = class extends EventSource {
      constructor(...given) { super(...given); streams.push(this); }
    };
    // the time for which a call keeps the panel passes at once; what the clock of the hall is, is said again
    window.later = (ms) => {
      skipped += ms;
      const now = new Date(Date.now() + 8 * 3_600_000).toISOString().replace("Z", "+08:00");
      streams.at(-1).dispatchEvent(new MessageEvent("beat", { data: JSON.stringify({ now }) }));
    };
    let last = "";
    new MutationObserver(() => {
      const number = document.querySelector("[data-call-panel]")?.dataset.ticket;
      if (!number || number === last || !document.querySelector(`[data-call="${number}"]`)) return;
      last = number;
      requestAnimationFrame(() => requestAnimationFrame(() => window.shownAt(number, performance.timeOrigin + real())));
    }).observe(document, { subtree: true, childList: true, attributes: true });
  });
  return page;
}

/** The desk of G01, with the keyboard in hand; `told` hears when the key for the next number was pressed. */
async function clerk(browser, url, cookie, told) {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const [name, value] = cookie.split("=");
  await page.context().addCookies([{ name, value, url }]);
  await page.exposeBinding("pressedAt", (_, at) => told(at));
  await page.addInitScript(() => {
    addEventListener("keydown", ({ key, timeStamp }) => key === "n" && window.pressedAt(performance.timeOrigin + timeStamp), true);
    const can = () => document.querySelector("[data-step=next][aria-disabled=false]") !== null;
    // until the next number can be called, or cannot
    window.ready = (wanted) => new Promise((resolve) => {
      if (can() === wanted) return resolve();
      const look = new MutationObserver(() => {
        if (can() !== wanted) return;
        look.disconnect();
        resolve();
      });
      look.observe(document, { subtree: true, childList: true, attributes: true });
    });
  });
  await open(page, `${url}/desk`, "[data-step=next]");
  return page;
}
