// Letters that are read from where people stand (A64): a screen is registered with its measures, keeps every letter as
// large as the formula asks, shows less where less fits, and is refused where nothing does.
import { Clerk } from "../support/clerk.js";
import { movableClock } from "../support/clock.js";
import { expect, test, type Hall } from "../support/hall.js";
import { faults, INCHES, measured, METRES, PANELS, register } from "../support/legible.js";
import { picture } from "../support/picture.js";

/** Calls somebody to each of eight windows, so that the table is full. */
async function fill(hall: Hall): Promise<void> {
  for (const window of ["A02", "B02", "C02", "D02", "E02", "F02", "G02", "H02"]) {
    const clerk = await Clerk.at(hall, window);
    await clerk.open();
    await hall.take({ queue: window.charAt(0) });
    await clerk.do("next");
    if (window === "F02") await clerk.do("miss");
    if (window === "E02") await clerk.do("start");
  }
}

const DENSITIES: Record<string, string[]> = {
  lying: ["full", "lean", "bare", "full", "lean", "lean", "full", "lean", "lean", "full", "full", "lean"],
  standing: ["full", "lean", "bare", "full", "lean", "bare", "full", "lean", "lean", "full", "full", "lean"],
};

for (const [name, size] of Object.entries(PANELS)) {
  test(`A64 A66 common panels from 5, 10 and 15 metres: every letter is as large as the formula asks, five to eight calls, nothing cut off (${name})`, async ({ browser, hall }) => {
    test.setTimeout(300_000);
    await fill(hall);
    const page = await browser.newPage({ viewport: size });
    const found: string[] = [];
    const densities: string[] = [];
    for (const inches of INCHES) for (const metres of METRES) {
      const panel = { inches, metres, ...size };
      expect((await register(hall, "wall-9", { kind: "main" }, panel)).status, `${inches}″ ${metres} m`).toBe(200);
      // the first time the page is opened, afterwards the change reaches it by itself
      if (densities.length === 0) await page.goto(`${hall.url}/screen/wall-9`);
      await expect(page.locator("[data-screen=main]")).toBeVisible();
      const { density, rows } = await measured(page, panel);
      densities.push(density);
      expect(rows).toBeGreaterThanOrEqual(5);
      await expect(page.locator("[data-call]")).toHaveCount(Math.min(rows, 8));
      found.push(...(await faults(page, panel, "idle")));
      if (metres > 5) await picture(page, `main-${inches}in-${metres}m-${name}`);
    }
    await page.context().close();
    expect(found).toEqual([]);
    // four times the pixels show the same
    expect(densities).toEqual(DENSITIES[name === "fine" ? "lying" : name]);
  });
}

test("A64 the call that is announced, and one that is called again, keep their sizes in every density", async ({ browser, hall }) => {
  test.setTimeout(300_000);
  const clerk = await Clerk.at(hall, "A03");
  await clerk.open();
  const found: string[] = [];
  for (const [name, size] of Object.entries(PANELS)) {
    const page = await browser.newPage({ viewport: size });
    await movableClock(page);
    await page.goto(`${hall.url}/screen/main?sound=off`);
    await expect(page.locator("[data-screen=main]")).toBeVisible();
    for (const [inches, metres] of [[55, 5], [43, 5], [55, 10], [43, 15]] as const) {
      const panel = { inches, metres, ...size };
      expect((await register(hall, "main", { kind: "main" }, panel)).status).toBe(200);
      await measured(page, panel);
      await clerk.clear();
      await hall.take({ queue: "A" });
      const { number } = (await clerk.do("next")).ticket;
      const called = page.locator(`[data-call-panel][data-ticket=${number}]`);
      await expect(called).toBeVisible();
      found.push(...(await faults(page, panel, "call")));
      // as a recall shows it
      await called.evaluate((shown) => {
        const again = document.createElement("p");
        again.className = "panel-again";
        again.innerHTML = '<span class="both"><span class="zh">第2次呼叫</span><span class="en" lang="en">2nd call</span></span>';
        shown.classList.add("blink");
        shown.querySelector(".panel-lead")!.after(again);
        shown.getAnimations({ subtree: true }).forEach((blink) => blink.finish());
      });
      found.push(...(await faults(page, panel, "recall")));
      await picture(page, `call-${inches}in-${metres}m-${name}`);
      await page.locator(".panel-again").evaluate((again) => again.remove());
      await clerk.clear();
      await page.clock.fastForward(10_500);
      await expect(page.locator("[data-call-panel]")).toHaveCount(0);
    }
    await page.context().close();
  }
  await clerk.leave();
  expect(found).toEqual([]);
});

