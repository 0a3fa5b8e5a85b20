import type { Page } from "@playwright/test";
import { demoPerson, fillSignIn, signInAs } from "./support/people";
import { sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

const NEWCOMER = {
  name: "Mara Quill",
  email: "mara@northwind.example",
  password: "seven herons over the weir",
};

/** Sensitive changes ask for the password again; the answer lasts five minutes. */
async function confirmIfAsked(page: Page, done: () => Promise<unknown>): Promise<void> {
  const dialog = page.getByRole("dialog", { name: "Confirm it is you" });
  const finished = done().then(() => false);
  const asked = dialog.waitFor().then(
    () => true,
    () => false,
  );
  if (!(await Promise.race([finished, asked]))) return;
  await dialog.getByLabel("Your password").fill(demoPerson("admin").password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await finished;
}

test("an admin adds a person for one location; with the link they sign in and see only that", async ({
  page,
  browser,
  baseURL,
}) => {
  const { locations } = await sandboxState();
  const granted = locations.find(({ active }) => active);
  const other = locations.find((one) => one.active && one.id !== granted?.id);
  await signInAs(page, "admin", "/people");
  await page.getByRole("button", { name: "Add person" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a person" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await dialog.getByLabel("Name").fill(NEWCOMER.name);
  await dialog.getByLabel("E-mail").fill(NEWCOMER.email);
  await dialog.getByRole("radio", { name: "Chosen locations" }).click();
  await expect(dialog.getByText("signs in and sees nothing")).toBeVisible();
  await dialog.getByRole("searchbox", { name: "Search locations" }).fill(granted?.name ?? "");
  await dialog.getByRole("checkbox", { name: granted?.name }).check();
  await expect(dialog.getByText("signs in and sees nothing")).toBeHidden();
  await dialog.getByRole("button", { name: "Add person" }).click();
  const link = page.getByRole("textbox", { name: "Password link" });
  await confirmIfAsked(page, () => link.waitFor());
  const address = await link.inputValue();
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row").filter({ hasText: NEWCOMER.name }).getByText("Invited")).toBeVisible();

  const theirs = await browser.newContext({ baseURL });
  const tab = await theirs.newPage();
  await tab.goto(address);
  await tab.getByLabel("New password").fill("a-long-password-of-mara");
  await tab.getByRole("button", { name: "Set password" }).click();
  await expect(tab.getByText("among the first that are guessed")).toBeVisible();
  await tab.getByLabel("New password").fill(NEWCOMER.password);
  await tab.getByRole("button", { name: "Set password" }).click();
  await tab.waitForURL((url) => !url.pathname.startsWith("/set-password"));
  await tab.goto("/sign-in?to=/locations");
  await fillSignIn(tab, NEWCOMER.email, NEWCOMER.password);
  const table = tab.getByRole("table", { name: "Locations" });
  await expect(table.getByRole("link", { name: granted?.name })).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(2);
  expect((await tab.request.get(`/api/locations/${other?.id}/accounts`)).status()).toBe(403);
  // The link worked once.
  await tab.goto(address);
  await expect(tab.getByLabel("New password")).toHaveCount(0);
  await theirs.close();
});

test("the audit tells who did it, to whom, and can be filtered and taken away", async ({ page }) => {
  await signInAs(page, "admin", "/audit");
  const added = `${demoPerson("admin").name} added ${NEWCOMER.name}`;
  const event = page.getByRole("listitem").filter({ hasText: added }).first();
  await expect(event).toBeVisible();
  await event.locator("summary").click();
  await expect(event.getByText("What changed")).toBeVisible();
  await page.getByLabel("Person").selectOption({ label: demoPerson("admin").name });
  await expect(page).toHaveURL(/person=/);
  await expect(page.getByRole("listitem").filter({ hasText: NEWCOMER.name }).first()).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("menuitem", { name: /^JSON/ }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/\.json/);
});

test("an admin has the log checked and reads how many entries are whole", async ({ page }) => {
  await signInAs(page, "admin", "/audit");
  await page.getByRole("button", { name: "Check the log" }).click();
  const found = page.getByRole("status").filter({ hasText: "The log is whole" });
  await expect(found).toContainText(/[1-9]\d* entr(y was|ies were) checked on /);
});

test("an audit period that ends before it starts says so, and reset shows everything", async ({ page }) => {
  await signInAs(page, "admin", "/audit?from=2026-05-02&to=2026-05-01");
  await expect(page.getByRole("heading", { name: "The period ends before it starts" })).toBeVisible();
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(page).toHaveURL(/\/audit$/);
  await expect(page.getByText("The period ends before it starts")).toBeHidden();
});

test("a setting that is refused says so beside its field", async ({ page }) => {
  await signInAs(page, "admin", "/settings");
  const zone = page.getByLabel("Timezone");
  const before = await zone.inputValue();
  await zone.fill("Europe/Atlantis");
  await page.getByRole("button", { name: "Save" }).first().click();
  await expect(zone).toHaveAccessibleDescription(/There is no such timezone/);
  await page.reload();
  await expect(zone).toHaveValue(before);
});

test("a disabled person is signed out at once and stays out", async ({ page, browser, baseURL }) => {
  const theirs = await browser.newContext({ baseURL });
  const tab = await theirs.newPage();
  await tab.goto("/sign-in?to=/locations");
  await fillSignIn(tab, NEWCOMER.email, NEWCOMER.password);
  await expect(tab.getByRole("heading", { level: 1, name: "Locations" })).toBeVisible();

  await signInAs(page, "admin", "/people");
  await page.getByRole("button", { name: `Actions for ${NEWCOMER.name}` }).click();
  await page.getByRole("menuitem", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Disable", exact: true }).click();
  const row = page.getByRole("row").filter({ hasText: NEWCOMER.name });
  await confirmIfAsked(page, () => row.getByText("Disabled").waitFor());

  expect((await tab.request.get("/api/locations")).status()).toBe(401);
  await tab.goto("/sign-in");
  await fillSignIn(tab, NEWCOMER.email, NEWCOMER.password);
  await expect(tab.getByRole("alert").first()).toBeVisible();
  await theirs.close();
});
