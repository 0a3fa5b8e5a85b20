import type { Page } from "@playwright/test";
import { signInAs } from "./support/people";
import { type SandboxPost, sandboxPosts, sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

const DAY_MS = 24 * 3_600_000;
const MOVED = 2;

type Proposal = { postId: string; caption: string; from: string; to: string };
type Slots = { timezone: string; proposals: Proposal[] };

const ahead = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();
const scheduledOf = async (locationId: string) => {
  const posts = await sandboxPosts(locationId, { from: ahead(0), to: ahead(60), type: "scheduled" });
  return new Map(posts.map((post) => [post._id, post]));
};
/** All of a post but when it goes out, and when it was written. */
const besidesTime = ({
  scheduleDate,
  ...post
}: SandboxPost & { displayDate?: string; updatedAt?: string }) => {
  const { displayDate, updatedAt, ...rest } = post;
  return rest;
};

async function slotsOf(page: Page, locationId: string): Promise<Slots> {
  const answer = await page.request.get(`/api/reports/slots?locationId=${locationId}`);
  return (await answer.json()) as Slots;
}

/** A location whose history says that some of its scheduled posts could do better, once that history is captured. */
async function improvableLocation(page: Page) {
  const { locations } = await sandboxState();
  for (let tries = 0; tries < 60; tries++) {
    for (const location of locations.filter(({ active }) => active)) {
      const { proposals } = await slotsOf(page, location.id);
      if (proposals && proposals.length > MOVED) return { location, proposals };
    }
    await page.waitForTimeout(2_000);
  }
  throw new Error("no location has posts that could go to better hours");
}

test("scheduled posts go to better hours after a look at each, are followed through a reload, and come back", async ({
  page,
}) => {
  test.setTimeout(300_000);
  await signInAs(page, "marketer");
  const { location, proposals } = await improvableLocation(page);
  const before = await scheduledOf(location.id);

  await page.goto(`/snapshots?locationId=${location.id}`);
  await expect(page.getByText(`Move ${proposals.length} posts to better hours`)).toBeVisible();
  await page.getByRole("button", { name: "Review" }).click();
  const dialog = page.getByRole("dialog");
  const proposed = dialog.getByRole("list", { name: "Proposed moves" }).getByRole("listitem");
  await expect(proposed).toHaveCount(proposals.length);
  for (let row = MOVED; row < proposals.length; row++) await proposed.nth(row).getByRole("checkbox").click();
  await dialog.getByRole("button", { name: "Show what changes" }).click();
  await expect(dialog.getByRole("list", { name: "What changes" }).getByRole("listitem")).toHaveCount(MOVED);
  // Nothing was sent by looking.
  expect(await scheduledOf(location.id)).toEqual(before);
  await dialog.getByRole("button", { name: `Move ${MOVED} posts`, exact: true }).click();

  const done = page.getByRole("status").filter({ hasText: `${MOVED} posts moved` });
  await expect(done).toBeVisible();
  const chosen = proposals.slice(0, MOVED);
  const after = await scheduledOf(location.id);
  for (const { postId, from, to } of chosen) {
    const [old, moved] = [before.get(postId), after.get(postId)];
    if (!old || !moved) throw new Error(`the post ${postId} is not scheduled any more`);
    expect(Date.parse(old.scheduleDate ?? "")).toBe(Date.parse(from));
    expect(Date.parse(moved.scheduleDate ?? "")).toBe(Date.parse(to));
    expect(moved.status).toBe("scheduled");
    expect(besidesTime(moved)).toEqual(besidesTime(old));
  }
  for (const [postId, post] of before) {
    if (!chosen.some((each) => each.postId === postId)) expect(after.get(postId)).toEqual(post);
  }
  await expect(page.getByText(`Move ${proposals.length - MOVED} post`)).toBeVisible();

  await page.reload();
  await expect(done).toBeVisible();
  await done.getByRole("button", { name: "Result per post" }).click();
  await expect(done.getByText("Changed")).toHaveCount(MOVED);
  await expect(page.getByText(`${MOVED} moved posts`)).toBeVisible();

  const list = await page.context().newPage();
  await list.goto(`/posts?locationId=${location.id}&type=scheduled`);
  for (const { caption, to } of chosen) {
    const time = new Intl.DateTimeFormat("en-GB", {
      timeZone: location.timezone,
      hour: "2-digit",
      minute: "2-digit",
    }).format(new Date(to));
    const row = list.getByRole("table", { name: "Posts" }).getByRole("row");
    await expect(row.filter({ hasText: caption.slice(0, 40) }).filter({ hasText: time })).not.toHaveCount(0);
  }
  await list.close();

  await done.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("status").filter({ hasText: `${MOVED} posts put back` })).toBeVisible();
  const back = await scheduledOf(location.id);
  for (const { postId } of chosen) {
    expect(back.get(postId)?.scheduleDate).toBe(before.get(postId)?.scheduleDate);
  }
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page).not.toHaveURL(/changes=/);
});

test("a viewer sees which posts could move and cannot move them", async ({ page }) => {
  await signInAs(page, "viewer");
  const { location, proposals } = await improvableLocation(page);
  await page.goto(`/snapshots?locationId=${location.id}`);
  await expect(page.getByText(`Move ${proposals.length} posts to better hours`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Review" })).toHaveCount(0);
});
