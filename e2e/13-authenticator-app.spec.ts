import type { Page } from "@playwright/test";
import { stepOf, totpCode } from "@/lib/auth/totp";
import { demoPerson, fillSignIn } from "./support/people";
import { expect, test } from "./support/test";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const { email, password, name } = demoPerson("admin", "Southbank Studio");

/** The key as an authenticator app reads it. */
function bytesOf(base32: string): Buffer {
  const bits = [...base32].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

async function enter(page: Page, code: string) {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await fillSignIn(page, email, password);
  await page.getByLabel("Code").fill(code);
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
}

test("an authenticator app is set up, asked for, lost, and replaced by a recovery code", async ({ page }) => {
  await page.goto("/account");
  await fillSignIn(page, email, password);
  await page.getByRole("button", { name: "Set up an authenticator app" }).click();
  await expect(page.getByAltText("QR code for your authenticator app")).toBeVisible();
  const key = bytesOf((await page.locator("code").first().textContent()) ?? "");
  const first = page.getByLabel("Code the app shows now");
  await first.fill("000000");
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "does not fit" })).toBeVisible();
  await expect(first).toHaveValue("000000");
  const spent = totpCode(key, stepOf(new Date()));
  await first.fill(spent);
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toBeVisible();
  const codes = await page.locator("li.font-mono, ul.font-mono li").allTextContents();
  expect(codes).toHaveLength(10);

  // The code that turned it on is spent; the next one works, and a clock half a minute off does no harm.
  await enter(page, spent);
  await expect(page.getByRole("alert").filter({ hasText: "used already" })).toBeVisible();
  await page.getByLabel("Code").fill(totpCode(key, stepOf(new Date()) + 1));
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("button", { name: `Menu of ${name}` })).toBeVisible();

  const lifeline = codes[0] ?? "";
  await enter(page, lifeline.toUpperCase().replaceAll("-", " "));
  await expect(page.getByRole("button", { name: `Menu of ${name}` })).toBeVisible();
  await enter(page, lifeline);
  await expect(page.getByRole("alert").filter({ hasText: "used already" })).toBeVisible();
  await page.getByLabel("Code").fill(codes[1] ?? "");
  await page.getByRole("button", { name: "Confirm", exact: true }).click();
  await expect(page.getByRole("button", { name: `Menu of ${name}` })).toBeVisible();

  await page.goto("/account");
  await expect(page.getByText("8 recovery codes left")).toBeVisible();
  await page.getByRole("button", { name: "Turn off", exact: true }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Turn off" }).click();
  await expect(page.getByRole("button", { name: "Set up an authenticator app" })).toBeVisible();
});
