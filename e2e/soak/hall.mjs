// The people of a busy day: those who come, and those who call them. All of it follows from one row of numbers, so that a
// day can be played again; times are seconds of the day.
import { call } from "../bench/common.js";

const HALL = "/api/v1/halls/shili";
/** Windows open one after another within so many seconds. */
const OPENING_S = 600;
/** A service takes so long, between half and one and a half times. */
const SERVICE_S = 430;
/** Who does not come is called again after so many seconds. */
const AGAIN_S = [75, 110];
/** A share of people never comes, another one is late and comes after the second or third call, another one goes first. */
const [NEVER, LATE, FIRST] = [0.04, 0.05, 0.05];

/** Numbers between 0 and 1, always the same ones. */
export function random(seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** When people come: a morning wave, one in the early afternoon, and some all day; shares of the day, in order. */
function arrivals(count, dice) {
  const bell = (middle, width) => {
    const sum = Array.from({ length: 6 }, dice).reduce((all, one) => all + one, -3);
    return Math.min(0.96, Math.max(0, middle + sum * width));
  };
  return Array.from({ length: count }, () => {
    const kind = dice();
    return kind < 0.35 ? bell(0.2, 0.12) : kind < 0.65 ? bell(0.66, 0.12) : dice() * 0.95;
  }).sort((a, b) => a - b);
}

/** Signs the clerks of these windows in. */
export async function crew(url, windows, dice) {
  const calls = [];
  const counts = { tickets: 0, recalls: 0, missed: 0, first: 0 };
  const queues = windows.flatMap(({ queues }) => queues);
  const waiting = new Map(queues.map((queue) => [queue, 0]));
  const sessions = new Map();
  for (const { id } of windows) {
    const account = id.toLowerCase();
    const answer = await call(url, "POST", "/api/v1/session", { account, password: `demo-${account}` });
    sessions.set(id, answer.headers.get("set-cookie").split(";")[0]);
  }
  const post = async (path, body, cookie) => {
    const answer = await call(url, "POST", path, body, cookie);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };

  async function citizens(count, day, now, wait) {
    for (const share of arrivals(count, dice)) {
      await wait(Math.max(0, share * day - now()));
      const queue = queues[Math.floor(dice() * queues.length)];
      const { id } = await post(`${HALL}/tickets`, { queue });
      if (dice() < FIRST) {
        const at = windows.find((window) => window.queues.includes(queue)).id;
        await post(`/api/v1/tickets/${id}/priority`, { class: "elderly", reason: "已查验证件" }, sessions.get(at));
        counts.first++;
      }
      counts.tickets++;
      waiting.set(queue, waiting.get(queue) + 1);
    }
  }

  async function clerk(window, opens, isOver, now, wait) {
    const step = (name) => post(`/api/v1/windows/${window.id}/${name}`, {}, sessions.get(window.id));
    const note = (ticket, times, at) => calls[calls.push({ ticket, window: window.id, times, at, over: false }) - 1];
    await wait(opens);
    await step("open");
    for (;;) {
      const asked = now();
      const next = window.queues.some((queue) => waiting.get(queue) > 0) && await step("next");
      if (!next) {
        if (isOver() && !window.queues.some((queue) => waiting.get(queue) > 0)) return;
        await wait(15);
        continue;
      }
      const { number } = next.ticket;
      const queue = number.match(/^[A-Z]+/)[0];
      waiting.set(queue, waiting.get(queue) - 1);
      const luck = dice();
      const comesAt = luck < NEVER ? Infinity : luck < NEVER + LATE ? 2 + Math.floor(dice() * 2) : 1;
      let last = note(number, 1, asked);
      for (let times = 2; times <= Math.min(comesAt, 3); times++) {
        await wait(AGAIN_S[0] + dice() * (AGAIN_S[1] - AGAIN_S[0]));
        const at = now();
        await step("recall");
        last = note(number, times, at);
        counts.recalls++;
      }
      await wait(60 + dice() * 60);
      last.over = true;
      if (comesAt === Infinity) {
        await step("miss");
        counts.missed++;
        continue;
      }
      await step("start");
      await wait(SERVICE_S * (0.5 + dice()));
      await step("finish");
    }
  }

  return {
    calls,
    /** Lets a day pass. */
    work: async (count, day, now, wait) => {
      let over = false;
      const people = citizens(count, day, now, wait).then(() => { over = true; });
      const stagger = Math.min(OPENING_S, day / 7);
      await Promise.all([people, ...windows.map((window, n) => clerk(window, (n / windows.length) * stagger, () => over, now, wait))]);
    },
    figures: () => `${counts.tickets} tickets at ${windows.length} windows: ${calls.length} calls, ${counts.recalls} of them again, ${counts.missed} missed, ${counts.first} went first`,
  };
}
