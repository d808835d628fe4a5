// Every matter of the catalog, every tab, every page of it, in every language and size: the longest name
// anywhere fits. Moved inside the page, without touches: the touches are proved elsewhere.
import { audit } from "../support/audit.js";
import { expect, test } from "../support/hall.js";
import { Kiosk, MODES, modeName } from "../support/kiosk.js";

test.describe.configure({ mode: "parallel" });

for (const mode of MODES) {
  test(`A02 A11 A44 A54 every guide of the catalog fits, ${modeName(mode)}`, async ({ browser, hall }) => {
    test.setTimeout(240_000);
    const catalog = await (await hall.call("GET", "/api/v1/halls/shili/catalog")).json();
    const items: { id: string; name: { zh: string; en: string } }[] = catalog.items;
    expect(items.length).toBeGreaterThan(90);
    const kiosk = await Kiosk.open(browser, hall);
    await kiosk.begin(mode);
    const faults: string[] = [];
    for (const { id, name } of items) {
      // the keys a person would press keep the session alive
      await kiosk.page.keyboard.press("Shift");
      const bad = await kiosk.page.evaluate(async ([address, title]) => {
        const found: string[] = [];
        // nothing has to be painted to be measured; what seems too high may wait for the next layout
        const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 0));
        const painted = (): Promise<void> => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
        const list = (): HTMLElement => document.querySelector<HTMLElement>(".paged.fields")!;
        const faults = (): string[] => {
          const bad: string[] = [];
          if (list().scrollHeight > list().clientHeight + 1) bad.push(`${list().scrollHeight} > ${list().clientHeight}`);
          for (const part of list().querySelectorAll<HTMLElement>("li:not([hidden]) *")) {
            if (part.scrollWidth > part.clientWidth + 1 && getComputedStyle(part).display !== "inline" && !part.closest("svg")) {
              bad.push(`${part.textContent?.slice(0, 30)} is too wide`);
            }
          }
          const below = document.querySelector(".phones")!.getBoundingClientRect().top;
          if (document.querySelector(".take")!.getBoundingClientRect().bottom > below) bad.push("the card is too high");
          return bad;
        };
        history.replaceState(null, "", address);
        dispatchEvent(new PopStateEvent("popstate"));
        const name = address.split("/").pop();
        for (let tries = 0; tries < 1000; tries++) {
          await soon();
          // its name is one of its fields
          if ([...document.querySelectorAll(".field-value")].some((value) => value.textContent === title)) break;
          if (tries === 999) found.push(`${name} does not come`);
        }
        for (const tab of document.querySelectorAll<HTMLElement>("[role=tab]")) {
          tab.click();
          await soon();
          await painted();
          for (let leaf = 1; leaf < 40; leaf++) {
            for (let again = 0; again < 6 && faults().length > 0; again++) await painted();
            found.push(...faults().map((fault) => `${name} ${tab.textContent} ${leaf}: ${fault}`));
            const next = document.querySelector<HTMLElement>(".pager .button:last-child");
            if (!next || next.ariaDisabled === "true") break;
            next.click();
            await soon();
          }
        }
        return found;
      }, [`/kiosk/guides/${id}`, mode.lang === "en" ? name.en : name.zh] as const);
      faults.push(...bad);
    }
    expect(faults).toEqual([]);
    expect(await audit(kiosk.page, { text: mode.elder ? 44 : 32, lang: mode.lang })).toEqual([]);
    await kiosk.close();
  });
}
