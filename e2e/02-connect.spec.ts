import { signInAs } from "./support/people";
import { askSandbox, sandboxState } from "./support/sandbox";
import { expect, TOKEN_SHAPE, test } from "./support/test";

test("before anything is connected, every page says so and leads an admin to the one button", async ({
  page,
}) => {
  await signInAs(page, "admin", "/locations");
  await expect(page.getByText("The agency is not connected yet")).toBeVisible();
  await page.goto("/imports");
  await expect(page.getByText("Nothing is connected yet")).toBeVisible();
  await page.goto("/snapshots");
  await expect(page.getByText("Nothing is connected yet")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Connect agency" }).click();
  await expect(page).toHaveURL(/\/connections$/);
  await expect(page.getByRole("button", { name: "Connect agency" })).toBeVisible();
});

test("somebody who cancels at the Social Media API comes back to a sentence, and nothing is connected", async ({
  page,
}) => {
  await signInAs(page, "admin", "/connections");
  await page.getByRole("button", { name: "Connect agency" }).click();
  await expect(page.getByRole("heading", { name: "2Chat Social asks for access" })).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("status").filter({ hasText: "without allowing access" })).toBeVisible();
  await expect(page).toHaveURL(/\/connections$/);
  await page.reload();
  await expect(page.getByRole("button", { name: "Connect agency" })).toBeVisible();
  await expect(page.getByText("without allowing access")).toBeHidden();
});

test("an API key before anything is connected is asked for with its location", async ({ page }) => {
  await signInAs(page, "admin", "/connections");
  await page.getByRole("button", { name: "Use an API key instead" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an API key" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await expect(dialog.getByLabel("Made for")).toHaveValue("other");
  await expect(dialog.getByLabel("Location id")).toBeVisible();
});

test("an authorization that was not started here is refused", async ({ page }) => {
  await signInAs(page, "admin", "/connections");
  await page.goto("/api/connections/callback?code=code-made-up&state=made-up");
  await expect(page.getByRole("alert").filter({ hasText: "not started here" })).toBeVisible();
});

test("an admin connects the agency, its locations appear, and the same authorization works only once", async ({
  page,
  watch,
}) => {
  const { locations } = await sandboxState();
  let cameBackTo = "";
  page.on("request", (request) => {
    if (request.url().includes("/api/connections/callback?")) cameBackTo = request.url();
  });
  await signInAs(page, "admin", "/connections");
  await page.getByRole("button", { name: "Connect agency" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("The token was tried and stored")).toBeVisible();

  await page.getByRole("link", { name: "See the locations" }).click();
  const table = page.getByRole("table", { name: "Locations" });
  for (const location of locations) {
    await expect(table.getByRole("link", { name: location.name, exact: true })).toBeVisible();
  }
  await expect(table.getByRole("row")).toHaveCount(locations.length + 1);

  expect(cameBackTo).toContain("state=");
  await page.goto(cameBackTo);
  await expect(page.getByRole("alert").filter({ hasText: "used already" })).toBeVisible();
  await expect(page.getByText(/^1 connection/)).toBeVisible();

  // The watch reads every answer and fails this journey when one holds a token; here it proves that it looks.
  const { accessToken } = await askSandbox<{ accessToken: string }>("/tokens", { userType: "Company" });
  expect(accessToken).toMatch(TOKEN_SHAPE);
  expect(watch.read).toBeGreaterThan(5);
});

test("the first capture begins by itself; its progress is on the page, after a reload too", async ({
  page,
}) => {
  await signInAs(page, "admin", "/snapshots");
  const underWay = page.getByRole("region", { name: "Captures under way" });
  await expect(underWay.getByRole("progressbar").first()).toBeVisible();
  await page.reload();
  await expect(underWay.getByRole("progressbar").first()).toBeVisible();
  await expect(underWay.getByText("You can leave this page").first()).toBeVisible();
});

test("a connection shows its scopes and tokens by name, never a token", async ({ page, watch }) => {
  await signInAs(page, "admin", "/connections");
  const card = page.getByRole("heading", { level: 2 }).filter({ hasText: "Working" });
  await expect(card).toBeVisible();
  await page.getByText("Scopes and their use").click();
  await expect(page.getByText("socialplanner/csv.write")).toBeVisible();
  const answer = await page.request.get("/api/connections");
  expect(await answer.text()).not.toMatch(TOKEN_SHAPE);
  expect(watch.problems).toEqual([]);
});

test("a pause says first what stands still, and is ended by hand", async ({ page }) => {
  await signInAs(page, "admin", "/connections");
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  const question = page.getByRole("alertdialog", { name: /^Pause / });
  await expect(question.getByText("Snapshots, accounts, posts and imports of")).toBeVisible();
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toHaveCount(0);
  await page.getByRole("button", { name: "Pause", exact: true }).click();
  await question.getByRole("button", { name: "Pause connection" }).click();
  await expect(question).toBeHidden();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Pause", exact: true })).toBeVisible();
});

test("a permission that was not allowed is named with what stands still, and asked for again alone", async ({
  page,
}) => {
  await signInAs(page, "admin", "/connections");
  await page.getByRole("button", { name: "Reconnect", exact: true }).click();
  await page.locator('input[value="socialplanner/csv.write"]').uncheck();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("Not allowed: CSV imports")).toBeVisible();
  await page.getByRole("button", { name: "Reconnect with this permission" }).click();
  const asked = page.locator('input[name="scopes"]');
  await expect(page.locator('input[value="socialplanner/csv.write"]')).toBeChecked();
  expect(await asked.count()).toBe(13);
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("Working").first()).toBeVisible();
  await expect(page.getByText("Not allowed: CSV imports")).toBeHidden();
});

test("another agency on the same product sees nothing of it", async ({ page }) => {
  const { locations } = await sandboxState();
  await signInAs(page, "admin", "/locations", "Southbank Studio");
  await expect(page.getByText("The agency is not connected yet")).toBeVisible();
  const foreign = await page.request.get(`/api/locations/${locations[0]?.id}/accounts`);
  expect([403, 404]).toContain(foreign.status());
});
