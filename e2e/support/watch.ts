// What a page must never do unseen: say something on the console, break its policy, ask another server.
import { AxeBuilder } from "@axe-core/playwright";
import type { Page, Request } from "@playwright/test";

/** Watches a page from before its first load; `faults` fills up by itself. */
export async function watch(page: Page, origin: string): Promise<string[]> {
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("request", (request: Request) => {
    const url = new URL(request.url());
    if (url.origin !== origin && url.protocol !== "data:" && url.protocol !== "blob:") faults.push(`foreign: ${request.url()}`);
  });
  page.on("popup", (popup) => faults.push(`popup: ${popup.url()}`));
  await page.addInitScript(() => {
    window.open = (address) => { console.error(`a new window: ${address}`); return null; };
    addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  });
  return faults;
}

/** Rules of AAA that axe leaves off unless they are asked for. */
const AAA = { "color-contrast-enhanced": { enabled: true }, "identical-links-same-purpose": { enabled: true }, "meta-refresh-no-exceptions": { enabled: true } };

/** Violations of WCAG 2.2 A and AA that axe finds, in one line each; `enhanced`: and of AAA. */
export async function axe(page: Page, enhanced = false): Promise<string[]> {
  const found = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag21a", "wcag2aa", "wcag21aa", "wcag22aa", ...(enhanced ? ["wcag2aaa", "wcag21aaa", "wcag22aaa"] : [])])
    .options({ rules: enhanced ? AAA : {} })
    // one frame a page: no second page is needed to collect
    .setLegacyMode(true)
    .analyze();
  return found.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`));
}
