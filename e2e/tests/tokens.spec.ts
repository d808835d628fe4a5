// Every pair of colours that carries something, computed from the one place where colours are named.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";

type Tokens = Map<string, string>;
const read = (file: string): Tokens => {
  const css = readFileSync(join(import.meta.dirname, `../../assets/styles/${file}.css`), "utf8");
  return new Map([...css.matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/g)].map(([, name, hex]) => [name!, hex!]));
};
const tokens = read("tokens");
/** The same names in high contrast; what it does not name again stays. */
const contrasting: Tokens = new Map([...tokens, ...read("contrast")]);

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string, of = tokens): number {
  const [light, dark] = [luminance(of.get(a)!), luminance(of.get(b)!)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What stands on what, and how much it needs. */
const PAIRS: [need: number, ground: string, ...front: string[]][] = [
  // text
  [4.5, "paper", "ink", "ink-2", "primary", "ok", "danger", "warn"],
  [4.5, "canvas", "ink", "ink-2", "primary", "ok", "danger", "warn"],
  [4.5, "tint", "ink", "ink-2", "primary"],
  [4.5, "ok-tint", "ink", "ok"],
  [4.5, "danger-tint", "ink", "danger"],
  [4.5, "warn-tint", "ink", "warn"],
  // primary buttons, the elder version and the wall screens
  [7, "primary", "paper"],
  [7, "primary-pressed", "paper"],
  [7, "elder-primary", "paper"],
  [7, "ink", "paper", "sign-now"],
  [7, "warn-tint", "ink"],
  [7, "danger-tint", "ink"],
  [7, "sign-bg", "paper", "sign-sub", "sign-now", "sign-ok"],
  [7, "sign-row", "paper", "sign-sub", "sign-now", "sign-ok"],
  [7, "sign-now", "ink"],
  // borders of controls, focus, marks
  [3, "paper", "edge", "primary", "ink", "danger", "elder-primary"],
  [3, "canvas", "edge", "primary", "ink", "danger"],
  [3, "tint", "edge", "primary"],
  [3, "focus", "ink"],
  [3, "sign-bg", "focus"],
];

test("A08 A09 every pair of colours that carries text, a border or a focus has the contrast it needs", () => {
  expect(tokens.size).toBeGreaterThan(20);
  const poor = PAIRS.flatMap(([need, ground, ...fronts]) => fronts
    .map((front) => ({ front, ground, need, has: contrast(front, ground) }))
    .filter(({ has, need }) => !(has >= need)));
  expect(poor).toEqual([]);
});

test("A08 A09 R76 in high contrast every text, border and focus has 7:1", () => {
  const fronts = ["ink", "ink-2", "primary", "edge", "line", "ok", "danger", "warn", "elder-primary", "focus"];
  const pairs = [
    ...["paper", "canvas", "ok-tint", "danger-tint", "warn-tint"].flatMap((ground) => fronts.map((front) => [ground, front])),
    ...["ink", "ink-2", "primary", "edge"].map((front) => ["tint", front]),
    ...["primary", "primary-pressed", "elder-primary", "ink", "sign-now"].map((ground) => [ground, "paper"]),
  ] as [string, string][];
  const poor = pairs.map(([ground, front]) => ({ ground, front, has: contrast(ground, front, contrasting) })).filter(({ has }) => !(has >= 7));
  expect(poor).toEqual([]);
});

test("A09 colours stand nowhere else: no style sheet has a colour of its own", () => {
  for (const name of ["terminal", "screen", "desk"]) {
    const sheet = readFileSync(join(import.meta.dirname, `../../assets/styles/${name}.css`), "utf8");
    const own = [...sheet.matchAll(/#[0-9A-Fa-f]{3,8}\b/g)].map(([hex]) => hex).filter((hex) => !/^#(fff|ffffff)$/i.test(hex));
    expect(own, name).toEqual([]);
  }
});

const SHEETS = ["terminal", "seated", "contrast", "spoken", "tokens"].map((name) => [
  name, readFileSync(join(import.meta.dirname, `../../assets/styles/${name}.css`), "utf8").replace(/\/\*[\s\S]*?\*\//g, ""),
] as const);

test("A42 nothing of the terminal appears or is told by hovering", () => {
  for (const [name, sheet] of SHEETS) expect(sheet.match(/[^{}]*:hover[^{}]*/g) ?? [], name).toEqual([]);
});

test("A56 nothing of the terminal flashes: what repeats takes a third of a second and changes no light", () => {
  const keyframes = new Map(SHEETS.flatMap(([, sheet]) => [...sheet.matchAll(/@keyframes ([\w-]+)\s*\{((?:[^{}]*\{[^{}]*\})*)/g)]
    .map(([, name, steps]) => [name!, steps!] as const)));
  const used = SHEETS.flatMap(([, sheet]) => [...sheet.matchAll(/animation:\s*([^;}!]+)/g)].map(([, value]) => value!.trim()))
    .filter((value) => value !== "none");
  expect(used.length).toBeGreaterThan(1);
  for (const value of used) {
    const [name, time] = [value.split(/\s+/)[0]!, value.match(/([\d.]+)(m?s)\b/)!];
    const steps = keyframes.get(name);
    expect(steps, name).toBeDefined();
    // light and place: pointer-events and a turn are neither
    expect(steps, name).not.toMatch(/opacity|visibility|color|background|filter|display|scale|translate/);
    const seconds = Number(time[1]) / (time[2] === "ms" ? 1000 : 1);
    if (/infinite|\s\d+(\s|$)/.test(value)) expect(seconds, value).toBeGreaterThanOrEqual(0.333);
  }
});
