import type { Page } from "@playwright/test";
import { demoPerson, signInAs } from "./support/people";
import { expect, test } from "./support/test";

/** A phone's authenticator inside the browser: it answers by itself, with the person checked. */
async function addAuthenticator(page: Page) {
  const client = await page.context().newCDPSession(page);
  await client.send("WebAuthn.enable");
  await client.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

async function confirmWithPassword(page: Page, password: string) {
  const dialog = page.getByRole("dialog", { name: "Confirm it is you" });
  await dialog.getByLabel("Your password").fill(password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
}

async function addPasskey(page: Page, name: string) {
  await page.getByRole("button", { name: "Add passkey" }).click();
  await page.getByLabel("Name of the passkey").fill(name);
  await page.getByRole("button", { name: "Go on with the device" }).click();
  await expect(page.getByText(name, { exact: true })).toBeVisible();
}

test("a role that must have a second factor sees only the account until a passkey is added", async ({
  browser,
  baseURL,
}) => {
  const admin = await browser.newPage({ baseURL });
  await signInAs(admin, "admin", "/account");
  await addAuthenticator(admin);
  await addPasskey(admin, "Office key");
  await expect(admin.getByRole("heading", { name: "Recovery codes" })).toBeVisible();

  await admin.goto("/settings");
  await admin.getByRole("checkbox", { name: /^Viewers/ }).click();
  const security = admin.locator("form").filter({ hasText: "Ask it of" });
  await security.getByRole("button", { name: "Save" }).click();
  await expect(security.getByText("Saved.")).toBeVisible();

  const viewer = await browser.newPage({ baseURL });
  const { email, password } = demoPerson("viewer");
  await viewer.goto("/snapshots");
  await viewer.getByLabel("E-mail").fill(email);
  await viewer.getByLabel("Password").fill(password);
  await viewer.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(viewer).toHaveURL(/\/account\?needed=factor/);
  await expect(viewer.getByText("A second factor is asked of you")).toBeVisible();
  expect((await viewer.request.get("/api/locations")).status()).toBe(403);
  await viewer.goto("/overview");
  await expect(viewer).toHaveURL(/\/account/);

  await addAuthenticator(viewer);
  await addPasskey(viewer, "My phone");
  await expect(viewer.getByText("A second factor is asked of you")).toBeHidden();
  await viewer.goto("/overview");
  await expect(viewer.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();

  // The password alone is not enough from now on; the passkey alone is.
  await viewer.context().clearCookies();
  await viewer.goto("/sign-in");
  await viewer.getByLabel("E-mail").fill(email);
  await viewer.getByLabel("Password").fill(password);
  await viewer.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(viewer.getByLabel("Code")).toBeVisible();
  await viewer.getByRole("button", { name: "Use a passkey" }).click();
  await expect(viewer.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();

  // An admin helps somebody who lost it, which signs them out; then the demand is lifted again.
  await admin.goto("/people");
  await admin.getByRole("button", { name: `Actions for ${demoPerson("viewer").name}` }).click();
  await admin.getByRole("menuitem", { name: "Reset second factor" }).click();
  await admin.getByRole("button", { name: "Reset", exact: true }).click();
  await expect(admin.getByRole("alertdialog")).toBeHidden();
  expect((await viewer.request.get("/api/account/devices")).status()).toBe(401);
  await admin.goto("/settings");
  await admin.getByRole("checkbox", { name: /^Viewers/ }).click();
  await admin.locator("form").filter({ hasText: "Ask it of" }).getByRole("button", { name: "Save" }).click();
  await expect(admin.getByText("Saved.")).toBeVisible();

  await admin.goto("/account");
  await admin.getByRole("button", { name: "Remove Office key" }).click();
  await admin.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(admin.getByText("No passkey yet")).toBeVisible();
  await admin.close();
  await viewer.close();
});

test("a passkey signs in without a password, and confirms a sensitive action", async ({ page }) => {
  const { name, password } = demoPerson("marketer");
  await signInAs(page, "marketer", "/account");
  await addAuthenticator(page);
  await page.getByRole("button", { name: "Add passkey" }).click();
  await page.getByLabel("Name of the passkey").fill("Laptop");
  await page.getByRole("button", { name: "Go on with the device" }).click();
  // The session may be older than five minutes by now: then the product asks first.
  const added = page.getByText("Laptop", { exact: true });
  const proof = page.getByRole("dialog", { name: "Confirm it is you" });
  await expect(added.or(proof)).toBeVisible();
  if (await proof.isVisible()) await confirmWithPassword(page, password);
  await expect(added).toBeVisible();

  await page.context().clearCookies();
  await page.goto("/sign-in?to=/imports");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/imports$/);
  await expect(page.getByRole("button", { name: `Menu of ${name}` })).toBeVisible();

  await page.goto("/account");
  await page.getByRole("button", { name: "Remove Laptop" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("No passkey yet")).toBeVisible();
});
