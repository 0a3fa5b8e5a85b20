import { demoPerson, fillSignIn, signInAs } from "./support/people";
import { expect, test } from "./support/test";

const ADMIN_PAGES = ["Connections", "People", "Audit", "Settings"];

test("a wrong password gives a sentence and keeps the address that was typed", async ({ page }) => {
  const { email } = demoPerson("admin");
  await page.goto("/sign-in");
  await fillSignIn(page, email, "not-the-password");
  await expect(page.getByRole("alert").filter({ hasText: /password/i })).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(email);
  await expect(page).toHaveURL(/\/sign-in/);
});

test("somebody signed out comes back to the page they asked for", async ({ page }) => {
  const { email, password } = demoPerson("admin");
  await page.goto("/audit?action=auth.sign_in");
  await expect(page).toHaveURL(/\/sign-in\?to=/);
  await fillSignIn(page, email, password);
  await expect(page).toHaveURL(/\/audit\?action=auth\.sign_in$/);
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
});

test("the way back after a sign-in never leads to another site", async ({ page, baseURL }) => {
  const { email, password } = demoPerson("viewer");
  await page.goto("/sign-in?to=//example.com/phish");
  await fillSignIn(page, email, password);
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? "").origin);
});

test("choosing a demo person fills the form, and signing out ends the session on the server", async ({
  page,
  context,
}) => {
  const { name } = demoPerson("marketer");
  await page.goto("/sign-in");
  await page.getByRole("button", { name: new RegExp(name) }).click();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const cookies = await context.cookies();

  await page.getByRole("button", { name: `Menu of ${name}` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);

  // The cookie of before, kept by somebody, opens nothing any more.
  await context.addCookies(cookies);
  expect((await page.request.get("/api/locations")).status()).toBe(401);
  await page.goto("/overview");
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a viewer sees no admin page in the menu and is turned away from their addresses", async ({ page }) => {
  await signInAs(page, "viewer");
  const pages = page.getByRole("navigation", { name: "Pages" });
  await expect(pages.getByRole("link", { name: "Overview" })).toBeVisible();
  for (const name of ADMIN_PAGES) await expect(pages.getByRole("link", { name })).toHaveCount(0);
  for (const path of ["/people", "/audit", "/connections"]) {
    await page.goto(path);
    await expect(page.getByText("Your role does not open this page"), path).toBeVisible();
    await expect(page, path).toHaveURL(/\/overview$/);
  }
});

test("without a sign-in the API answers 401, with another origin 403, each with a sentence", async ({
  page,
  request,
}) => {
  for (const path of ["/api/locations", "/api/snapshots", "/api/imports", "/api/people"]) {
    const answer = await request.get(path);
    expect(answer.status(), path).toBe(401);
    expect(await answer.json()).toMatchObject({ error: { code: expect.any(String), message: /\w+/ } });
  }
  await signInAs(page, "admin");
  const foreign = await page.request.post("/api/locations/sync", {
    headers: { origin: "https://evil.example" },
    data: {},
  });
  expect(foreign.status()).toBe(403);
});
