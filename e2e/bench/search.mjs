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

/* Runs in the page: reads the catalog, builds one engine, types every key, and says how long each took. */
async function measure([engine, size, keys, shown]) {
  const memory = () => performance.memory.usedJSHeapSize;
  const body = await (await fetch(`/catalog/${size}`)).text();
  const timed = (act) => { const from = performance.now(); const value = act(); return [performance.now() - from, value]; };
  let build, bytes, search;
  if (engine === "ours") {
    const exports = await (await import("/ours.js")).default({ module_or_path: "/ours.wasm" });
    const items = mingtang.read(body);
    if (items !== size) throw new Error(`${items} matters were read`);
    [build, bytes] = timed(() => mingtang.build());
    search = (typed) => mingtang.search(typed, shown);
    window.exports = exports;
  } else {
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
    globalThis.gc?.();
    const before = memory();
    if (engine === "minisearch") {
      const { default: MiniSearch } = await import("/minisearch.js");
      // Chinese has no spaces: its characters are words, as its documentation says to do
      const tokenize = (text) => text.match(/[\p{Script=Han}]|[a-z0-9]+/giu) ?? [];
      const mini = new MiniSearch({ fields, tokenize, searchOptions: { prefix: true, fuzzy: 0.2, combineWith: "AND", tokenize } });
      [build] = timed(() => mini.addAll(documents));
      search = (typed) => mini.search(typed).slice(0, shown).length;
    } else {
      const { default: Fuse } = await import("/fuse.js");
      let fuse;
      [build] = timed(() => { fuse = new Fuse(documents, { keys: fields, threshold: 0.3, ignoreLocation: true }); });
      search = (typed) => fuse.search(typed, { limit: shown }).length;
    }
    globalThis.gc?.();
    bytes = memory() - before;
  }
  const times = [];
  for (const key of keys) {
    times.push(timed(() => search(key))[0]);
    // as between two keys: nothing piles up
    await new Promise((done) => setTimeout(done, 0));
  }
  return { build, bytes, times };
}

const NAMES = { ours: "ours", minisearch: "MiniSearch", fuse: "Fuse.js" };
const p99 = new Map();
await withBrowser(async (browser) => {
  for (const size of [20_000, 100_000]) {
    const results = new Map();
    for (const engine of ["ours", "minisearch", "fuse"]) {
      // Fuse.js takes seconds for one key: every seventh says enough
      const keys = engine === "fuse" ? KEYS.filter((_, at) => at % (size > 20_000 ? 28 : 7) === 0) : KEYS;
      const page = await browser.newPage();
      await page.goto(url);
      const session = await page.context().newCDPSession(page);
      await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
      page.setDefaultTimeout(0);
      results.set(engine, await page.evaluate(measure, [engine, size, keys, SHOWN]));
      await page.close();
    }
    const ours = results.get("ours");
    for (const [engine, { build, bytes, times }] of results) {
      const of = `search of ${size / 1000},000, ${NAMES[engine]}, CPU ÷ ${SLOWER}`;
      const beside = (read) => (engine === "ours" ? undefined : read(ours));
      const goal = engine === "ours" && size === 20_000 ? `≤ ${FRAME_MS.toFixed(1)} ms` : undefined;
      row(`${of}: key, median`, quantile(times, 0.5), "ms", beside((it) => quantile(it.times, 0.5)));
      row(`${of}: key, p99`, quantile(times, 0.99), "ms", beside((it) => quantile(it.times, 0.99)), goal);
      row(`${of}: key, slowest of ${times.length}`, Math.max(...times), "ms", beside((it) => Math.max(...it.times)), goal);
      row(`${of}: build`, build, "ms", beside((it) => it.build));
      row(`${of}: memory of the index`, bytes / 1024 / 1024, "MiB", beside((it) => it.bytes / 1024 / 1024));
      p99.set(`${engine} ${size}`, quantile(times, 0.99));
    }
  }
});
server.close();
