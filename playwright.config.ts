import { defineConfig } from "@playwright/test";
import { findChromium } from "./e2e/support/chromium";
import { PRODUCT_URL } from "./e2e/support/places";

/** One product per run, started by e2e/support/global-setup.ts; journeys run in order since they build on each other. */
export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  fullyParallel: false,
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  globalSetup: "./e2e/support/global-setup.ts",
  reporter: [
    ["list"],
    ["json", { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? ".cache/playwright.json" }],
  ],
  use: {
    baseURL: PRODUCT_URL,
    actionTimeout: 30_000,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: findChromium(),
    timezoneId: "Europe/London",
    locale: "en-GB",
  },
});
