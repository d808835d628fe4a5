// Import of a dirty workbook of 20,000 matters as the server does it, on a database of its own: each phase, and peak
// memory of the process, until a person may publish it and until everybody is served the new version.
import { example, row } from "./common.js";

const PHASES = [
  ["reading", "rows of the workbook"],
  ["checking", "matters put together and checked"],
  ["comparing", "difference and packing"],
  ["storing", "into the database"],
  ["publishing", "published"],
  ["serving", "served to everybody"],
];

for (const items of [2_000, 20_000]) {
  const told = example("import_load", [items]);
  if (told.accepted < items * 0.9 || told.told < items / 500) throw new Error(JSON.stringify(told));
  const [name, large] = [`import of a workbook with ${items} matters`, items === 20_000];
  if (large) for (const [phase, words] of PHASES) row(`${name}: ${words}`, told[phase], "s");
  row(`${name}, ready to publish`, told.ready, "s", undefined, large ? "≤ 10 s" : undefined);
  row(`${name}, peak memory until then`, told.peak_mib, "MiB", undefined, large ? "≤ 512 MiB" : undefined);
  row(`${name}, peak memory until served`, told.publish_peak_mib, "MiB", undefined, large ? "≤ 600 MiB" : undefined);
}
