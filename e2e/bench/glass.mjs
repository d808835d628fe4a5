// From the clerk's key to the glass: a call, until the main board shows it, with 49 further screens
// listening. The reference is the arrival of the same event at one of those.
import { call, quantile, row, withBrowser, withServer } from "./common.js";

const SCREENS = 50;
const CALLS = 60;

await withServer(async (url) => {
  await withBrowser(async (browser) => {
    const signIn = await call(url, "POST", "/api/v1/session", { account: "g01", password: "demo-g01" });
    const cookie = signIn.headers.get("set-cookie").split(";")[0];
    const step = (name) => call(url, "POST", `/api/v1/windows/G01/${name}`, {}, cookie);
    await step("open");

    const arrivals = new Map();
    const listeners = [];
    for (let screen = 1; screen < SCREENS; screen++) {
      const stop = new AbortController();
      const stream = await fetch(`${url}/api/v1/halls/shili/events`, { signal: stop.signal });
      const first = screen === 1;
      listeners.push(stop);
      (async () => {
        const decoder = new TextDecoder();
        for await (const chunk of stream.body) {
          if (!first) continue;
          const called = /event: ticket_called\ndata: .*?"number":"(G\d+)"/.exec(decoder.decode(chunk));
          if (called) arrivals.set(called[1], performance.timeOrigin + performance.now());
        }
      })().catch(() => {});
    }
    const board = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
    await board.goto(`${url}/screen/main?sound=off`);
    await board.waitForSelector("[data-idle-panel]");
    await board.evaluate(() => {
      window.shown = {};
      new MutationObserver(() => {
        for (const line of document.querySelectorAll("[data-call]")) {
          const ticket = line.dataset.call;
          if (!window.shown[ticket]) {
            window.shown[ticket] = -1;
            requestAnimationFrame(() => { window.shown[ticket] = performance.timeOrigin + performance.now(); });
          }
        }
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const glass = [];
    const wire = [];
    for (let n = 0; n < CALLS; n++) {
      const { number } = await (await call(url, "POST", "/api/v1/halls/shili/tickets", { queue: "G" })).json();
      const pressed = performance.timeOrigin + performance.now();
      await step("next");
      const shown = await board.waitForFunction((ticket) => window.shown[ticket] > 0 && window.shown[ticket], number,
        { polling: 20 });
      glass.push((await shown.jsonValue()) - pressed);
      if (arrivals.has(number)) wire.push(arrivals.get(number) - pressed);
      await step("start");
      await step("finish");
    }
    for (const stop of listeners) stop.abort();
    row(`call to glass with ${SCREENS} screens, median`, quantile(glass, 0.5), "ms", quantile(wire, 0.5));
    row(`call to glass with ${SCREENS} screens, p99`, quantile(glass, 0.99), "ms", quantile(wire, 0.99), "< 100 ms");
  });
});
