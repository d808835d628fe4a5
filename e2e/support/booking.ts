// Appointments of today, at whatever hour the tests run.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, Hall, test as base } from "./hall.js";

/** The sample hall with short slots and twelve hours around each, so that today can be booked at any time. */
export const test = base.extend({
  hall: async ({}, use) => {
    const halls = mkdtempSync(join(tmpdir(), "mingtang-halls-"));
    cpSync(join(import.meta.dirname, "../../assets/halls/shili"), join(halls, "shili"), { recursive: true });
    const file = join(halls, "shili/hall.json");
    const profile = JSON.parse(readFileSync(file, "utf8"));
    for (const queue of profile.queues) {
      if (queue.appointments) queue.appointments = { ...queue.appointments, slot_minutes: 5, lead_minutes: 0, early_minutes: 720, late_minutes: 720 };
    }
    writeFileSync(file, JSON.stringify(profile));
    const hall = await Hall.open(["--demo", "--halls", halls]);
    await use(hall);
    await hall.close();
    rmSync(halls, { recursive: true, force: true });
  },
});

/** An appointment of today through the contract: its code and the address of its page. */
export async function booked(hall: Hall): Promise<{ code: string; url: string; id: string }> {
  const halls = await (await hall.call("GET", "/api/v1/halls/shili")).json();
  const day = halls.now.slice(0, 10);
  const { items } = await (await hall.call("GET", `/api/v1/halls/shili/appointments/slots?queue=A&day=${day}`)).json();
  const answer = await hall.call("POST", "/api/v1/halls/shili/appointments",
    { queue: "A", day, from: items[0].from, name: "Mary-Ann O'Neill", phone: "+44 20 7946 0958" });
  expect(answer.status).toBe(201);
  return answer.json();
}
