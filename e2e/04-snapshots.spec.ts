import { readFile } from "node:fs/promises";
import Papa from "papaparse";
import { signInAs } from "./support/people";
import { type SandboxLocation, sandboxFigures, sandboxPosts, sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

const GROUPED = new Intl.NumberFormat("en-GB");

/** A location with statistics of more than one account, as the journeys below need one. */
async function measuredLocation(): Promise<SandboxLocation> {
  const { locations } = await sandboxState();
  const measured = (one: SandboxLocation) => one.accounts?.filter((each) => each.hasStatistics).length ?? 0;
  const found = locations.find((one) => one.active && measured(one) > 1);
  if (!found) throw new Error("no location of the sandbox has statistics of two accounts");
  return found;
}

/** What the sandbox reports for all measured accounts of a location over some days: a sum, null when nothing is known. */
async function truth(location: SandboxLocation, metric: string, from: string, to: string) {
  const values: number[] = [];
  for (const account of location.accounts?.filter(({ hasStatistics }) => hasStatistics) ?? []) {
    const { days } = await sandboxFigures(account.id, from, to);
    for (const figures of days) {
      const value = figures[metric];
      if (typeof value === "number") values.push(value);
    }
  }
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
}

/** How many posts the sandbox itself lists as published on these days of the location's own clock, of every network. */
async function publishedPosts(location: SandboxLocation, from: string, to: string): Promise<number> {
  const around = (day: string, hours: number) =>
    new Date(Date.parse(`${day}T00:00:00Z`) + hours * 3_600_000).toISOString();
  const listed = await sandboxPosts(location.id, {
    from: around(from, -24),
    to: around(to, 48),
    type: "published",
  });
  const clock = new Intl.DateTimeFormat("en-CA", { timeZone: location.timezone });
  return listed.filter(({ publishedAt }) => {
    const day = publishedAt ? clock.format(new Date(publishedAt)) : "";
    return day >= from && day <= to;
  }).length;
}

/** The last 7 closed days of a location. */
function lastWeek(location: SandboxLocation): { from: string; to: string } {
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: location.timezone }).format(new Date());
  const back = (days: number) =>
    new Date(Date.parse(`${today}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
  return { from: back(7), to: back(1) };
}

test("after the first capture and one asked for, the key figures are the upstream's own", async ({
  page,
}) => {
  test.setTimeout(180_000);
  const location = await measuredLocation();
  const { from, to } = lastWeek(location);
  await signInAs(page, "admin", `/snapshots?locationId=${location.id}&period=7d`);
  await expect(page.getByRole("heading", { level: 1, name: location.name })).toBeVisible();
  const capture = page.getByRole("button", { name: "Capture now" });
  await expect(capture).toBeEnabled({ timeout: 120_000 });
  await capture.click();
  await expect(page.getByText("Capturing 1 location. The progress is on this page.")).toBeVisible();
  await expect(capture).toBeEnabled({ timeout: 120_000 });

  const reach = await truth(location, "reach", from, to);
  const posts = await publishedPosts(location, from, to);
  expect(reach).not.toBeNull();
  // The key figures come before the chart and the tables that use the same words.
  const figure = (name: string) =>
    page
      .locator("section")
      .filter({ has: page.getByText(name, { exact: true }) })
      .first();
  await expect(figure("Reach")).toContainText(GROUPED.format(reach ?? 0));
  await expect(figure("Posts published")).toContainText(GROUPED.format(posts));
});

test("filters live in the address: another tab with that address shows the same report", async ({
  page,
  context,
}) => {
  const location = await measuredLocation();
  await signInAs(page, "marketer", "/snapshots");
  await page.getByRole("button", { name: /^Locations/ }).click();
  await page.getByRole("checkbox", { name: new RegExp(location.name) }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(new RegExp(`locationId=${location.id}`));
  await page.getByRole("button", { name: /^Period/ }).click();
  await page.getByRole("button", { name: "Last 7 days" }).click();
  await expect(page).toHaveURL(/period=7d/);
  await page.getByRole("button", { name: /^Compare/ }).click();
  await page.getByRole("menuitemradio", { name: "nothing" }).click();
  await expect(page).toHaveURL(/compare=none/);
  await page.getByRole("button", { name: /^By: ?day/ }).click();
  await page.getByRole("menuitemradio", { name: "week" }).click();
  await expect(page).toHaveURL(/granularity=week/);

  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("heading", { level: 1, name: location.name })).toBeVisible();
  await expect(other.getByRole("button", { name: /^Compare/ })).toContainText("nothing");
  await expect(other.getByRole("heading", { level: 2, name: "Reach per week" })).toBeVisible();
  await other.getByRole("button", { name: "Reset" }).click();
  await expect(other).toHaveURL(/\/snapshots$/);
});

test("the chart's numbers can be read as a table and taken away", async ({ page }) => {
  const location = await measuredLocation();
  const { from, to } = lastWeek(location);
  await signInAs(page, "admin", `/snapshots?locationId=${location.id}&period=7d`);
  await expect(page.getByRole("heading", { level: 2, name: "Reach per day" })).toBeVisible();
  await page.getByRole("button", { name: "Show the numbers" }).first().click();
  const table = page.getByRole("table", { name: "Reach per day" });
  await expect(table.getByRole("row")).toHaveCount(8);
  await page.getByRole("button", { name: "Show the chart" }).first().click();
  await expect(table).toHaveCount(0);

  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /^Snapshots/ }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  const { data, errors } = Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: true,
  });
  expect(errors).toEqual([]);
  const total = data.reduce((sum, row) => sum + Number(row.reach || 0), 0);
  expect(total).toBe(await truth(location, "reach", from, to));
  expect(new Set(data.map((row) => row.locationId))).toEqual(new Set([location.id]));
});

test("every chart is read by arrow keys and taken away as a picture and as numbers", async ({ page }) => {
  const location = await measuredLocation();
  await signInAs(page, "viewer", `/snapshots?locationId=${location.id}&period=7d`);
  const card = (title: string) =>
    page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: title }) });
  const take = async (title: string, kind: string) => {
    await page.getByRole("button", { name: `Download ${title}` }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: kind }).click(),
    ]);
    return readFile(await download.path());
  };
  const isPicture = (file: Buffer) => file.subarray(1, 4).toString("latin1") === "PNG" && file.length > 5_000;

  const reach = card("Reach per day");
  await reach.locator("svg.recharts-surface").first().focus();
  await page.keyboard.press("ArrowRight");
  const spoken = reach.getByRole("status");
  await expect(spoken).toContainText(/^\d+ \w+: \w/);
  const first = await spoken.textContent();
  await page.keyboard.press("ArrowRight");
  await expect(spoken).not.toHaveText(first ?? "");
  expect(isPicture(await take("Reach per day", "Picture (PNG)"))).toBe(true);

  const hours = page.getByRole("grid", { name: "Engagement per post by weekday and hour" });
  await hours.getByRole("gridcell").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await expect(hours.getByRole("gridcell", { name: /^Tue 23:00, / })).toBeFocused();
  expect(isPicture(await take("Best times to post", "Picture (PNG)"))).toBe(true);
  const numbers = await take("Best times to post", "Numbers (CSV)");
  expect(numbers.toString("utf8")).toMatch(/^\uFEFFWeekday and hour,Posts,Engagement per post,/);
});

test("a period without snapshots says so and offers a way out, and never shows zeros", async ({ page }) => {
  const location = await measuredLocation();
  await signInAs(page, "viewer", `/snapshots?locationId=${location.id}&from=2024-01-01&to=2024-01-31`);
  await expect(page.getByText("Nothing is stored for these days")).toBeVisible();
  await expect(page.getByText("Posts published")).toHaveCount(0);
  await page.getByRole("button", { name: "Show the last 30 days" }).click();
  await expect(page.getByText("Posts published", { exact: true })).toBeVisible();
});

test("the overview compares the agency's locations and leads to each", async ({ page }) => {
  await signInAs(page, "admin");
  await expect(page.getByText("Posts published", { exact: true })).toBeVisible();
  const location = await measuredLocation();
  await page.getByRole("main").getByRole("link", { name: location.name }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: location.name })).toBeVisible();
});

test("the figures stand in the page itself, before any script runs", async ({ page, browser, baseURL }) => {
  const location = await measuredLocation();
  const addresses = ["/overview", "/snapshots", `/locations/${location.id}`];
  await signInAs(page, "viewer");
  const context = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL ? { baseURL } : {}),
  });
  const still = await context.newPage();
  for (const address of addresses) {
    await page.goto(address);
    const reach = page.locator("section").filter({ hasText: "Reach" }).first();
    await expect(reach).toContainText(/\d/);
    const known = await reach.textContent();
    // A server that is busy answers without figures rather than late.
    await expect(async () => {
      await still.goto(address);
      const section = still.locator("section").filter({ hasText: "Reach" }).first();
      expect(await section.textContent({ timeout: 1_000 })).toBe(known);
    }, address).toPass();
  }
  await context.close();
});
