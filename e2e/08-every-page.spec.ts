import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { addressOf, PAGES } from "./support/pages";
import { signInAs } from "./support/people";
import { sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

const SIZES = [
  { name: "desktop", width: 1440, height: 900 },
  { name: "phone", width: 390, height: 844 },
] as const;
const THEMES = ["light", "dark"] as const;

/** What axe finds on the page as it stands. Nothing here is in frames, so it needs no second page to sum up in. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const { violations: found } = await (rules ? axe.withRules(rules) : axe).analyze();
  return found.map(
    ({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map(({ html }) => html.slice(0, 160)).join("\n  ")}`,
  );
}

async function settled(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main").getByRole("status", { name: /^Loading|^Connections$/ })).toHaveCount(0);
}

async function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

for (const template of PAGES) {
  test(`${template} is accessible and fits, on desktop and phone, in light and dark`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signInAs(page, "admin", "/account");
    await page.goto(await addressOf(page, template));
    const problems: string[] = [];
    for (const size of SIZES) {
      await page.setViewportSize(size);
      await settled(page);
      const over = await sidewaysScroll(page);
      if (over > 0) problems.push(`${size.name}: scrolls sideways by ${over} px`);
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        // The other theme is the same page in other colours.
        const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
        for (const found of await violations(page, rules))
          problems.push(`${size.name}, ${colorScheme}: ${found}`);
      }
    }
    expect(problems).toEqual([]);
  });
}

test("the pages before a sign-in are accessible in both themes", async ({ page }) => {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    for (const path of ["/sign-in", "/set-password#not-a-link"]) {
      await page.goto(path);
      await settled(page);
      expect(await violations(page), `${path} in ${theme}`).toEqual([]);
    }
  }
});

test("an address without a page names itself, answers 404 and offers ways on", async ({ page }) => {
  await signInAs(page, "viewer");
  const answer = await page.goto("/snapshotz/2026");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { name: "There is nothing at this address" })).toBeVisible();
  await expect(page.getByText("/snapshotz/2026")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Posts" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Posts" })).toBeVisible();
});

test("⌘K finds a page, a location and an action by keyboard alone", async ({ page }) => {
  const { locations } = await sandboxState();
  const location = locations.find(({ active }) => active);
  await signInAs(page, "admin");
  await page.keyboard.press("ControlOrMeta+k");
  const menu = page.getByRole("dialog", { name: "Search or run a command" });
  await expect(menu.getByRole("combobox")).toBeFocused();
  await page.keyboard.type(location?.name ?? "");
  await expect(menu.getByRole("option").filter({ hasText: location?.name })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: location?.name })).toBeVisible();
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("Audit");
  await expect(menu.getByRole("option", { name: "Audit" })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Audit" })).toBeVisible();
});

test("the help explains the terms", async ({ page }) => {
  await signInAs(page, "viewer");
  await page.getByRole("link", { name: "Help and terms" }).click();
  const help = page.getByRole("dialog");
  for (const term of ["OAuth", "endpoint", "CSV", "scope"]) {
    await expect(help.getByText(new RegExp(term, "i")).first()).toBeVisible();
  }
});

test("health and the API description answer", async ({ page, request }) => {
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toMatchObject({ status: "ok" });
  await signInAs(page, "admin");
  const description = await page.request.get("/api/openapi.json");
  const { openapi, paths } = (await description.json()) as {
    openapi: string;
    paths: Record<string, unknown>;
  };
  expect(openapi).toMatch(/^3\./);
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining(["/api/snapshots", "/api/imports", "/api/posts/bulk-delete"]),
  );
});
