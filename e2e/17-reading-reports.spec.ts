import { signInAs } from "./support/people";
import { type SandboxLocation, sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

async function measuredLocation(): Promise<SandboxLocation> {
  const { locations } = await sandboxState();
  const measured = (one: SandboxLocation) => one.accounts?.filter((each) => each.hasStatistics).length ?? 0;
  const found = locations.find((one) => one.active && measured(one) > 1);
  if (!found) throw new Error("no location of the sandbox has statistics of two accounts");
  return found;
}

test("what a metric means opens from the headings of tables, by keyboard, and gives the focus back", async ({
  page,
}) => {
  const { id } = await measuredLocation();
  await signInAs(page, "viewer", `/snapshots?locationId=${id}`);
  for (const [table, word, name] of [
    ["Accounts", "Eng. rate", "Engagement rate"],
    ["Platforms", "Impressions", "Impressions"],
  ] as const) {
    const heading = page.getByRole("table", { name: table }).getByRole("button", { name: word, exact: true });
    await heading.focus();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: `What ${name} means` })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(heading).toBeFocused();
  }
  await page.goto("/overview");
  const table = page.getByRole("table", { name: "Locations" });
  await table.getByRole("button", { name: "What Followers means" }).click();
  await expect(page.getByRole("dialog", { name: "What Followers means" })).toContainText("31 days");
  await page.keyboard.press("Escape");
  // The heading itself still sorts.
  await table.getByRole("button", { name: "Followers", exact: true }).click();
  await expect(page).toHaveURL(/sort=/);
});

test("an address that asks for what cannot be gets a sentence and a way out, and never a figure", async ({
  page,
}) => {
  const { id } = await measuredLocation();
  await signInAs(page, "admin");
  const backwards = "from=2026-03-10&to=2026-03-01";
  const tenYears = "from=2016-01-01&to=2025-12-31";
  const asked = ["/overview?", `/snapshots?locationId=${id}&`, `/locations/${id}?`].flatMap((place) => [
    [`${place}${backwards}`, "before it starts"] as const,
    [`${place}${tenYears}`, "1,096"] as const,
  ]);
  for (const [address, words] of [
    ...asked,
    ["/snapshots?accountId=nobody", "There is no account nobody"],
    ["/snapshots?locationId=NOWHERE", "There is no location NOWHERE"],
    ["/overview?groupId=nothing", /group/],
    ["/overview?companyId=5DP4iH6HLkQsiKESj6rh000", "is not your agency"],
  ] as const) {
    await page.goto(address);
    const alert = page.getByRole("main").getByRole("alert").filter({ hasText: words });
    await expect(alert.first(), address).toBeVisible();
    await expect(page.getByText("Posts published", { exact: true }), address).toHaveCount(0);
    await page.getByRole("button", { name: "Reset the filters" }).first().click();
    await expect(page.getByText("Posts published", { exact: true }).first(), address).toBeVisible();
  }
});

test("posts of a location that is gone are not waited for", async ({ page }) => {
  await signInAs(page, "viewer", "/posts?locationId=NOWHERE");
  await expect(page.getByRole("heading", { name: "This location is not here" })).toBeVisible();
  await page.getByRole("button", { name: /^Show posts of / }).click();
  await expect(page.getByText(/times in /).first()).toBeVisible();
  await expect(page.getByRole("heading", { name: "This location is not here" })).toHaveCount(0);
});

test("another agency's location and account read like ones that never were", async ({ page }) => {
  const { id, accounts = [] } = await measuredLocation();
  const account = accounts.find(({ hasStatistics }) => hasStatistics);
  await signInAs(page, "admin", "/overview", "Southbank Studio");
  for (const path of [
    `/locations/${id}`,
    `/locations/${id}/accounts/${encodeURIComponent(account?.id ?? "")}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  }
  const theirs = await page.request.get(`/api/reports/summary?locationId=${id}`);
  const unknown = await page.request.get("/api/reports/summary?locationId=NOWHERE");
  expect([theirs.status(), unknown.status()]).toEqual([404, 404]);
  const { error } = (await theirs.json()) as { error: { message: string } };
  const { error: other } = (await unknown.json()) as { error: { message: string } };
  expect(error.message.replace(id, "NOWHERE")).toBe(other.message);
});

test("a link with a password opens on a phone, counts its views and ends when it is revoked", async ({
  page,
  browser,
  baseURL,
}) => {
  const { id } = await measuredLocation();
  await signInAs(page, "marketer", `/snapshots?locationId=${id}`);
  const name = `For the phone ${Date.now()}`;
  const dialog = page.getByRole("dialog", { name: "Share this report" });
  await page.getByRole("button", { name: "Share" }).click();
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByLabel("Password").fill("open-sesame");
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = (await dialog.getByText(/\/r\//).textContent()) ?? "";

  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    baseURL,
  });
  const reader = await phone.newPage();
  await reader.goto(link);
  await reader.getByLabel("Password").fill("something else");
  await reader.getByRole("button", { name: "Open the report" }).click();
  await expect(reader.getByText("The password is wrong.")).toBeVisible();
  expect(await reader.getByText("Posts published", { exact: true }).count()).toBe(0);
  await reader.getByLabel("Password").fill("open-sesame");
  await reader.getByRole("button", { name: "Open the report" }).click();
  await expect(reader.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(reader.getByText("Posts published", { exact: true }).first()).toBeVisible();
  expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

  await page.reload();
  await page.getByRole("button", { name: "Share" }).click();
  const entry = dialog.getByRole("listitem").filter({ hasText: name });
  await expect(entry).toContainText("with password");
  await expect(entry).toContainText("opened 1 time");
  await entry.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke the link" }).click();
  await expect(entry).toContainText("Revoked");
  await reader.goto(link);
  await expect(reader.getByText("This report cannot be opened")).toBeVisible();
  await phone.close();
});
