// Durable numbers a second over HTTP: every answer after its commit is on disk, no number twice. Beside it, in the
// same run and asked by the same client before and after, two group-commit writers on the same engine behind one
// bare route: one writes a short row a number, the other the very rows that a ticket needs. What they do without
// HTTP, and what the disk does, is measured too, because figures of different machines cannot be compared.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { example, examplePath, row, withServer } from "./common.js";

const SECONDS = 4;
const WRITERS = [["bare", "a bare writer of one short row"], ["ticket", "a bare writer of a ticket's rows"]];

row("the disk's own fsync a second, one after the other", example("disk_sync", [2]).per_second, "1/s");
for (const clients of [1, 16, 64, 256]) await tickets("SQLite", clients);
const postgres = process.env.MINGTANG_BENCH_POSTGRES;
if (postgres) await tickets("PostgreSQL", 64, `${postgres}bare`, ["--database", `${postgres}hall`]);

async function tickets(engine, clients, bareUrl, args = []) {
  const url = bareUrl ? [bareUrl] : [];
  const behindHttp = async (rows) => {
    const writer = spawn(examplePath("bare_writer"), [rows, "0", "0", ...url], { stdio: ["pipe", "pipe", "inherit"] });
    const [address] = await once(createInterface({ input: writer.stdout }), "line");
    const { per_second } = example("ticket_load", [address, writer.pid, clients, SECONDS]);
    writer.stdin.end();
    await once(writer, "exit");
    return per_second;
  };
  const references = async () => {
    const rates = [];
    for (const [rows] of WRITERS) rates.push(await behindHttp(rows));
    return rates;
  };
  const before = await references();
  let load;
  await withServer(async (_, listen, pid) => { load = example("ticket_load", [listen, pid, clients, SECONDS]); }, args);
  const after = await references();
  const name = `${engine}, ${clients} client${clients > 1 ? "s" : ""}`;
  const goal = clients === 64 ? "≥ 0.9" : undefined;
  for (const [index, [, words]] of WRITERS.entries()) {
    const reference = (before[index] + after[index]) / 2;
    row(`durable tickets a second beside ${words}, both over HTTP: ${name}`, load.per_second, "1/s", reference, goal);
  }
  for (const [rows, words] of WRITERS) {
    row(`${words}, without HTTP: ${name}`, example("bare_writer", [rows, clients, 2, ...url]).per_second, "1/s");
  }
  row(`answer to a ticket, p99 beside median: ${name}`, load.p99_ms, "ms", load.p50_ms);
  row(`processor time a ticket: ${name}`, load.cpu_ms, "ms", undefined, clients === 64 ? "≤ 0.2 ms" : undefined);
}