test("A64 the board of an area keeps its sizes too", async ({ browser, hall }) => {
  test.setTimeout(300_000);
  await fill(hall);
  const found: string[] = [];
  for (const size of Object.values(PANELS)) {
    const page = await browser.newPage({ viewport: size });
    for (const [inches, metres] of [[55, 5], [43, 5], [55, 10], [55, 15]] as const) {
      const panel = { inches, metres, ...size };
      expect((await register(hall, "wall-9", { kind: "area", queues: ["A", "B"] }, panel)).status).toBe(200);
      await page.goto(`${hall.url}/screen/wall-9`);
      await expect(page.locator("[data-screen=area] [data-call]").first()).toBeVisible();
      await measured(page, panel);
      found.push(...(await faults(page, panel, "area")));
    }
    await page.context().close();
  }
  expect(found).toEqual([]);
});

test("A64 R31 the sign of a window keeps its label and its department at every size", async ({ browser, hall }) => {
  test.setTimeout(300_000);
  const clerk = await Clerk.at(hall, "G04");
  const found: string[] = [];
  for (const [name, size] of Object.entries(PANELS)) {
    const page = await browser.newPage({ viewport: size });
    for (const open of [false, true]) {
      await (open ? clerk.open() : clerk.leave());
      if (open) await clerk.callTo((await hall.take({ queue: "G" })).number);
      for (const [inches, metres] of [[55, 5], [43, 5], [55, 10], [55, 15]] as const) {
        const panel = { inches, metres, ...size };
        expect((await register(hall, "window-g04", { kind: "window", window: "G04" }, panel)).status).toBe(200);
        await page.goto(`${hall.url}/screen/window/G04`);
        await expect(page.locator("[data-sign]")).toHaveAttribute("data-sign", open ? "called" : "closed");
        await measured(page, panel);
        await expect(page.locator(".sign-id")).toBeVisible();
        await expect(page.locator("[data-department] .zh")).toBeVisible();
        found.push(...(await faults(page, panel, open ? "called" : "closed")));
        await picture(page, `sign-${inches}in-${metres}m-${open ? "called" : "closed"}-${name}`);
      }
    }
    await page.context().close();
  }
  await clerk.leave();
  expect(found).toEqual([]);
});

test("A64 a layout that cannot be read from there is refused with the figures, and nothing is stored", async ({ hall }) => {
  const far = await register(hall, "wall-9", { kind: "main" }, { inches: 43, metres: 20, ...PANELS.lying! });
  expect(far.status).toBe(422);
  const problem = await far.json();
  expect(problem.code).toBe("layout_too_small");
  const said = JSON.stringify(problem);
  expect(said).toContain("43 英寸屏在 20 米处汉字至少要 176 像素，只能放下 4 行叫号，至少要 5 行");
  expect(said).toContain("only 4 rows of calls fit, at least 5 are needed");
  const signage = await (await hall.call("GET", "/api/v1/halls/shili/signage")).json();
  expect(signage.screens.map(({ id }: { id: string }) => id)).not.toContain("wall-9");
  for (const layout of [{ kind: "window", window: "A01" }, { kind: "ratings" }, { kind: "six" }, { kind: "public" }]) {
    const answer = await register(hall, "wall-9", layout, { inches: 43, metres: 30, ...PANELS.lying! });
    expect([layout.kind, answer.status, (await answer.json()).code]).toEqual([layout.kind, 422, "layout_too_small"]);
  }
});

test("A64 a screen that nobody measured shows everything as it is drawn", async ({ browser, hall }) => {
  const drawn = { inches: 0, metres: 15, ...PANELS.lying! };
  expect((await register(hall, "wall-9", { kind: "main" }, drawn)).status).toBe(200);
  const page = await browser.newPage({ viewport: PANELS.lying! });
  await page.goto(`${hall.url}/screen/wall-9`);
  await expect(page.locator("[data-screen=main]")).toBeVisible();
  const root = page.locator("html");
  await expect(root).toHaveAttribute("data-density", "full");
  await expect(root).not.toHaveAttribute("data-grown");
  expect(await root.evaluate((element: HTMLElement) => element.style.getPropertyValue("--han"))).toBe("");
  await expect(page.locator(".clock-date .en")).toBeVisible();
  await page.context().close();
});
