// The server is killed without warning: nothing that was acknowledged is lost, screens come back by
// themselves.
import { test as plain } from "@playwright/test";
import { expect, Hall } from "../support/hall.js";

plain("SIGKILL between issue and call loses nothing, and the screens come back without a touch", async ({ browser }) => {
  const hall = await Hall.open();
  try {
    const cookie = await hall.signIn("a01");
    await hall.step(cookie, "A01", "open");
    const wide = { viewport: { width: 1920, height: 1080 } };
    const [board, sign] = await Promise.all([browser.newPage(wide), browser.newPage(wide)]);
    await Promise.all([board.goto(`${hall.url}/screen/main`), sign.goto(`${hall.url}/screen/window/A01`)]);
    await expect(sign.locator("[data-sign]")).toHaveAttribute("data-sign", "open");
    const taken = await Promise.all(Array.from({ length: 20 }, () => hall.take({ queue: "A" })));

    await hall.kill();
    await hall.start();

    for (const ticket of taken) {
      const seen = await (await hall.call("GET", `/api/v1/tickets/${ticket.id}`)).json();
      expect([seen.number, seen.state]).toEqual([ticket.number, "waiting"]);
    }
    expect((await hall.take({ queue: "A" })).number).toBe("A021");
    // the session survived too: the clerk goes on
    expect((await hall.step(cookie, "A01", "next")).status).toBe(200);
    await expect(board.locator("[data-call=A001]")).toHaveAttribute("data-window", "A01", { timeout: 60_000 });
    await expect(sign.locator("[data-ticket=A001]")).toBeVisible({ timeout: 60_000 });
    await expect(board.locator("[data-stale]")).toHaveCount(0);
  } finally {
    await hall.close();
  }
});
