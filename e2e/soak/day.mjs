// A day of a busy hall before its main board, many times as fast as a day: people come in two waves, windows call them, most
// come, some are called again, some never come, some go first. Every call must be painted, announced and spoken, each once
// and in whole sentences; nothing else may be; and nothing may grow. The page and what the server says to it run on a fast
// clock (`hurry.js`, the relay); the server itself does not know. `node soak/day.mjs [TICKETS] [SPEED]`: 1,500 tickets are
// eight hours, fewer a shorter day that is as busy.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { call, quantile, withBrowser, withServer } from "../bench/common.js";
import { crew, random } from "./hall.mjs";
import { relay } from "../support/relay.mjs";
import { sentence } from "../support/sentence.mjs";

const TICKETS = Number(process.argv[2] ?? 1_500);
const SPEED = Number(process.argv[3] ?? 60);
const WINDOWS = 29;
const DAY_S = (TICKETS / 1_500) * 8 * 3_600;
/** Measured so often; more than the most of the first tenth is growth, once the day is long enough to tell. */
const STEPS = 50;
const MARGIN = 1.05;
const LONG = 1_000;
/** Of all calls so many may be pointless before it is their turn to be announced: somebody stands at the window already, was
 * called again or is given up. */
const POINTLESS = 0.01;
/** A page that stands still for so long of its day is away for the server and has no voice. */
const SLOW_MS = 15_000;
/** What must not grow. */
const STEADY = ["wasm", "heap"];

const halls = mkdtempSync(join(tmpdir(), "mingtang-day-"));
cpSync(new URL("../../assets/halls", import.meta.url), halls, { recursive: true });
const file = join(halls, "shili", "hall.json");
const profile = JSON.parse(readFileSync(file, "utf8"));
// the server counts seconds that the day does not have
profile.rules.recall_interval_seconds = 0;
writeFileSync(file, JSON.stringify(profile));

const faults = [];
try {
  await withServer((url) => withBrowser((browser) => day(browser, url)), ["--halls", halls]);
} finally {
  rmSync(halls, { recursive: true, force: true });
}
for (const fault of new Set(faults)) console.log(`FAULT ${fault}`);
if (faults.length) process.exitCode = 1;

async function day(browser, url) {
  const staff = await crew(url, profile.windows.slice(0, WINDOWS), random(7));
  const began = Date.now();
  // shortly before half past eight, by the clock of the hall
  const morning = Date.parse(`${new Date(began + 8 * 3_600_000).toISOString().slice(0, 10)}T08:20:00+08:00`);
  const fast = (ms) => morning + (ms - began) * SPEED;
  const wait = (seconds) => new Promise((resolve) => setTimeout(resolve, (seconds * 1_000) / SPEED));
  const wire = await relay(url, SPEED, fast);
  const seconds = () => ((Date.now() - began) * SPEED) / 1_000;
  const board = await open(browser, wire.url, seconds);

  const series = [];
  let over = false;
  const measuring = (async () => {
    while (!over) {
      series.push(await board.measure());
      await wait(DAY_S / STEPS);
    }
  })();
  const opened = seconds();
  const now = () => seconds() - opened;
  await staff.work(TICKETS, DAY_S, now, wait);
  const last = (now() / 3_600).toFixed(1);
  // whoever was called last is still announced
  await wait(90);
  over = true;
  await measuring;
  const stood = await board.page.evaluate(() => window.stood);
  await board.page.close();
  wire.close();
  console.log(`${staff.figures()}; the last was served ${last} h after the doors opened`);
  console.log(`the page stood still for ${Math.round(stood)} ms at most, ${((stood * SPEED) / 1_000).toFixed(1)} s of its day, and opened ${wire.streams()} event streams`);
  if (stood * SPEED > SLOW_MS || wire.streams() > 1) faults.push("the machine is too slow for this speed: what follows says little");
  judge(staff.calls.map((one) => ({ ...one, at: one.at + opened })), board.notes);
  grown(series);
}

/** A main board on the fast clock: what it painted and sounded, and what it takes. */
async function open(browser, url, now) {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1080 } });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`console: ${error.message}`));
  page.on("crash", () => faults.push("the page crashed"));
  const notes = [];
  await page.exposeBinding("note", (_, note) => { notes.push({ ...note, heard: now() }); });
  await page.addInitScript(`(${readFileSync(new URL("hurry.js", import.meta.url), "utf8")})(${SPEED})`);
  const sounds = ["voice-zh", "voice-en", "chime"].map((name) => page.waitForResponse((answer) => answer.url().includes(`/a/${name}-`)));
  await page.goto(`${url}/screen/main`);
  await Promise.all([page.waitForSelector("[data-idle-panel]"), ...sounds]);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  const tools = await page.context().newCDPSession(page);
  const measure = async () => {
    await tools.send("HeapProfiler.collectGarbage");
    const { usedSize } = await tools.send("Runtime.getHeapUsage");
    const { nodes, jsEventListeners } = await tools.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => window.memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0));
    return { wasm, heap: usedSize, nodes, listeners: jsEventListeners };
  };
  return { page, notes, measure };
}

