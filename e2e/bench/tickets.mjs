// Durable numbers a second over HTTP: every answer after its commit is on disk, no number twice. The reference
// is a bare group-commit writer on the same engine behind one bare route, asked by the same client, before and
// after in this run. What that writer does without HTTP, and what the disk does, is measured too, because
// figures of different machines cannot be compared.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { example, examplePath, row, withServer } from "./common.js";

const SECONDS = 4;

row("the disk's own fsync a second, one after the other", example("disk_sync", [2]).per_second, "1/s");
for (const clients of [1, 16, 64, 256]) await tickets("SQLite", clients);
const postgres = process.env.MINGTANG_BENCH_POSTGRES;
if (postgres) await tickets("PostgreSQL", 64, `${postgres}bare`, ["--database", `${postgres}hall`]);

async function tickets(engine, clients, bareUrl, args = []) {
  const url = bareUrl ? [bareUrl] : [];
  const bare = async () => {
    const writer = spawn(examplePath("bare_writer"), ["0", "0", ...url], { stdio: ["pipe", "pipe", "inherit"] });
    const [address] = await once(createInterface({ input: writer.stdout }), "line");
    const { per_second } = example("ticket_load", [address, writer.pid, clients, SECONDS]);
    writer.stdin.end();
    await once(writer, "exit");
    return per_second;
  };
  const alone = example("bare_writer", [clients, 2, ...url]).per_second;
  const before = await bare();
  let load;
  await withServer(async (_, listen, pid) => { load = example("ticket_load", [listen, pid, clients, SECONDS]); }, args);
  const reference = (before + (await bare())) / 2;
  const name = `${engine}, ${clients} client${clients > 1 ? "s" : ""}`;
  row(`durable tickets a second: ${name}`, load.per_second, "1/s", reference, clients === 64 ? "≥ 0.9" : undefined);
  row(`the bare writer without HTTP: ${name}`, alone, "1/s");
  row(`answer to a ticket, p99 beside median: ${name}`, load.p99_ms, "ms", load.p50_ms);
  row(`processor time a ticket: ${name}`, load.cpu_ms, "ms", undefined, clients === 64 ? "≤ 0.2 ms" : undefined);
}
