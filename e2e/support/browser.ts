// The browser of the tests: the system's Chromium, without the window around its pages where that is there. It draws and
// runs them the same, and leaves a quarter of the machine's work undone.
import { existsSync } from "node:fs";

const HEADLESS = "/usr/lib/chromium/chromium-headless-shell";

export const BROWSER = process.env.MINGTANG_CHROMIUM ?? (existsSync(HEADLESS) ? HEADLESS : "/usr/bin/chromium");
