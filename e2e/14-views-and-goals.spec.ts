import type { Page } from "@playwright/test";
import { signInAs } from "./support/people";
import { type SandboxLocation, sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

/** A location whose first capture brings figures of several accounts. */
async function measuredLocation(): Promise<SandboxLocation> {
  const { locations } = await sandboxState();
  const measured = (one: SandboxLocation) => one.accounts?.filter((each) => each.hasStatistics).length ?? 0;
  const found = locations.find((one) => one.active && measured(one) > 1);
  if (!found) throw new Error("no location of the sandbox has statistics of two accounts");
  return found;
}

/** The location's page once its first capture has brought figures. */
async function openReport(page: Page, path: string): Promise<void> {
  await signInAs(page, "marketer", path);
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("heading", { level: 2, name: "Reach per day" })).toBeVisible({
      timeout: 5_000,
    });
  }).toPass({ timeout: 150_000 });
}

test("a view saved on one page opens from another, with its filters", async ({ page }) => {
  test.setTimeout(180_000);
  const location = await measuredLocation();
  await openReport(page, `/snapshots?locationId=${location.id}&period=7d&compare=none`);
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: "Save this view" }).click();
  await page.getByLabel("Name of the view").fill("Weekly look");
  await page.getByRole("button", { name: "Save view" }).click();
  await expect(page.getByRole("button", { name: "Weekly look" })).toBeVisible();

  await page.goto("/overview");
  await page.getByRole("button", { name: "Views" }).click();
  await page.getByRole("menuitem", { name: /^Weekly look/ }).click();
  await expect(page).toHaveURL(
    new RegExp(`/snapshots\\?.*locationId=${location.id}.*period=7d.*compare=none`),
  );
  await expect(page.getByRole("heading", { level: 1, name: location.name })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Compare/ })).toContainText("nothing");

  await page.getByRole("button", { name: "Weekly look" }).click();
  await page.getByRole("menuitem", { name: "Rename, share or delete" }).click();
  await page.getByRole("textbox", { name: "Name of Weekly look" }).fill("Monday look");
  await page.getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("textbox", { name: "Name of Monday look" })).toBeVisible();
});

test("a note on a day stands in the chart's table, and is gone after it is deleted", async ({ page }) => {
  test.setTimeout(180_000);
  const location = await measuredLocation();
  await openReport(page, `/locations/${location.id}?period=7d`);
  await page.getByRole("button", { name: /^Notes/ }).click();
  await page.getByRole("button", { name: "New note" }).click();
  await page.getByLabel("What happened").fill("Autumn offer starts");
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByRole("dialog").getByText("Autumn offer starts")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Show the numbers" }).first().click();
  const table = page.getByRole("table", { name: "Reach per day" });
  await expect(table.getByRole("columnheader", { name: "Notes" })).toBeVisible();
  await expect(table.getByRole("row").last()).toContainText("Autumn offer starts");

  await page.getByRole("button", { name: /^Notes/ }).click();
  await page.getByRole("button", { name: "Delete the note Autumn offer starts" }).click();
  await page.getByRole("button", { name: "Delete the note", exact: true }).click();
  await expect(page.getByText("No notes on these days")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(table.getByRole("columnheader", { name: "Notes" })).toHaveCount(0);
});

test("a goal shows what was reached and how much of the month is gone", async ({ page }) => {
  test.setTimeout(180_000);
  const location = await measuredLocation();
  await openReport(page, `/locations/${location.id}`);
  const card = page.locator("section").filter({ has: page.getByRole("heading", { name: "Goals" }) });
  // A month that is over has figures whatever the day of this run.
  await card.getByRole("button", { name: "The month before" }).click();
  await expect(card.getByText(/No goals for/)).toBeVisible();
  await card.getByRole("button", { name: "Set a goal" }).click();
  await page.getByLabel("Metric").selectOption("reach");
  await page.getByLabel("Target").fill("1");
  await page.getByRole("button", { name: "Save the goal" }).click();
  await expect(card.getByText("Reached")).toBeVisible();
  await expect(card.getByText(/% at the end of the month/)).toBeVisible();

  await card.getByRole("button", { name: "The month after" }).click();
  await expect(card.getByText(/No goals for/)).toBeVisible();
  await card.getByRole("button", { name: "Set a goal" }).click();
  await page.getByLabel("Metric").selectOption("impressions");
  await page.getByLabel("Target").fill("999999999");
  await page.getByRole("button", { name: "Save the goal" }).click();
  await expect(card.getByText(/of the month gone|the month has not begun|not known yet/)).toBeVisible();
});

test("a group of locations is made, filters the overview and the address keeps it", async ({ page }) => {
  test.setTimeout(180_000);
  const { locations } = await sandboxState();
  const [first, second] = locations.filter(({ active }) => active);
  if (!first || !second) throw new Error("the sandbox has fewer than two locations");
  await signInAs(page, "marketer", "/overview");
  await page.getByRole("button", { name: "Groups", exact: true }).click();
  await page.getByRole("button", { name: "New group" }).click();
  await page.getByLabel("Name of the group").fill("Two of them");
  for (const { name } of [first, second]) {
    await page
      .getByRole("dialog")
      .getByRole("checkbox", { name: new RegExp(`^${name}`) })
      .check();
  }
  await page.getByRole("button", { name: "Make a group of 2" }).click();
  await expect(page.getByRole("dialog").getByText("Two of them")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: /^Groups:/ }).click();
  await page.getByRole("checkbox", { name: /Two of them/ }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/groupId=/);
  const table = page.getByRole("table", { name: "Locations" });
  await expect(table.getByText("All 2 locations")).toBeVisible();
  await page.getByRole("button", { name: "By group" }).click();
  await expect(table.getByRole("rowheader", { name: /Two of them 2 locations/ })).toBeVisible();
  await page.reload();
  await expect(table.getByText("All 2 locations")).toBeVisible();
  await expect(table.getByRole("rowheader", { name: /Two of them/ })).toBeVisible();
});

test("an account's own page shows its figures and is reached from its location", async ({ page }) => {
  test.setTimeout(180_000);
  const location = await measuredLocation();
  await openReport(page, `/locations/${location.id}`);
  const figures = page.getByRole("table", { name: "Figures by account" });
  const link = figures.getByRole("link").first();
  const name = (await link.textContent()) ?? "";
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page).toHaveURL(/\/accounts\//);
  await expect(page.getByRole("heading", { level: 2, name: "Capture" })).toBeVisible();
  await page.getByRole("button", { name: /^By: ?day/ }).click();
  await page.getByRole("menuitemradio", { name: "week" }).click();
  await expect(page.getByRole("heading", { level: 2, name: "Reach per week" })).toBeVisible();
  // What the page is about stands in its path and not in its filters.
  await expect(page).toHaveURL(/\?granularity=week$/);
});
