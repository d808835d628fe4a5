// Many people after each other at one terminal, in one browser: attract page, modes and languages mixed, a guide, the
// rating of the service before, a number, the end. Growth is what is looked for: of the programs' memory, of JavaScript's heap, of what the browser holds for the
// page; and any word on the console. `node soak/sessions.mjs [PEOPLE]`; `cargo xtask soak` builds what it needs.
import { readFileSync } from "node:fs";
import { call, withBrowser, withServer } from "../bench/common.js";

const PEOPLE = Number(process.argv[2] ?? 20_000);
/** Measured so often, and told every tenth time. What a page leaves behind is collected then: with more of it the
 * browser takes a fifth longer for each person. */
const STEPS = 1_000;
/** More than the most of the first tenth is growth. */
const MARGIN = 1.05;
/** Facts for the attract page that nobody touches. */
const FACTS = Math.min(PEOPLE, 3_000);

const MODES = ["size", "seated", "contrast", "language"];
/** All ways to use it, in turn; the voice seldom, for it has a server to speak for it. */
const plan = (n, code) => ({
  code,
  dice: Math.floor(n / 16) + n,
  modes: [...MODES.filter((_, bit) => (n >> bit) & 1), ...(n % 50 === 49 ? ["speech"] : [])],
});

const faults = [];
const person = readFileSync(new URL("person.js", import.meta.url), "utf8");

async function open(browser, url) {
  const page = await browser.newPage({ viewport: { width: 1080, height: 1920 }, hasTouch: true });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("crash", () => faults.push("the page crashed"));
  await page.addInitScript(person);
  await page.addInitScript(() => {
    const start = WebAssembly.instantiateStreaming.bind(WebAssembly);
    window.memories = [];
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await start(...given);
      window.memories.push(made.instance.exports.memory);
      return made;
    };
  });
  await page.goto(`${url}/kiosk`);
  const tools = await page.context().newCDPSession(page);
  const measure = async () => {
    await page.waitForSelector(".attract-queue-count");
    await tools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await tools.send("Runtime.getHeapUsage");
    const { documents, nodes, jsEventListeners } = await tools.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
    return { wasm, heap: usedSize, documents, nodes, listeners: jsEventListeners };
  };
  return { page, measure };
}

/** Clerks: whoever has a number is served before the next person comes. */
async function clerks(url) {
  const hall = await (await fetch(`${url}/api/v1/halls/shili`)).json();
  const desks = new Map();
  for (const { prefix } of hall.queues) {
    const window = hall.windows.find(({ queues }) => queues.includes(prefix));
    const account = window.id.toLowerCase();
    const answer = await call(url, "POST", "/api/v1/session", { account, password: `demo-${account}` });
    const cookie = answer.headers.get("set-cookie").split(";")[0];
    const step = (name) => call(url, "POST", `/api/v1/windows/${window.id}/${name}`, {}, cookie);
    await step("open");
    desks.set(prefix, step);
  }
  return async (prefix) => {
    const step = desks.get(prefix);
    for (const name of ["next", "start", "finish"]) {
      const answer = await step(name);
      if (!answer.ok) throw new Error(`${name} of ${prefix}: ${answer.status} ${await answer.text()}`);
    }
  };
}

/** Prints how a series went, and judges it. */
function judge(name, series) {
  const tenth = Math.max(1, Math.ceil(series.length / 10));
  const most = (list, key) => Math.max(...list.map((point) => point[key]));
  let grew = false;
  for (const key of Object.keys(series[0])) {
    const [first, rest] = [most(series.slice(0, tenth), key), most(series.slice(tenth), key)];
    const last = series.at(-1)[key];
    const bad = rest > first * MARGIN;
    grew ||= bad;
    console.log(`${name} ${key}: first tenth at most ${first}, later at most ${rest}, at the end ${last}${bad ? "  GREW" : ""}`);
  }
  return grew;
}

await withServer(async (url) => {
  await withBrowser(async (browser) => {
    const serve = await clerks(url);
    const { page, measure } = await open(browser, url);
    const began = performance.now();
    const series = [await measure()];
    let code;
    for (let n = 1; n <= PEOPLE; n++) {
      await page.waitForSelector(".attract-queue-count");
      // one kiosk asks ten times a minute for a slip: each person comes from another address
      await page.setExtraHTTPHeaders({ "X-Forwarded-For": `10.${n >> 16}.${(n >> 8) & 255}.${n & 255}` });
      const [slip] = await Promise.all([
        page.evaluate((plan) => window.visit(plan), plan(n, code)),
        page.waitForEvent("load", { timeout: 130_000 }),
      ]);
      await page.evaluate(() => window.leave());
      await serve(slip.number.match(/^[A-Z]+/)[0]);
      code = slip.code;
      if (n % Math.ceil(PEOPLE / STEPS) === 0) {
        series.push(await measure());
        const { wasm, heap, nodes } = series.at(-1);
        if (series.length % 10 === 1) console.log(`${n} people, ${((performance.now() - began) / n).toFixed(0)} ms each: wasm ${wasm}, heap ${heap}, nodes ${nodes}`);
      }
    }
    let grew = judge("people", series);

    // weeks without anybody: one page, no load, and all that happens in the hall
    const idle = [await measure()];
    const loaded = await page.evaluate(() => performance.timeOrigin);
    for (let n = 1; n <= FACTS; n++) {
      const taken = await call(url, "POST", "/api/v1/halls/shili/tickets", { queue: "G" });
      if (!taken.ok) throw new Error(`a number: ${taken.status} ${await taken.text()}`);
      await serve("G");
      if (n % Math.ceil(FACTS / 100) === 0) idle.push(await measure());
    }
    if (await page.evaluate(() => performance.timeOrigin) !== loaded) faults.push("the attract page was loaded anew");
    grew = judge("attract page alone", idle) || grew;

    for (const fault of [...new Set(faults)]) console.log(fault);
    if (grew || faults.length) process.exitCode = 1;
    // one process less: a tenth of the time, and what is measured is the page's
  }, "--enable-features=NetworkServiceInProcess2");
}, ["--trusted-proxy", "127.0.0.1"]);
