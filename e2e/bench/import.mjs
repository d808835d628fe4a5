// Import of a dirty workbook of 20,000 matters, as the server reads it: time, and peak memory of the process.
import { example, row } from "./common.js";

for (const items of [2_000, 20_000]) {
  const { seconds, peak_mib, accepted, told } = example("import_load", [items]);
  if (accepted < items * 0.9 || told < items / 500) throw new Error(`${accepted} of ${items} taken, progress told ${told} times`);
  const name = `import of a workbook with ${items} matters`;
  row(name, seconds, "s", undefined, items === 20_000 ? "≤ 10 s" : undefined);
  row(`${name}, peak memory`, peak_mib, "MiB", undefined, items === 20_000 ? "≤ 512 MiB" : undefined);
}
