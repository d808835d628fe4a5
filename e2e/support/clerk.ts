// A clerk at a window, through the contract: brings the hall into the state a test needs.
import { expect, type Hall } from "./hall.js";

const cookies = new WeakMap<Hall, Map<string, Promise<string>>>();

/** The session of an account; signs in once a server. */
export function session(hall: Hall, account: string): Promise<string> {
  const known = cookies.get(hall) ?? new Map<string, Promise<string>>();
  cookies.set(hall, known);
  const cookie = known.get(account) ?? hall.signIn(account);
  known.set(account, cookie);
  return cookie;
}

/** Stops or resumes a queue as the supervisor. */
export async function switchQueue(hall: Hall, queue: string, to: "open" | "close"): Promise<void> {
  const cookie = await session(hall, "supervisor");
  const answer = await hall.call("POST", `/api/v1/halls/shili/queues/${queue}/${to}`, {}, { cookie });
  expect(answer.status).toBe(200);
}

/** Stops the whole hall, or lets it go on, as the supervisor. */
export async function switchHall(hall: Hall, to: "stop" | "resume"): Promise<void> {
  const cookie = await session(hall, "supervisor");
  const answer = await hall.call("POST", `/api/v1/halls/shili/${to}`, {}, { cookie });
  expect(answer.status).toBe(200);
}

/** Adds or changes an account as the administrator. */
export async function account(hall: Hall, name: string, what: object): Promise<void> {
  const cookie = await session(hall, "admin");
  const path = "/api/v1/halls/shili/accounts";
  const change = await hall.call("PATCH", `${path}/${name}`, what, { cookie });
  if (change.status === 200) return;
  const added = await hall.call("POST", path, { name, password: `demo-${name}`, role: "clerk", ...what }, { cookie });
  expect(added.status).toBe(201);
}

/** Posts A and B of a window: its own clerk, and a colleague who may take over. */
export async function posts(hall: Hall, window: string): Promise<void> {
  await account(hall, window.toLowerCase(), { display_name: "陈明", post: "a" });
  await account(hall, `${window.toLowerCase()}-b`, { display_name: "李娜", post: "b", windows: [window] });
}

/** How many wait in a queue. */
export async function waiting(hall: Hall, queue: string): Promise<number> {
  const board = await (await hall.call("GET", "/api/v1/halls/shili/board")).json();
  return board.queues.find((one: { prefix: string }) => one.prefix === queue).waiting;
}

export class Clerk {
  private constructor(readonly hall: Hall, readonly window: string, readonly cookie: string) {}

  static async at(hall: Hall, window: string): Promise<Clerk> {
    return new Clerk(hall, window, await session(hall, window.toLowerCase()));
  }

  /** A step; the answer's body, nothing when nobody waits. */
  async do(step: string, body: object = {}): Promise<any> {
    const answer = await this.hall.step(this.cookie, this.window, step, body);
    expect([200, 204], `${step} at ${this.window}`).toContain(answer.status);
    return answer.status === 204 ? undefined : answer.json();
  }

  /** The window's state and its ticket's. */
  async standing(): Promise<{ state: string; ticket?: string }> {
    const detail = await (await this.hall.call("GET", `/api/v1/windows/${this.window}`, undefined, { cookie: this.cookie })).json();
    return { state: detail.window.state, ticket: detail.ticket?.state };
  }

  /** Ends what is at the window. */
  async clear(): Promise<void> {
    const { ticket } = await this.standing();
    if (ticket === "called") await this.do("miss");
    if (ticket === "serving") await this.do("finish");
  }

  /** Ready to call. */
  async open(): Promise<void> {
    await this.clear();
    if ((await this.standing()).state !== "open") await this.do("open");
  }

  /** Ends what is at the window, and closes it. */
  async leave(): Promise<void> {
    await this.clear();
    if ((await this.standing()).state !== "closed") await this.do("close");
  }

  /** Calls until this number is called; those before it are marked missed. */
  async callTo(number: string): Promise<void> {
    await this.open();
    for (let tries = 0; tries < 100; tries++) {
      const called = await this.do("next");
      if (called.ticket.number === number) return;
      await this.do("miss");
    }
    throw new Error(`${number} does not wait`);
  }

  /** Gives a waiting ticket priority, as after seeing a card. */
  async grant(ticket: string, priority: string): Promise<void> {
    const body = { class: priority, reason: "已查验证件" };
    const answer = await this.hall.call("POST", `/api/v1/tickets/${ticket}/priority`, body, { cookie: this.cookie });
    expect(answer.status).toBe(200);
  }

  /** Serves one new ticket from the beginning to the end; the code to rate it. */
  async serve(request: object): Promise<string> {
    const { number } = await this.hall.take(request);
    await this.callTo(number);
    await this.do("start");
    const finished = await this.do("finish");
    return new URL(finished.rating.url).pathname;
  }
}

/** What stands on a slip: its code, the address of its QR code, and that of its rating. */
export interface Slip { code: string; url: string; rating: string }

/** A slip whose service is done, with what stands on it. */
export async function served(hall: Hall, request: object = { item: "id-renew" }): Promise<Slip> {
  const ticket = await hall.take(request) as unknown as { number: string; slip_code: string; track_url: string };
  const clerk = await Clerk.at(hall, "A01");
  await clerk.callTo(ticket.number);
  await clerk.do("start");
  const finished = await clerk.do("finish");
  return { code: ticket.slip_code, url: ticket.track_url, rating: finished.rating.url };
}
