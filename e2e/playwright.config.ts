// Browser tests against the built server in the system's Chromium. Every test has a server and a
// database of its own, so they need no order and run in parallel.
import { defineConfig } from "@playwright/test";
import { BROWSER } from "./support/browser.js";

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 3,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // a busy machine may make a browser miss a moment; what fails twice has failed, and a second try is told
  retries: process.env.CI ? 1 : 0,
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["list"], ["json"]] : [["list"]],
  use: {
    browserName: "chromium",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // what is traced takes a sixth longer; a second try tells what there is to see
    trace: process.env.CI ? "on-first-retry" : "retain-on-failure",
    launchOptions: {
      executablePath: BROWSER,
      args: [
        "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // as on a wall screen: sound without a touch
        "--autoplay-policy=no-user-gesture-required",
      ],
    },
  },
});
