// The whole of it by somebody who sees nothing, touches nothing and hears: a guide is read to its end, a number is taken
// from it, and after the service it is rated, with Tab, arrows, digits and Enter alone. Every announcement is checked.
import { Clerk } from "../support/clerk.js";
import { expect, test } from "../support/hall.js";
import { byArrows, byTab } from "../support/keys.js";
import { Kiosk } from "../support/kiosk.js";
import { picture } from "../support/picture.js";
import { bare, begin, press, visible, Voice } from "../support/voice.js";
import { watch } from "../support/watch.js";

test.describe.configure({ mode: "parallel" });

const WORDS = {
  "zh-CN": {
    popular: /^常办事项/, matter: "居民身份证换领", next: /^下一页$/, take: /^取号$/, finish: /^结束$/, rate: /^服务评价$/, onward: /^下一步$/, change: /^返回修改$/, confirm: /^确认提交$/,
    tab: "标签，已选中", button: "按钮", off: "现在不能用", option: "选项，未选中", chosen: "选项，已选中", tick: "多选项，未选中", ticked: "多选项，已选中",
    of: (n: number, all: number) => `第 ${n} 个，共 ${all} 个`, levels: "总体满意度", typed: "10 个字，请看屏幕", number: (number: string) => `取号成功，您的号码是 ${number}`,
    rateTitle: "服务评价", how: "请扫描号票或窗口的二维码，或输入 10 位评价码", title: "请评价本次服务", voluntary: "自愿、匿名，每次服务评价一次", window: "A01 窗口",
    reasons: "请选择原因（可多选）", needed: "请至少选一项", check: "请确认您的评价", thanks: "谢谢您的评价", sorry: "很抱歉没有让您满意，我们会核实并改进", goodbye: "谢谢，请慢走", along: "请带好证件、材料和随身物品",
  },
  en: {
    popular: /^Popular services/, matter: "Resident ID card renewal", next: /^Next$/, take: /^Take a number$/, finish: /^Finish$/, rate: /^Rate a service$/, onward: /^Go on$/, change: /^Change$/, confirm: /^Confirm$/,
    tab: "tab, selected", button: "button", off: "not available now", option: "option, not selected", chosen: "option, selected", tick: "checkbox, not selected", ticked: "checkbox, selected",
    of: (n: number, all: number) => `${n} of ${all}`, levels: "Overall", typed: "10 characters, shown on the screen", number: (number: string) => `Your number is ${number}`,
    rateTitle: "Rate a service", how: "Scan the QR code of your ticket or the window, or enter the 10-digit rating code", title: "Please rate this service", voluntary: "Voluntary and anonymous. Once for each service.", window: "Window A01",
    reasons: "Tell us why", needed: "Please choose at least one.", check: "Please confirm your rating", thanks: "Thank you for your rating", sorry: "We are sorry. We will look into it.", goodbye: "Thank you and goodbye", along: "Please take your papers and all your things.",
  },
};
type Words = (typeof WORDS)["zh-CN"];

/** Each of these is in what was said, and in this order. */
function inOrder(log: string, ...texts: string[]): void {
  let from = 0;
  for (const text of texts) {
    const at = log.indexOf(bare(text), from);
    expect(at, `“${text}” after “${log.slice(Math.max(0, from - 20), from)}” in “${log}”`).toBeGreaterThanOrEqual(0);
    from = at + bare(text).length;
  }
}

/** By keys through every tab and every leaf of the guide; each is heard whole. How many leaves there were. */
async function readToTheEnd(kiosk: Kiosk, voice: Voice, w: Words): Promise<number> {
  const { page } = kiosk;
  const texts = async (): Promise<string[]> => (await visible(page, "[role=tabpanel] .paged")).map(bare).filter(Boolean);
  let leaves = 0;
  const heard = async (log: string): Promise<void> => {
    const shown = await texts();
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.filter((text) => !log.includes(text))).toEqual([]);
    leaves += 1;
  };
  const names = await page.getByRole("tab").allInnerTexts();
  expect(names).toHaveLength(5);
  for (const [n, name] of names.entries()) {
    // the first is open already, and was read with the page
    if (n > 0) {
      await byArrows(page, new RegExp(`^${name.replace(/[&]/g, "\\$&")}$`));
      const log = await voice.after(() => page.keyboard.press("Enter"));
      inOrder(log, name, w.tab, w.of(n + 1, names.length));
      await heard(log);
    }
    const place = page.locator(".pager-place").first();
    for (let leaf = 2; await kiosk.turner().isVisible() && await kiosk.turner().isEnabled(); leaf++) {
      await byTab(page, w.next);
      const log = await voice.after(() => page.keyboard.press("Enter"));
      await expect(place).toContainText(String(leaf));
      expect(log).toContain(bare((await place.textContent())!));
      await heard(log);
    }
  }
  return leaves;
}

