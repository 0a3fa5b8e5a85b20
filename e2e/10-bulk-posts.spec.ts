import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { signInAs } from "./support/people";
import { type SandboxPost, sandboxLocation, sandboxPosts } from "./support/sandbox";
import { expect, test } from "./support/test";

const LOCATION = "Juniper Spa";
const DAY_MS = 24 * 3_600_000;
const CHOSEN = 3;

const ahead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const scheduledOf = async (locationId: string) =>
  (await sandboxPosts(locationId, { from: ahead(0), to: ahead(60), type: "scheduled" })).sort((a, b) =>
    (a.scheduleDate ?? "").localeCompare(b.scheduleDate ?? ""),
  );
const timesOf = (posts: readonly SandboxPost[], ids: readonly string[]) =>
  ids.map((id) => posts.find((post) => post._id === id)?.scheduleDate);

async function openPosts(page: Page): Promise<string> {
  const { id } = await sandboxLocation(LOCATION);
  await signInAs(page, "marketer", `/posts?locationId=${id}&type=scheduled`);
  await expect(page.getByRole("table", { name: "Posts" })).toBeVisible();
  return id;
}

test("three posts move by a day after a look at each, and come back with one click", async ({ page }) => {
  const locationId = await openPosts(page);
  const table = page.getByRole("table", { name: "Posts" });
  const before = await scheduledOf(locationId);
  for (let row = 0; row < CHOSEN; row++)
    await table
      .getByRole("row")
      .nth(row + 1)
      .getByRole("checkbox")
      .click();
  await expect(page.getByText(`${CHOSEN} posts chosen`)).toBeVisible();
  await page.getByRole("button", { name: "Move", exact: true }).click();
  const dialog = page.getByRole("dialog");
  const looked = page.waitForResponse((answer) => answer.url().endsWith("/api/posts/changes/preview"));
  await dialog.getByRole("button", { name: "Show what changes" }).click();
  const preview = (await (await looked).json()) as { items: { postId: string }[] };
  const ids = preview.items.map((item) => item.postId);
  await expect(dialog.getByRole("list", { name: "What changes" }).getByRole("listitem")).toHaveCount(CHOSEN);
  // Nothing was sent by looking.
  expect(timesOf(await scheduledOf(locationId), ids)).toEqual(timesOf(before, ids));
  await dialog.getByRole("button", { name: `Move ${CHOSEN} posts` }).click();

  const done = page.getByRole("status").filter({ hasText: `${CHOSEN} posts moved` });
  await expect(done).toBeVisible();
  const moved = await scheduledOf(locationId);
  const old = timesOf(before, ids).map((time) => Date.parse(time ?? ""));
  timesOf(moved, ids).forEach((time, index) => {
    const by = Date.parse(time ?? "") - (old[index] ?? 0);
    // A day with a clock change has 23 or 25 hours.
    expect(Math.abs(by - DAY_MS)).toBeLessThanOrEqual(3_600_000);
  });
  expect(moved.length).toBe(before.length);

  await page.reload();
  await done.getByRole("button", { name: "Result per post" }).click();
  await expect(done.getByText("Changed")).toHaveCount(CHOSEN);
  await done.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("status").filter({ hasText: `${CHOSEN} posts put back` })).toBeVisible();
  expect(timesOf(await scheduledOf(locationId), ids)).toEqual(timesOf(before, ids));
});

test("a sheet for editing comes back without a difference, and with one it shows exactly that", async ({
  page,
}) => {
  await openPosts(page);
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: /Edit in a spreadsheet/ }).click();
  const dialog = page.getByRole("dialog");
  const coming = page.waitForEvent("download");
  await dialog.getByRole("link", { name: "CSV", exact: true }).click();
  const text = await readFile(await (await coming).path(), "utf8");
  expect(text).toContain("Post ID (made=");
  const upload = (content: string) =>
    dialog
      .getByLabel("Choose file")
      .setInputFiles({ name: "edited.csv", mimeType: "text/csv", buffer: Buffer.from(content) });

  await upload(text);
  await expect(dialog.getByText("No difference")).toBeVisible();

  const [groups = "", names = "", first = "", ...rest] = text.split("\n");
  const changed = first.replace(/^\d{4}/, (year) => String(Number(year) + 1));
  await upload([groups, names, changed, ...rest].join("\n"));
  await expect(dialog.getByRole("heading", { name: "1 row changed" })).toBeVisible();
  await expect(dialog.getByText("Date and time:")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Apply 1 change" })).toBeEnabled();
});
