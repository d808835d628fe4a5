// What the benchmarks share: a server of their own, a browser, and rows for the table.
import { chromium } from "@playwright/test";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Prints a row of the table. */
export function row(name, value, unit, reference, goal) {
  console.log(JSON.stringify({ name, value, unit, reference, goal }));
}

/** Where one of the server's example programs is, which `cargo xtask bench` builds. */
export function examplePath(program) {
  return join(dirname(process.env.MINGTANG_SERVER), "examples", program);
}

/** Runs one of them and gives back what it measured. */
export function example(program, args) {
  return JSON.parse(execFileSync(examplePath(program), args.map(String), { encoding: "utf8" }));
}

/** The value below which a share of the sorted values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** A port of loopback that nobody listens on. */
export async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  return port;
}

/** Runs something with a fresh server, and tells it the process; the server is ended afterwards. */
export async function withServer(run, args = []) {
  const data = mkdtempSync(join(tmpdir(), "mingtang-bench-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const server = spawn(process.env.MINGTANG_SERVER, ["serve", "--demo", "--listen", listen, "--data", data, ...args], {
    stdio: "ignore",
    env: { ...process.env, RUST_LOG: "error" },
  });
  try {
    const url = `http://${listen}`;
    for (let tries = 0; ; tries++) {
      if (await fetch(`${url}/readyz`).then((answer) => answer.ok, () => false)) break;
      if (tries > 300 || server.exitCode !== null) throw new Error("the server did not become ready");
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await run(url, listen, server.pid);
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    rmSync(data, { recursive: true, force: true });
  }
}

/** Runs something with a browser, which may be given more switches. */
export async function withBrowser(run, ...switches) {
  const browser = await chromium.launch({
    executablePath: process.env.MINGTANG_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
      "--disable-component-update", "--disable-sync", "--autoplay-policy=no-user-gesture-required", ...switches],
  });
  try {
    await run(browser);
  } finally {
    await browser.close();
  }
}

/** A call of the contract. */
export async function call(url, method, path, body, cookie) {
  return fetch(url + path, {
    method,
    headers: { "content-type": "application/json", ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });
}
