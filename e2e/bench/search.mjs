// Search at every key, beside MiniSearch and Fuse.js: the same catalog and the same keys in the same browser,
// slowed down four times. The others get the pinyin of every name and keyword, in full and as first letters, as
// ready fields, which they do not make themselves. Each query is typed key by key, as a person does.
import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { examplePath, quantile, row, withBrowser } from "./common.js";

const FRAME_MS = 1000 / 60;
const SLOWER = 4;
const SHOWN = 24;
const QUERIES = [
  "shenfenzheng", "sfz", "shebaoka", "sbk", "yanglaobaoxian", "gjj", "she保k", "huzhao", "身份证到期", "公积金", "补办身份证",
  "社会团体变更登记", "身份证丢了怎么办", "passport", "id card renewal", "lost id card", "driver training", "pasport", "shengfenzheng",
  "gongjijn", "weisheng", "yyzz", "食品经营", "zzzz", "农药",
];
const keysOf = (query) => [...query].map((_, at, all) => all.slice(0, at + 1).join(""));
const KEYS = QUERIES.flatMap(keysOf);

const site = process.env.MINGTANG_SEARCH_BENCH;
const modules = join(import.meta.dirname, "../node_modules");
const files = {
  "/ours.js": [join(site, "search_bench.js"), "text/javascript"],
  "/ours.wasm": [join(site, "search_bench.wasm"), "application/wasm"],
  "/minisearch.js": [join(modules, "minisearch/dist/es/index.js"), "text/javascript"],
  "/fuse.js": [join(modules, "fuse.js/dist/fuse.mjs"), "text/javascript"],
};
const catalogs = new Map();
const server = createServer((request, response) => {
  const size = /^\/catalog\/(\d+)$/.exec(request.url)?.[1];
  if (size) {
    if (!catalogs.has(size)) {
      catalogs.set(size, execFileSync(examplePath("search_catalog"), [size], { maxBuffer: 1 << 30 }));
    }
    return response.end(catalogs.get(size));
  }
  if (files[request.url]) {
    const [path, type] = files[request.url];
    return response.setHeader("content-type", type).end(readFileSync(path));
  }
  return response.setHeader("content-type", "text/html").end("<!doctype html><title>search</title>");
}).listen(0, "127.0.0.1");
await once(server, "listening");
const url = `http://127.0.0.1:${server.address().port}`;

/* Runs in the page: fetches the catalog and makes one engine ready to be built. */
async function prepare([engine, size]) {
  const body = await (await fetch(`/catalog/${size}`)).text();
  if (engine === "ours") {
    await (await import("/ours.js")).default({ module_or_path: "/ours.wasm" });
    if (mingtang.read(body) !== size) throw new Error("the catalog was not read");
    window.engine = { build: () => mingtang.build(), search: (typed, shown) => mingtang.search(typed, shown) };
    return;
  }
  const catalog = JSON.parse(body);
  const sound = new Map();
  for (const [syllable, signs] of Object.entries(catalog.sounds)) for (const sign of signs) if (!sound.has(sign)) sound.set(sign, syllable);
  const read = (text, of) => [...text].map((sign) => of(sound.get(sign) ?? (/[a-z0-9]/i.test(sign) ? sign : ""))).join("");
  const documents = catalog.items.map((item, id) => {
    const words = [item.name.zh, ...item.keywords];
    return {
      id, name: item.name.zh, english: item.name.en, keywords: item.keywords.join(" "),
      pinyin: words.map((word) => read(word, (sound) => sound)).join(" "),
      initials: words.map((word) => read(word, (sound) => sound.charAt(0))).join(" "),
    };
  });
  const fields = ["name", "english", "keywords", "pinyin", "initials"];
  let index;
  if (engine === "MiniSearch") {
    const { default: MiniSearch } = await import("/minisearch.js");
    // Chinese has no spaces: its characters are the words
    const tokenize = (text) => text.match(/\p{Script=Han}|[a-z0-9]+/giu) ?? [];
    const options = { fields, tokenize, searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND", tokenize } };
    const build = () => { index = new MiniSearch(options); index.addAll(documents); };
    window.engine = { build, search: (typed, shown) => index.search(typed).slice(0, shown).length };
  } else {
    const { default: Fuse } = await import("/fuse.js");
    const build = () => { index = new Fuse(documents, { keys: fields, threshold: 0.3, ignoreLocation: true }); };
    window.engine = { build, search: (typed, shown) => index.search(typed, { limit: shown }).length };
  }
}

/* Runs in the page: types every key, and says how long each took. */
async function type([keys, shown]) {
  const times = [];
  for (const key of keys) {
    const from = performance.now();
    window.engine.search(key, shown);
    times.push(performance.now() - from);
    // as between two keys: nothing piles up
    await new Promise((done) => setTimeout(done, 0));
  }
  return times;
}

/** One engine over one catalog: build in ms, memory of the index in bytes, each key in ms. */
async function measure(browser, engine, size) {
  // Fuse.js takes so long for a key that a part of them says enough
  const part = engine === "Fuse.js" ? (size > 20_000 ? 28 : 7) : 1;
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(url);
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.evaluate(prepare, [engine, size]);
  const heap = async () => {
    await session.send("HeapProfiler.collectGarbage");
    return (await session.send("Runtime.getHeapUsage")).usedSize;
  };
  const before = await heap();
  const { build, own } = await page.evaluate(() => {
    const from = performance.now();
    const own = window.engine.build();
    return { build: performance.now() - from, own };
  });
  const bytes = own ?? (await heap()) - before;
  const times = await page.evaluate(type, [KEYS.filter((_, at) => at % part === 0), SHOWN]);
  await page.close();
  return { build, bytes, times };
}

const FIGURES = [
  ["key, median", "ms", ({ times }) => quantile(times, 0.5)],
  ["key, p99", "ms", ({ times }) => quantile(times, 0.99)],
  ["slowest key", "ms", ({ times }) => Math.max(...times)],
  ["build", "ms", ({ build }) => build],
  ["memory of the index", "MiB", ({ bytes }) => bytes / 1024 / 1024],
];
await withBrowser(async (browser) => {
  for (const size of [20_000, 100_000]) {
    const ours = await measure(browser, "ours", size);
    for (const name of ["MiniSearch", "Fuse.js"]) {
      const other = await measure(browser, name, size);
      for (const [figure, unit, of] of FIGURES) {
        const goal = size === 20_000 && /key/.test(figure) ? `≤ ${FRAME_MS.toFixed(1)} ms` : undefined;
        row(`search of ${size / 1000},000 beside ${name}, CPU ÷ ${SLOWER}: ${figure}`, of(ours), unit, of(other), goal);
      }
    }
  }
});
server.close();
