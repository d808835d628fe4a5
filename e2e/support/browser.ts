// The browser of the tests: the system's Chromium, or another one by its path.
export const BROWSER = process.env.MINGTANG_CHROMIUM ?? "/usr/bin/chromium";
