// What is published is read from where people stand too (A64): lists, the map with its labels and its legend, ratings, the
// six of every matter and notices keep every letter as large as the formula asks, on each of their pages, or are refused.
import type { Page } from "@playwright/test";
import { Clerk } from "../support/clerk.js";
import { movableClock } from "../support/clock.js";
import { expect, test, type Hall } from "../support/hall.js";
import { faults, INCHES, measured, METRES, PANELS, register, type Panel } from "../support/legible.js";
import { picture } from "../support/picture.js";
import { relay } from "../support/relay.mjs";
import { put, text } from "../support/screens.js";

/** What is published, what stands there once it has come, and the metres from which each diagonal is read at most: lying,
 * and standing. */
interface Poster { layout: { kind: string; [more: string]: unknown }; shown: string; pages: number; lying: number[]; standing: number[] }

const POSTERS: Poster[] = [
  { layout: { kind: "public", lists: [], terminals: true }, shown: ".row .cell, .machine", pages: 3, lying: [5, 10, 10, 15], standing: [5, 5, 10, 10] },
  { layout: { kind: "guide", map: "floor-1", here: "here-gate" }, shown: "[data-here]", pages: 3, lying: [10, 10, 15, 15], standing: [5, 5, 10, 10] },
  { layout: { kind: "ratings" }, shown: "[data-level]", pages: 1, lying: [10, 10, 15, 15], standing: [5, 10, 15, 15] },
  { layout: { kind: "six" }, shown: "[data-field=steps] li", pages: 2, lying: [5, 5, 10, 10], standing: [5, 5, 10, 15] },
  { layout: { kind: "notice", notice: "moved" }, shown: ".notice-words.zh p", pages: 2, lying: [10, 10, 15, 15], standing: [5, 10, 15, 15] },
];
/** A page of what is published is up no longer than this. */
const TURN_MS = 15_000;

/** Ten services, rated. */
async function rate(hall: Hall): Promise<void> {
  const clerk = await Clerk.at(hall, "A02");
  await clerk.open();
  for (const level of [5, 5, 5, 5, 5, 5, 4, 4, 3, 1]) {
    const path = (await clerk.serve({ queue: "A" })).replace("/r/", "/api/v1/ratings/");
    const answer = await hall.call("POST", path, { level, comment: level < 3 ? "等了很久" : "" });
    expect(answer.status, await answer.text()).toBe(201);
  }
}

/** Faults of a page that has come to rest: its rows are counted once a second. */
async function resting(page: Page, panel: Panel, name: string): Promise<string[]> {
  let found: string[] = [];
  const count = async (): Promise<number> => (found = await faults(page, panel, name)).length;
  await expect.poll(count, { timeout: 2_500 }).toBe(0).catch(() => undefined);
  return found;
}

for (const [name, size] of Object.entries(PANELS)) {
  test(`A64 R6 R15 R45 R79 R81 what is published keeps its letters on all of its pages (${name})`, async ({ browser, hall }) => {
    test.setTimeout(900_000);
    await rate(hall);
    await put(hall, "notices/moved", {
      title: text("社保窗口搬到二楼", "Social insurance has moved to floor 2"), until: "2099-12-31", tone: "guide",
      body: text("十二月一日起，社会保险登记、转移和养老金领取在二楼 D 区办理。\n一楼 B 区只受理社会保障卡。\n行动不便的人请到一楼咨询帮办区，工作人员陪同上楼或者代为办理。",
        "From 1 December social insurance registration, transfer and pensions are served in area D on floor 2.\nArea B on floor 1 keeps social security cards only.\nIf stairs are hard for you, ask at the assistance desk on floor 1."),
    });
    // what the server says of the time follows the clock of the page, and its beats come often enough for it
    let later = 0;
    const line = await relay(hall.url, 15, (ms) => ms + later);
    const found: string[] = [];
    for (const poster of POSTERS) {
      const { kind } = poster.layout;
      const most = name === "standing" ? poster.standing : poster.lying;
      for (const [n, inches] of INCHES.entries()) for (const metres of METRES) {
        const panel = { inches, metres, ...size };
        const answer = await register(hall, "wall-9", poster.layout, panel);
        const farthest = most[n]!;
        expect([kind, inches, metres, answer.status]).toEqual([kind, inches, metres, metres <= farthest ? 200 : 422]);
        if (metres > farthest) {
          const problem = await answer.json();
          expect(problem.code).toBe("layout_too_small");
          for (const words of [`${inches} 英寸屏在 ${metres} 米处汉字至少要`, `On a ${inches}-inch screen that is read from ${metres} m`]) {
            expect(JSON.stringify(problem)).toContain(words);
          }
          continue;
        }
        // four times the pixels show the same, and upright the ends tell of what lies between
        if (name === "fine" && (inches !== 55 || metres !== farthest)) continue;
        if (name === "standing" && metres !== farthest && inches !== 43) continue;
        // one page each, for after three minutes everything moves by some pixels
        later = 0;
        const page = await browser.newPage({ viewport: size });
        await movableClock(page);
        await page.goto(`${line.url}/screen/wall-9`);
        await expect(page.locator(`main[data-screen=${kind}]`)).toBeVisible();
        await measured(page, panel);
        // as it is drawn all pages are alike
        const grown = await page.locator("html[data-grown]").count();
        for (let turn = 0; turn < (grown ? poster.pages : 1); turn++) {
          await expect(page.locator(poster.shown).first()).toBeVisible();
          found.push(...(await resting(page, panel, `${kind} ${turn + 1}`)));
          if (turn === 0) await picture(page, `${kind}-${inches}in-${metres}m-${name}`);
          later += TURN_MS;
          await page.clock.fastForward(TURN_MS);
        }
        await page.context().close();
      }
    }
    line.close();
    expect(found).toEqual([]);
  });
}
