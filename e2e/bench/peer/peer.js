// The peer's server: a Node-RED of its own with the page of flows.js, on loopback, with its data in a folder of its own.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../common.js";
import { flows } from "./flows.js";

const here = import.meta.dirname;

/** Installs the peer's packages when they are missing. */
function install() {
  if (existsSync(join(here, "node_modules/node-red"))) return;
  const done = spawnSync("npm", ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"], { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
  if (done.status !== 0) throw new Error("npm ci for the peer failed");
}

/** Runs something with the peer's page; its server is ended afterwards. */
export async function withPeer(run) {
  install();
  const port = await freePort();
  const data = mkdtempSync(join(tmpdir(), "mingtang-peer-"));
  writeFileSync(join(data, "flows.json"), JSON.stringify(flows));
  const settings = {
    uiPort: port, uiHost: "127.0.0.1", flowFile: "flows.json", userDir: data, disableEditor: true, credentialSecret: false,
    telemetry: { enabled: false, updateNotification: false }, logging: { console: { level: "error" } }, nodesDir: [join(here, "node_modules")],
  };
  writeFileSync(join(data, "settings.cjs"), `module.exports = ${JSON.stringify(settings)};`);
  const server = spawn("node", [join(here, "node_modules/node-red/red.js"), "-s", join(data, "settings.cjs")], { stdio: "ignore" });
  try {
    const url = `http://127.0.0.1:${port}/dashboard/services`;
    for (let tries = 0; ; tries++) {
      if (await fetch(url).then((answer) => answer.ok, () => false)) break;
      if (tries > 300 || server.exitCode !== null) throw new Error("the peer did not become ready");
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    await run(url);
  } finally {
    server.kill("SIGTERM");
    await once(server, "exit");
    rmSync(data, { recursive: true, force: true });
  }
}