for (const lang of ["zh-CN", "en"] as const) {
  const w: Words = WORDS[lang];
  const short = lang.slice(0, 2);
  test(`A16 A20 A21 A29 A60 R42 who only hears: a guide to its end, a number, and a rating, by keys alone, ${short}`, async ({ browser, hall }) => {
    test.setTimeout(600_000);
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    const faults = await watch(page, hall.url);
    const fingers: string[] = [];
    await page.exposeFunction("finger", (what: string) => fingers.push(what));
    await page.addInitScript(() => {
      for (const name of ["pointerdown", "touchstart", "mousedown"]) addEventListener(name, () => (window as unknown as { finger(what: string): void }).finger(name), true);
    });
    const voice = await Voice.of(page, 60);

    const code = await test.step("the guide, and the number", async () => {
      await begin(kiosk, lang);
      await voice.silent();
      await press(kiosk, w.popular);
      await voice.silent();
      await byTab(page, new RegExp(`^${w.matter}`));
      const opened = await voice.after(async () => {
        await page.keyboard.press("Enter");
        await expect(page.getByRole("tab").first()).toBeVisible();
      });
      inOrder(opened, w.matter, w.tab);
      expect(await readToTheEnd(kiosk, voice, w)).toBeGreaterThanOrEqual(5);
      await byTab(page, w.take);
      const taken = await voice.after(async () => {
        await page.keyboard.press("Enter");
        await expect(page.locator(".ticket-number")).toBeVisible();
      });
      const number = (await page.locator(".ticket-number").innerText()).trim();
      inOrder(taken, w.number(number));
      const facts = await page.locator(".ticket-card :is(.ticket-number, .ticket-matter span, .ticket-queue, dt, dd)").allInnerTexts();
      expect(facts.length).toBeGreaterThanOrEqual(10);
      for (const fact of facts.map(bare).filter(Boolean)) expect(taken).toContain(fact);
      const code = (await page.locator(".ticket-notes [data-private]").innerText()).replace(/\s/g, "");
      // on the loudspeaker it is not told to the whole hall (A25)
      expect(taken).not.toContain(code);
      await byArrows(page, w.finish);
      const gone = await voice.after(() => page.keyboard.press("Enter"));
      inOrder(gone, w.goodbye, w.along);
      await expect(page).toHaveURL(/\/kiosk$/, { timeout: 20_000 });
      await expect(page.locator("html")).not.toHaveAttribute("data-speech");

      const clerk = await Clerk.at(hall, "A01");
      await clerk.callTo(number);
      await clerk.do("start");
      await clerk.do("finish");
      return code;
    });

    await test.step("the rating", async () => {
      await begin(kiosk, lang);
      await voice.silent();
      await byTab(page, w.rate);
      const found = await voice.after(async () => {
        await page.keyboard.press("Enter");
        await expect(page).toHaveURL(/\/rate$/);
      });
      inOrder(found, w.rateTitle, w.how);
      const typed = await voice.after(() => page.keyboard.type(code, { delay: 60 }));
      inOrder(typed, w.typed);
      for (let at = 0; at + 4 <= code.length; at++) expect(typed).not.toContain(code.slice(at, at + 4));
      const opened = await voice.after(async () => {
        await page.keyboard.press("Enter");
        await expect(page.getByRole("radio")).toHaveCount(5);
      });
      const levels = (await page.getByRole("radio").allInnerTexts()).map((text) => text.trim());
      inOrder(opened, w.title, w.matter, w.window, w.voluntary, ...levels.flatMap((level) => [level, w.option]));
      expect(opened, "nothing is chosen beforehand").not.toContain(bare(w.chosen));

      // with arrows from the best to the worst: each is said with its role and its place, and none is chosen
      const radios = page.getByRole("radio");
      const focused = (n: number): Promise<boolean> => radios.nth(n).evaluate((radio) => radio === document.activeElement);
      for (const [n, level] of levels.entries()) {
        const log = await voice.after(async () => {
          for (let presses = 0; presses < 4 && !(await focused(n)); presses++) await page.keyboard.press("ArrowDown");
          await expect(radios.nth(n)).toBeFocused();
        });
        inOrder(log, ...(n === 0 ? [w.levels] : []), level, w.option, w.of(n + 1, 5));
        await expect(page.getByRole("radio", { checked: true })).toHaveCount(0);
      }
      await page.keyboard.press("ArrowUp");
      await expect(radios.nth(3)).toBeFocused();
      const chosen = await voice.after(() => page.keyboard.press("Enter"));
      inOrder(chosen, levels[3]!, w.chosen, w.of(4, 5));
      await expect(page.getByRole("radio", { checked: true })).toHaveCount(1);
      // and so with Tab: to leave it is not to change it
      const onward = await voice.after(() => byTab(page, w.onward));
      inOrder(onward, w.onward.source.slice(1, -1), w.button);
      expect(onward).not.toContain(bare(w.off));
      await expect(radios.nth(3)).toHaveAttribute("aria-checked", "true");

      const why = await voice.after(async () => {
        await page.keyboard.press("Enter");
        await expect(page.getByRole("checkbox").first()).toBeVisible();
      });
      const reasons = (await page.locator("[role=checkbox]:visible").allInnerTexts()).map((text) => text.trim());
      expect(reasons.length).toBeGreaterThan(2);
      inOrder(why, w.reasons, w.needed, ...reasons.flatMap((reason) => [reason, w.tick]));
      // a bad one without a reason: the key says that it cannot be used, and does nothing
      const refused = await voice.after(() => byArrows(page, w.onward));
      inOrder(refused, w.onward.source.slice(1, -1), w.button, w.off);
      await page.keyboard.press("Enter");
      await kiosk.settled();
      expect(page.url()).toMatch(/\/rate\/reasons$/);
      const second = page.locator("[role=checkbox]:visible").nth(1);
      await byTab(page, new RegExp(`^${reasons[1]!.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`));
      await expect(second).toBeFocused();
      const ticked = await voice.after(() => page.keyboard.press("Enter"));
      inOrder(ticked, reasons[1]!, w.ticked);
      await picture(page, `keypad-reasons-${short}`);

      // asked once more, in full, with the way back said too
      await byTab(page, w.onward);
      const asked = await voice.after(async () => {
        await page.keyboard.press("Enter");
        await expect(page.locator(".rate-chosen")).toBeVisible();
      });
      inOrder(asked, w.check, w.matter, levels[3]!, reasons[1]!, w.change.source.slice(1, -1), w.button, w.confirm.source.slice(1, -1), w.button);
      const before = await (await hall.call("GET", "/api/v1/halls/shili/ratings/summary")).json();
      expect(before.total.levels).toEqual([0, 0, 0, 0, 0]);
      await byArrows(page, w.confirm);
      const thanks = await voice.after(async () => {
        await page.keyboard.press("Enter");
        await expect(page).toHaveURL(/\/rate\/done$/);
      });
      inOrder(thanks, w.thanks, w.sorry);
      const after = await (await hall.call("GET", "/api/v1/halls/shili/ratings/summary")).json();
      expect(after.total.levels).toEqual([0, 1, 0, 0, 0]);
      await byTab(page, w.finish);
      const gone = await voice.after(() => page.keyboard.press("Enter"));
      inOrder(gone, w.goodbye, w.along);
      await expect(page).toHaveURL(/\/kiosk$/, { timeout: 20_000 });
      await expect(page.locator("html")).not.toHaveAttribute("data-speech");
    });
    expect(fingers, "no finger and no mouse").toEqual([]);
    expect(faults).toEqual([]);
    await kiosk.close();
  });
}
