import { type Cookie, expect, type Page } from "@playwright/test";
import { DEMO_PEOPLE } from "@/db/seed/demo";

export type DemoRole = "admin" | "marketer" | "viewer";

const sessions = new Map<string, Cookie[]>();

/** A demo person of a role, by default of the agency that the sandbox is about. */
export function demoPerson(role: DemoRole, company = "Northwind Agency") {
  const person = DEMO_PEOPLE.find((one) => one.role === role && one.company === company);
  if (!person) throw new Error(`the demo has no ${role} of ${company}`);
  return person;
}

/** Fills and sends the sign-in form, wherever the page stands now. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Opens a page as somebody of the demo: through the form once, with that session from then on. */
export async function signInAs(page: Page, role: DemoRole, path = "/overview", company?: string) {
  const { email, password } = demoPerson(role, company);
  await page.context().clearCookies();
  await page.context().addCookies(sessions.get(email) ?? []);
  await page.goto(path);
  // No session yet, or one of another product: the page sends us to the form and back.
  if (new URL(page.url()).pathname === "/sign-in") {
    await fillSignIn(page, email, password);
    await page.waitForURL((url) => url.pathname + url.search === path);
    sessions.set(email, await page.context().cookies());
  }
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}
