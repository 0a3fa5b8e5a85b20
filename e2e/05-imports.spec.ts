import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import type { Page } from "@playwright/test";
import { basicFile, dayAhead, plannedRows } from "./support/files";
import { signInAs } from "./support/people";
import { sandboxLocation, sandboxPosts } from "./support/sandbox";
import { expect, test } from "./support/test";

const LOCATION = "Harbour Dental";
const SAMPLE = resolve("../shared/samples/advance-in-use.csv");
const ROWS = 120;
const FIRST_DAY = 3;
const caption = (row: number) => `Check-up reminder ${String(row).padStart(3, "0")}`;
const range = { from: new Date().toISOString(), to: `${dayAhead(40)}T00:00:00.000Z` };

const grid = (page: Page) => page.getByRole("grid", { name: "Rows of the file" });

async function openFile(page: Page, file: Parameters<ReturnType<Page["locator"]>["setInputFiles"]>[0]) {
  await page.getByLabel("Spreadsheet of posts").setInputFiles(file);
  await expect(grid(page)).toBeVisible();
}

/** Presses the one button, reads the question, and lands on the batch's page. */
async function schedule(page: Page, posts: number): Promise<void> {
  await page.getByRole("button", { name: `Schedule ${posts} posts` }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog.getByText(LOCATION, { exact: true })).toBeVisible();
  await dialog.getByRole("button", { name: `Schedule ${posts} posts` }).click();
  await expect(page).toHaveURL(/\/imports\/[0-9a-f-]{36}$/);
}

async function untilCompleted(page: Page, rows: number): Promise<void> {
  await expect(page.getByRole("heading", { name: `${rows} of ${rows} rows settled` })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole("status").filter({ hasText: "each found there once" })).toBeVisible();
}

test("a dropped file is previewed at once, an error stands beside its cell, and is repaired there", async ({
  page,
}) => {
  const rows = plannedRows(ROWS, { firstDay: FIRST_DAY, perDay: 10, caption });
  rows[2] = { content: caption(3), date: "next Tuesday" };
  await signInAs(page, "marketer", "/imports");
  await openFile(page, basicFile("reminders.csv", rows));
  await expect(page).toHaveURL(/\/imports\/new/);
  await page.getByRole("combobox", { name: "Location" }).selectOption({ label: LOCATION });
  await expect(page.getByText(`${ROWS - 1} of ${ROWS} ready`)).toBeVisible();
  await expect(page.getByText("Basic format")).toBeVisible();
  const wrong = grid(page)
    .getByRole("row")
    .filter({ hasText: caption(3) });
  await expect(wrong.getByLabel("error")).toBeVisible();

  await page.getByRole("button", { name: "1 row needs you" }).click();
  await wrong.getByText("next Tuesday", { exact: true }).dblclick();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`${dayAhead(FIRST_DAY)} 07:15`);
  await page.keyboard.press("Enter");
  await expect(page.getByText(`${ROWS} of ${ROWS} ready`)).toBeVisible();
  await expect(wrong.getByLabel("error")).toHaveCount(0);

  await schedule(page, ROWS);
  await untilCompleted(page, ROWS);
  await page.reload();
  await untilCompleted(page, ROWS);
  await expect(page.getByText(`${ROWS} + 0 + 0 + 0 = ${ROWS}`)).toBeVisible();
});

test("every row is at the Social Media API exactly once an account, the repaired one at its new time", async () => {
  const { id, accounts } = await sandboxLocation(LOCATION);
  const posts = (await sandboxPosts(id, range)).filter(({ summary }) =>
    summary.startsWith("Check-up reminder"),
  );
  const perRow = new Map<string, Set<string>>();
  for (const { summary, accountId } of posts) {
    const seen = perRow.get(summary) ?? new Set();
    expect(seen.has(accountId), `${summary} twice on ${accountId}`).toBe(false);
    perRow.set(summary, seen.add(accountId));
  }
  expect([...perRow.keys()].sort()).toEqual(Array.from({ length: ROWS }, (_, index) => caption(index + 1)));
  const sets = new Set([...perRow.values()].map((set) => [...set].sort().join(" ")));
  expect(sets.size).toBe(1);
  expect(accounts?.map((account) => account.id)).toEqual(
    expect.arrayContaining([...(perRow.get(caption(1)) ?? [])]),
  );
  const repaired = posts.find(({ summary }) => summary === caption(3));
  expect(repaired?.scheduleDate).toContain(`${dayAhead(FIRST_DAY)}T07:15`);
});

