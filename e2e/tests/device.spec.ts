// A hall that is no demonstration gives numbers to its own machines only. A machine becomes one by an address
// that is opened once, and stays one from citizen to citizen.
import { test } from "@playwright/test";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, Hall } from "../support/hall.js";
import { Kiosk } from "../support/kiosk.js";

const SAMPLE = join(import.meta.dirname, "../../assets/halls/shili");
const TOKEN = "0123456789abcdef-token";

/** A folder with the sample hall, which never closes here. */
function halls(): string {
  const folder = mkdtempSync(join(tmpdir(), "mingtang-halls-"));
  cpSync(SAMPLE, join(folder, "shili"), { recursive: true });
  const file = join(folder, "shili", "hall.json");
  const hall = JSON.parse(readFileSync(file, "utf8"));
  hall.hours = { periods: [{ from: 0, to: 1440 }], early_minutes: 0, exceptions: {} };
  writeFileSync(file, JSON.stringify(hall));
  return folder;
}

test("a machine without the hall's token sends people to the guide desk; with it, it takes numbers and shows it nowhere", async ({ browser }) => {
  const folder = halls();
  const hall = await Hall.open(["--device-token", TOKEN, "--halls", folder]);
  try {
    const kiosk = await Kiosk.open(browser, hall);
    const { page } = kiosk;
    const figures = page.locator(".attract-queue-count").first();
    const sent: Promise<string | undefined>[] = [];
    page.on("request", (request) => {
      // that it lives is told every ten seconds, with the token of a machine
      if (request.method() === "POST" && !request.url().endsWith("/screens/reports")) sent.push(request.allHeaders().then((all) => all.authorization));
    });
    await kiosk.wake();
    await kiosk.press(/^取号排队/);
    await kiosk.press(/^医疗保障/);
    await kiosk.settled();
    await page.locator(".take-action button").tap();
    await expect(page.getByRole("alert")).toContainText("本机尚未启用，请到导办台取号");
    await expect(page.locator(".ticket-number")).toHaveCount(0);

    await page.goto(`${hall.url}/kiosk#device=${TOKEN}`);
    await expect(page).toHaveURL(`${hall.url}/kiosk`);
    await expect(figures).toHaveText(/\d/);
    expect(await page.evaluate(() => location.hash)).toBe("");
    const taken: string[] = [];
    for (let citizen = 0; citizen < 2; citizen++) {
      await kiosk.wake();
      taken.push(await kiosk.takeNumber(/^医疗保障/));
      const loaded = page.waitForEvent("load");
      await kiosk.press(/^结束$/);
      await loaded;
      await expect(figures).toHaveText(/\d/);
    }
    expect(taken).toEqual(["C001", "C002"]);

    // the desk of the same browser sees the same storage
    await page.goto(`${hall.url}/desk`);
    await page.getByLabel("账号").fill("nobody");
    await page.getByLabel("密码").fill("not-this-one");
    await page.getByRole("button", { name: "登录" }).click();
    await expect(page.locator("#password-fault")).toContainText("密码不正确");
    expect(await Promise.all(sent)).toEqual([undefined, `Bearer ${TOKEN}`, `Bearer ${TOKEN}`, undefined]);

    // typed over the page that is shown, an address loads nothing anew
    await page.goto(`${hall.url}/kiosk`);
    await expect(figures).toHaveText(/\d/);
    const kept = () => page.evaluate(() => localStorage.getItem("mingtang.device"));
    expect(await kept()).toBe(TOKEN);
    await page.evaluate(() => { location.hash = "device="; });
    await expect.poll(kept).toBeNull();
    await expect(page).toHaveURL(`${hall.url}/kiosk`);
    await kiosk.close();
  } finally {
    await hall.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
