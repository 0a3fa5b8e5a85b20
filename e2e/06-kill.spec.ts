import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { basicFile, dayAhead, plannedRows } from "./support/files";
import { signInAs } from "./support/people";
import { E2E_PORT, E2E_SANDBOX_PORT } from "./support/places";
import { type Product, startProduct } from "./support/product";
import { sandboxLocation, sandboxPosts } from "./support/sandbox";
import { expect, test } from "./support/test";

const ROWS = 500;
const LOCATION = "Pinecrest Lodge";
const caption = (row: number) => `Morning walk ${String(row).padStart(3, "0")}`;

// A product of its own, since it dies; the other journeys' product lives on.
const port = E2E_PORT + 50;
const sandboxPort = E2E_SANDBOX_PORT + 50;
const url = `http://localhost:${port}`;
test.use({ baseURL: url });

type Batch = {
  status: string;
  ready: number;
  counts: { rows: number; scheduled: number; waiting: number; failed: number };
  csvs: { step: string }[];
};

let dataDir = "";
let product: Product;
const start = () => startProduct({ port, sandboxPort, dataDir, env: { SANDBOX_CSV_DELAY_MS: "400" } });

test.beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "2chat-e2e-kill-"));
  product = await start();
});
test.afterAll(async () => {
  await product?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function call<T>(request: APIRequestContext, method: string, path: string, data?: unknown): Promise<T> {
  const answer = await request.fetch(path, { method, data, headers: { origin: url } });
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

test("kill -9 of everything in the middle of 500 rows: after a restart every row is posted exactly once", async ({
  page,
}) => {
  test.setTimeout(150_000);
  await signInAs(page, "admin", "/connections");
  await page.getByRole("button", { name: "Connect agency" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("The token was tried and stored")).toBeVisible();

  const location = await sandboxLocation(LOCATION, product.sandboxUrl);
  const account = location.accounts?.find(({ platform }) => platform === "facebook");
  const file = basicFile("walks.csv", plannedRows(ROWS, { firstDay: 3, perDay: 20, caption }));
  const { request } = page;
  // What opening the location does: its accounts are read.
  await call(request, "GET", `/api/locations/${location.id}/accounts`);
  const { batchId } = await call<{ batchId: string }>(request, "POST", "/api/imports", {
    locationId: location.id,
    fileName: file.name,
    fileSize: file.buffer.length,
  });
  const part = await request.put(`/api/imports/${batchId}/parts/0`, {
    data: file.buffer,
    headers: { origin: url, "content-type": "application/octet-stream" },
  });
  expect(part.status()).toBe(200);
  const { version } = await call<{ version: number }>(request, "POST", `/api/imports/${batchId}/check`, {
    accountIds: [account?.id],
  });
  const batch = () => call<Batch>(request, "GET", `/api/imports/${batchId}`);
  await expect.poll(async () => (await batch()).status, { timeout: 20_000 }).toBe("ready");
  expect((await batch()).ready).toBe(ROWS);
  await call(request, "POST", `/api/imports/${batchId}/schedule`, { version });

  const settled = new Set(["finalized", "verified"]);
  await expect
    .poll(async () => (await batch()).csvs.some(({ step }) => settled.has(step)), {
      timeout: 60_000,
      intervals: [100],
    })
    .toBe(true);
  // Looked at before: a start may take longer than what is left to do.
  const middle = await batch();
  expect(middle.counts.scheduled, "the kill came in the middle").toBeLessThan(ROWS);
  // An open page would only note that nobody answers for a while.
  await page.goto("about:blank");
  await product.kill();
  product = await start();

  await expect.poll(async () => (await batch()).status, { timeout: 80_000 }).toBe("completed");
  expect((await batch()).counts).toMatchObject({ rows: ROWS, scheduled: ROWS, waiting: 0, failed: 0 });

  const posts = await sandboxPosts(
    location.id,
    { from: new Date().toISOString(), to: `${dayAhead(60)}T00:00:00.000Z` },
    product.sandboxUrl,
  );
  const ours = posts.map(({ summary }) => summary).filter((summary) => summary.startsWith("Morning walk"));
  expect(ours.sort()).toEqual(Array.from({ length: ROWS }, (_, index) => caption(index + 1)));

  await page.goto(`/imports/${batchId}`);
  await expect(page.getByRole("heading", { name: `${ROWS} of ${ROWS} rows settled` })).toBeVisible();
});
