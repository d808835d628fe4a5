// From a clerk's call to the last of many screens, and the memory a screen costs the server. The reference is one
// thread that writes the same bytes to as many connections in a loop.
import { example, row, withServer } from "./common.js";

const ROUNDS = 9;
// with fewer, what the start took and gives back meanwhile is more than what they need
const COUNTED = 5000;

for (const screens of [1000, 5000, 10_000]) {
  await withServer(async (_, listen, pid) => {
    const { last_ms, raw_ms, kib } = example("fan_out", [listen, pid, screens, ROUNDS]);
    row(`a call to the last of ${screens} screens, median`, last_ms, "ms", raw_ms, "≤ 1.0");
    if (screens >= COUNTED) row(`memory a screen, ${screens} screens`, kib, "KiB", undefined, "≤ 24 KiB");
  });
}
