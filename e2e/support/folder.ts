// The sample hall in a folder of its own, as an office changes it.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Hall } from "./hall.js";

const SAMPLE = join(import.meta.dirname, "../../assets/halls/shili");

/** One channel of sixteen bits at 22 050 a second: so many samples of one height. */
export function wav(samples: number, height: number): Buffer {
  const bytes = Buffer.alloc(44 + 2 * samples);
  bytes.write("RIFF", 0);
  bytes.writeUInt32LE(36 + 2 * samples, 4);
  bytes.write("WAVEfmt ", 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(22_050, 24);
  bytes.writeUInt32LE(44_100, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36);
  bytes.writeUInt32LE(2 * samples, 40);
  for (let n = 0; n < samples; n++) bytes.writeInt16LE(height, 44 + 2 * n);
  return bytes;
}

/** A demonstration of the sample hall after a change of its profile, with files of its own, while `use` lasts. */
export async function hallOf(change: (profile: any) => Record<string, Buffer>, use: (hall: Hall) => Promise<void>): Promise<void> {
  const halls = mkdtempSync(join(tmpdir(), "mingtang-halls-"));
  const folder = join(halls, "shili");
  cpSync(SAMPLE, folder, { recursive: true });
  const profile = JSON.parse(readFileSync(join(folder, "hall.json"), "utf8"));
  for (const [path, bytes] of Object.entries(change(profile))) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  writeFileSync(join(folder, "hall.json"), JSON.stringify(profile));
  const hall = await Hall.open(["--demo", "--halls", halls]);
  try {
    await use(hall);
  } finally {
    await hall.close();
    rmSync(halls, { recursive: true, force: true });
  }
}