/** Holds what was called against what was painted and sounded. */
function judge(calls, notes) {
  const panels = notes.filter(({ kind }) => kind === "panel");
  const rows = notes.filter(({ kind }) => kind === "row");
  // a chime begins each announcement
  const spoken = [];
  for (const line of notes.filter(({ kind }) => kind === "voice")) {
    if (!line.lang) spoken.push({ ticket: line.ticket, window: line.window, zh: [], en: [] });
    else if (spoken.at(-1)?.ticket === line.ticket) spoken.at(-1)[line.lang].push(line.clips);
    else faults.push(`a sentence without its chime: ${line.ticket}`);
  }
  const waits = [];
  let pointless = 0;
  for (const one of calls) {
    const name = `${one.ticket} at ${one.window}, call ${one.times}`;
    const nth = one.times > 1 ? `第${one.times}次` : undefined;
    const row = ({ ticket, window, outcome, words }) =>
      ticket === one.ticket && window === one.window && outcome === "called" && /第\d次/.exec(words)?.[0] === nth;
    if (!rows.some(row)) faults.push(`not in the table: ${name}`);
    const shown = panels.filter(({ ticket, window, times }) => ticket === one.ticket && window === one.window && Number(times) === one.times);
    const again = calls.some(({ ticket, times }) => ticket === one.ticket && times === one.times + 1);
    if (shown.length === 0 && (one.over || again)) pointless++;
    else if (shown.length !== 1) faults.push(`${shown.length} times in the panel: ${name}`);
    else waits.push(shown[0].heard - one.at);
  }
  const called = new Set(calls.map(({ ticket, window, times }) => `${ticket} ${window} ${times}`));
  for (const { ticket, window, times } of panels) {
    if (!called.has(`${ticket} ${window} ${times}`)) faults.push(`announced and never called: ${ticket} at ${window}, call ${times}`);
  }
  const order = (list) => list.map(({ ticket, window }) => `${ticket} ${window}`);
  const [said, seen] = [order(spoken), order(panels)];
  for (const [n, name] of seen.entries()) if (said[n] !== name) { faults.push(`in the panel ${name}, spoken ${said[n]}`); break; }
  if (said.length !== seen.length) faults.push(`${said.length} spoken, ${seen.length} in the panel`);
  for (const one of spoken) {
    if (!(one.zh.length === 2 && one.en.length === 1) && !(one.zh.length === 1 && one.en.length === 1)) {
      faults.push(`spoken ${one.zh.length} times in Chinese and ${one.en.length} in English: ${one.ticket}`);
    }
    for (const lang of ["zh", "en"]) {
      for (const words of one[lang]) if (words !== sentence(lang, one.ticket, one.window)) faults.push(`not whole: ${words}`);
    }
  }
  if (pointless > calls.length * POINTLESS) faults.push(`${pointless} of ${calls.length} calls were pointless before they were announced`);
  const seconds = (share) => quantile(waits, share).toFixed(1);
  console.log(`${calls.length} calls: ${panels.length} in the panel, ${spoken.length} spoken, ${spoken.filter(({ zh }) => zh.length === 1).length} of them once, for many waited`);
  console.log(`from the call to the panel: median ${seconds(0.5)} s, p99 ${seconds(0.99)} s, longest ${seconds(1)} s; ${pointless} pointless before their turn`);
}

/** Prints how much it took, and judges whether it grew: what is measured in the midst of work has peaks, so of each later
 * tenth of the day the least counts. */
function grown(series) {
  const tenth = Math.max(1, Math.ceil(series.length / 10));
  const tenths = Array.from({ length: Math.ceil(series.length / tenth) }, (_, n) => series.slice(n * tenth, (n + 1) * tenth));
  for (const key of Object.keys(series[0])) {
    const [first, ...later] = tenths.map((points) => points.map((point) => point[key]));
    const [most, least] = [Math.max(...first), Math.max(...later.map((values) => Math.min(...values)))];
    console.log(`${key}: first tenth at most ${most}, later tenths at least up to ${least}, peak ${Math.max(...later.flat())}, at the end ${series.at(-1)[key]}`);
    if (TICKETS >= LONG && STEADY.includes(key) && least > most * MARGIN) faults.push(`${key} grew from ${most} to ${least}`);
  }
}