test("scheduled posts are listed, and chosen ones are deleted for good", async ({ page }) => {
  const { id } = await sandboxLocation(LOCATION);
  const before = (await sandboxPosts(id, range)).length;
  await signInAs(
    page,
    "marketer",
    `/posts?locationId=${id}&type=scheduled&from=${dayAhead(FIRST_DAY)}&to=${dayAhead(FIRST_DAY + 20)}`,
  );
  const table = page.getByRole("table", { name: "Posts" });
  await expect(table.getByText(/^Check-up reminder/).first()).toBeVisible();
  await page.getByRole("checkbox", { name: "Choose all posts of this page" }).check();
  await page.getByRole("button", { name: "Delete 50 posts" }).click();
  const dialog = page.getByRole("alertdialog").or(page.getByRole("dialog"));
  await expect(dialog.getByText(/cannot be undone/)).toBeVisible();
  await dialog.getByRole("button", { name: "Delete 50 posts" }).click();
  await expect(page.getByText("50 posts deleted")).toBeVisible();
  expect((await sandboxPosts(id, range)).length).toBe(before - 50);
});

test("an advance file in real use: its dates are shifted, it is scheduled, and found at the Social Media API", async ({
  page,
}) => {
  test.skip(!existsSync(SAMPLE), `${SAMPLE} is not on this machine`);
  const { id } = await sandboxLocation(LOCATION);
  const known = new Set((await sandboxPosts(id, range)).map((post) => post._id));
  await signInAs(page, "marketer", `/imports/new?locationId=${id}`);
  await openFile(page, SAMPLE);
  await expect(page.getByRole("heading", { level: 1, name: basename(SAMPLE) })).toBeVisible();
  await expect(page.getByText("Advance format")).toBeVisible();
  await expect(page.getByText("0 of 4 ready")).toBeVisible();
  await page.getByRole("button", { name: /^Review: Shift all/ }).click();
  await page.getByRole("button", { name: "Apply 4 changes" }).click();
  await expect(page.getByText("4 of 4 ready")).toBeVisible();
  await schedule(page, 4);
  await untilCompleted(page, 4);
  const added = (await sandboxPosts(id, range)).filter((post) => !known.has(post._id));
  expect(new Set(added.map(({ summary }) => summary)).size).toBe(4);
  expect(added.every(({ source }) => source === "csv")).toBe(true);
  expect(added.some(({ summary }) => summary.startsWith("Modelo: un programa entrenado"))).toBe(true);
});

test("a block copied from a spreadsheet is pasted over the cells from the chosen one on", async ({
  page,
  context,
}) => {
  const { id } = await sandboxLocation(LOCATION);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInAs(page, "marketer", `/imports/new?locationId=${id}`);
  const posts = ["First words", "Second words"].map((words, row) => `${dayAhead(5 + row)} 09:00:00,${words}`);
  const sheet = `postAtSpecificTime,content\n${posts.join("\n")}\n`;
  await openFile(page, { name: "paste.csv", mimeType: "text/csv", buffer: Buffer.from(sheet) });
  await expect(page.getByText("2 of 2 ready")).toBeVisible();
  await page.evaluate(() =>
    navigator.clipboard.writeText("One\thttps://pictures.example/1.jpg\nTwo\thttps://pictures.example/2.jpg"),
  );
  await grid(page).getByText("First words", { exact: true }).click();
  await page.keyboard.press("ControlOrMeta+v");
  await expect(page.getByText("4 cells pasted; Undo takes them back")).toBeVisible();
  await expect(grid(page).getByText("One", { exact: true })).toBeVisible();
  await expect(grid(page).getByText("Two", { exact: true })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await page.keyboard.press("Escape");
  await expect(grid(page).getByText("Second words", { exact: true })).toBeVisible();
});

test("a viewer finds the imports and no way to make one", async ({ page }) => {
  await signInAs(page, "viewer", "/imports");
  await expect(page.getByRole("link", { name: "reminders.csv" }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Choose a file" })).toHaveCount(0);
  await page.goto("/imports/new");
  await expect(page.getByText("Your role does not open this page")).toBeVisible();
});
