import type { Page } from "@playwright/test";
import { demoPerson, signInAs } from "./support/people";
import { type SandboxLocation, sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

const accountBoxes = (page: Page) => page.getByRole("checkbox", { name: /^Assign .+ \(.+\)$/ });

/** The location that has the sandbox's expired account: it is granted to everybody of the demo. */
async function firstLocation(): Promise<SandboxLocation> {
  const { locations, special } = await sandboxState();
  const found = locations.find((one) => one.accounts?.some(({ id }) => id === special.expiredAccount));
  if (!found) throw new Error("the sandbox has no expired account");
  return found;
}

test("the list finds a location by name and says which one is not active", async ({ page }) => {
  const { locations, special } = await sandboxState();
  const first = await firstLocation();
  const inactive = locations.find(({ id }) => id === special.notActive);
  await signInAs(page, "admin", "/locations");
  const table = page.getByRole("table", { name: "Locations" });
  await page.getByRole("searchbox", { name: "Search locations" }).fill(first.name);
  await expect(table.getByRole("row")).toHaveCount(2);
  await expect(table.getByRole("link", { name: first.name })).toBeVisible();
  await page.getByRole("searchbox", { name: "Search locations" }).fill("no such client");
  await page.getByRole("button", { name: "Clear search" }).click();
  await expect(table.getByRole("row")).toHaveCount(locations.length + 1);

  await expect(async () => {
    await page.reload();
    const row = table.getByRole("row").filter({ hasText: inactive?.name });
    await expect(row.getByText("Not active")).toBeVisible({ timeout: 2000 });
  }).toPass();
});

test("a location's page names all its accounts and marks the expired one", async ({ page }) => {
  const { special } = await sandboxState();
  const location = await firstLocation();
  await signInAs(page, "admin", "/locations");
  await page.getByRole("table", { name: "Locations" }).getByRole("link", { name: location.name }).click();
  await expect(page.getByRole("heading", { level: 1, name: location.name })).toBeVisible();
  const accounts = page.getByRole("table", { name: "Accounts" });
  await expect(accounts.getByRole("row")).toHaveCount((location.accounts?.length ?? 0) + 1);
  for (const account of location.accounts ?? []) {
    await expect(accounts.getByRole("row").filter({ hasText: account.name }).first()).toBeVisible();
  }
  const expired = location.accounts?.find(({ id }) => id === special.expiredAccount);
  const row = accounts
    .getByRole("row")
    .filter({ hasText: expired?.name })
    .filter({ hasText: /TikTok/ });
  await expect(row.getByText(/^Expired/)).toBeVisible();
});

test("an admin sees the difference, saves and verifies it, and finds it again after a reload", async ({
  page,
}) => {
  const location = await firstLocation();
  await signInAs(page, "admin", `/locations/${location.id}`);
  const names = (location.accounts ?? [])
    .filter(({ platform }) => platform === "facebook" || platform === "linkedin")
    .map(({ name, platform }) => `Assign ${name} (${platform === "facebook" ? "Facebook" : "LinkedIn"})`);
  for (const name of names) await page.getByRole("checkbox", { name, exact: true }).check();
  const difference = page.getByRole("region", { name: "Difference before saving" });
  await expect(difference.getByText(`+${names.length}`)).toBeVisible();
  await expect(difference.getByRole("listitem")).toHaveCount(names.length);
  await difference.getByRole("button", { name: "Save and verify" }).click();
  await expect(
    page.getByRole("status").filter({ hasText: /Accepted by the Social Media API|Stored for the next csv/ }),
  ).toBeVisible();
  await expect(difference.getByText("Nothing changed yet")).toBeVisible();

  await page.reload();
  for (const name of names) await expect(page.getByRole("checkbox", { name, exact: true })).toBeChecked();
  await expect(page.getByRole("main").getByText(`${names.length} accounts of`)).toBeVisible();
});

test("a choice that was not saved can be discarded", async ({ page }) => {
  const location = await firstLocation();
  await signInAs(page, "admin", `/locations/${location.id}`);
  const box = accountBoxes(page)
    .and(page.getByRole("checkbox", { checked: true }))
    .first();
  await expect(box).toBeVisible();
  const name = (await box.getAttribute("aria-label")) ?? "";
  const same = page.getByRole("checkbox", { name, exact: true });
  await same.uncheck();
  const difference = page.getByRole("region", { name: "Difference before saving" });
  await expect(difference.getByText("−1")).toBeVisible();
  await difference.getByRole("button", { name: "Discard" }).click();
  await expect(same).toBeChecked();
});

test("a marketer reads the assignment and cannot change it, by the page or by the API", async ({
  page,
  baseURL,
}) => {
  const location = await firstLocation();
  await signInAs(page, "marketer", `/locations/${location.id}`);
  await expect(page.getByRole("table", { name: "Accounts" })).toBeVisible();
  await expect(accountBoxes(page)).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Save and verify" })).toHaveCount(0);
  const refused = await page.request.put(`/api/locations/${location.id}/accounts`, {
    headers: { origin: baseURL ?? "" },
    data: { accountIds: [] },
  });
  expect(refused.status()).toBe(403);
});

test("a viewer sees the granted locations only; any other address is the helpful 404", async ({ page }) => {
  const granted = demoPerson("viewer").locations;
  const { locations } = await sandboxState();
  const other = locations.find(({ id }) => !granted.includes(id));
  await signInAs(page, "viewer", "/locations");
  await expect(page.getByRole("table", { name: "Locations" }).getByRole("row")).toHaveCount(
    granted.length + 1,
  );
  await page.goto(`/locations/${other?.id}`);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  expect((await page.request.get(`/api/locations/${other?.id}/accounts`)).status()).toBe(403);
});
