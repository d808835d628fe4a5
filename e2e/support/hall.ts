// A real server for a test: the real binary, a temporary database, a port of its own.
import { test as base, expect, type APIResponse, type Page } from "@playwright/test";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.env.MINGTANG_SERVER ?? join(import.meta.dirname, "../../target/debug/server");

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, "close");
  return port;
}

/** A served hall. */
export class Hall {
  private child?: ChildProcess;
  private constructor(readonly port: number, readonly data: string, private readonly args: string[]) {}

  /** Starts a server on an empty database; `args` are what makes it the demonstration. */
  static async open(args: string[] = ["--demo"]): Promise<Hall> {
    const hall = new Hall(await freePort(), mkdtempSync(join(tmpdir(), "mingtang-")), args);
    await hall.start();
    return hall;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the server on the database as it is. */
  async start(): Promise<void> {
    const child = spawn(BINARY, ["serve", ...this.args, "--listen", `127.0.0.1:${this.port}`, "--data", this.data], {
      stdio: ["ignore", "ignore", process.env.MINGTANG_LOG ? "inherit" : "ignore"],
    });
    this.child = child;
    for (let tries = 0; tries < 300; tries++) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      const ready = await fetch(`${this.url}/readyz`).then((answer) => answer.ok, () => false);
      if (ready) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error("the server did not become ready");
  }

  /** Ends the server the hard way: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode) return;
    this.child.kill("SIGKILL");
    await once(this.child, "exit");
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.data, { recursive: true, force: true });
  }

  /** Calls the contract. */
  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(this.url + path, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  /** Takes a number. */
  async take(request: object): Promise<{ id: string; number: string }> {
    const answer = await this.call("POST", "/api/v1/halls/shili/tickets", request);
    expect(answer.status).toBe(201);
    return answer.json();
  }

  /** Signs in and gives back the session's cookie. */
  async signIn(account: string): Promise<string> {
    const answer = await this.call("POST", "/api/v1/session", { account, password: `demo-${account}` });
    expect(answer.status).toBe(200);
    return answer.headers.get("set-cookie")!.split(";")[0];
  }

  /** A step at a window. */
  async step(cookie: string, window: string, step: string, body: object = {}): Promise<Response> {
    return this.call("POST", `/api/v1/windows/${window}/${step}`, body, { cookie });
  }
}

/** Tests with a hall: a server and an empty database for each of them. */
export const test = base.extend<{ hall: Hall }>({
  hall: async ({}, use) => {
    const hall = await Hall.open();
    await use(hall);
    await hall.close();
  },
});

/** Signs a person in at the desk by hand. */
export async function signInAtDesk(page: Page, hall: Hall, account: string): Promise<void> {
  await page.goto(`${hall.url}/desk`);
  await page.getByLabel("账号").fill(account);
  await page.getByLabel("密码").fill(`demo-${account}`);
  await page.getByRole("button", { name: "登录" }).click();
}

export { expect, type APIResponse };
