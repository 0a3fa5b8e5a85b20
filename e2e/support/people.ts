import { expect, type Page } from "@playwright/test";
import { DEMO_PEOPLE } from "@/db/seed/demo";

export type DemoRole = "admin" | "marketer" | "viewer";

/** Northwind's demo person of a role. */
export function demoPerson(role: DemoRole) {
  const person = DEMO_PEOPLE.find((one) => one.role === role && one.company === "Northwind Agency");
  if (!person) throw new Error(`the demo has no ${role}`);
  return person;
}

/** Fills and sends the sign-in form, wherever the page stands now. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Opens a page as somebody of the demo, through the sign-in form. */
export async function signInAs(page: Page, role: DemoRole, path = "/overview"): Promise<void> {
  const person = demoPerson(role);
  await page.goto(`/sign-in?to=${encodeURIComponent(path)}`);
  await fillSignIn(page, person.email, person.password);
  await page.waitForURL((url) => url.pathname + url.search === path);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}
