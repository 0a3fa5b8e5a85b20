import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const alias = { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") };
const exclude = ["node_modules/**", ".next*/**", ".data/**", "e2e/**"];

/**
 * `*.test.ts`: pure, no database. `*.integration.test.ts`: real PostgreSQL and real sandbox over HTTP. `*.slow.test.ts`:
 * like the latter, for minutes; `npx vitest run --project slow`.
 */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          // Nothing is judged by the clock: a busy machine may take its time.
          testTimeout: 60_000,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...exclude, "**/*.integration.test.ts", "**/*.slow.test.ts"],
        },
      },
      {
        resolve: { alias },
        test: {
          name: "integration",
          include: ["**/*.integration.test.ts"],
          exclude,
          globalSetup: "db/testing/global-setup.ts",
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "slow",
          include: ["**/*.slow.test.ts"],
          exclude,
          globalSetup: "db/testing/global-setup.ts",
          testTimeout: 30 * 60_000,
          hookTimeout: 10 * 60_000,
        },
      },
    ],
  },
});
