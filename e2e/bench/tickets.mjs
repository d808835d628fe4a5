// Durable numbers a second over HTTP, 64 clients: every answer after its commit is on disk, no number
// twice. The reference is a bare group-commit writer on the same engine, before and after in this run.
import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { row, withServer } from "./common.js";

const CLIENTS = "64";
const SECONDS = "5";
const cargo = process.env.CARGO ?? "cargo";
const examples = join(dirname(process.env.MINGTANG_SERVER), "examples");
execFileSync(cargo, ["build", "--quiet", "--release", "--package", "server", "--examples"], { stdio: "inherit" });
const run = (program, args) => JSON.parse(execFileSync(join(examples, program), args, { encoding: "utf8" }));

const before = run("bare_writer", [CLIENTS, SECONDS]);
let load;
await withServer(async (_, listen) => { load = run("ticket_load", [listen, CLIENTS, SECONDS]); });
const after = run("bare_writer", [CLIENTS, SECONDS]);
const bare = (before.per_second + after.per_second) / 2;
row(`durable tickets a second, ${CLIENTS} clients`, load.per_second, "1/s", bare, "≥ 0.9");
row(`answer to a ticket, ${CLIENTS} clients, p99`, load.p99_ms, "ms", load.p50_ms);
