import { demoPerson, signInAs } from "./support/people";
import { expect, test } from "./support/test";

const REPORT = "Autumn at a glance";

test("a report leaves as a PDF, a workbook, and a link that opens on a phone without a sign-in", async ({
  page,
  browser,
  baseURL,
}) => {
  await signInAs(page, "marketer", "/snapshots");
  await page.getByRole("button", { name: "Export" }).click();
  const pdfAddress = (await page.getByRole("menuitem", { name: "Report as PDF" }).getAttribute("href")) ?? "";
  const pdf = await page.request.get(pdfAddress);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");
  await page.getByRole("menuitemradio", { name: "Excel" }).click();
  const sheetAddress = (await page.getByRole("menuitem", { name: /^Snapshots/ }).getAttribute("href")) ?? "";
  expect((await (await page.request.get(sheetAddress)).body()).subarray(0, 2).toString()).toBe("PK");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this report" });
  await dialog.getByLabel("Name").fill(REPORT);
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = (await dialog.getByText(/\/r\//).textContent()) ?? "";
  const phone = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL });
  const reader = await phone.newPage();
  await reader.goto(link);
  await expect(reader.getByRole("heading", { level: 1, name: REPORT })).toBeVisible();
  expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect((await reader.request.get("/api/locations")).status()).toBe(401);
  await phone.close();
});

test("a weekly report is tried out; without a mail server it lies in the outbox as .eml with the PDF", async ({
  page,
}) => {
  await signInAs(page, "marketer", "/snapshots");
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share this report" });
  await dialog.getByRole("tab", { name: "E-mail" }).click();
  await dialog.getByLabel("Name").fill(REPORT);
  await dialog.getByLabel("Recipients").fill("client@example.com, not an address");
  await dialog.getByRole("button", { name: "Make the schedule" }).click();
  await expect(dialog.getByLabel("Recipients")).toHaveAttribute("aria-invalid", "true");
  await expect(dialog.getByLabel("Recipients")).toHaveValue("client@example.com, not an address");
  await dialog.getByLabel("Recipients").fill("client@example.com");
  await dialog.getByRole("button", { name: "Make the schedule" }).click();
  await expect(dialog.getByText("The schedule is made.")).toBeVisible();

  await page.goto("/delivery");
  await page.getByRole("button", { name: `Actions for ${REPORT}` }).click();
  await page.getByRole("menuitem", { name: "Send me a test now" }).click();
  await expect(page.getByText(/lies in the outbox/)).toBeVisible();

  await signInAs(page, "admin", "/delivery/outbox");
  const download = page.getByRole("link", { name: new RegExp(`^Download .*${REPORT}`) }).first();
  const eml = await page.request.get((await download.getAttribute("href")) ?? "");
  const text = await eml.text();
  expect(text).toContain(`To: ${demoPerson("marketer").email}`);
  expect(text).toContain("Content-Type: application/pdf");
  expect(text.replace(/\s/g, "")).toContain(Buffer.from("%PDF-1.").toString("base64").slice(0, 8));
});

test("a feed token reads the snapshots and nothing else, until it is revoked", async ({ page, request }) => {
  await signInAs(page, "admin", "/delivery/feed");
  await page.getByRole("button", { name: "Add token" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a feed token" });
  await dialog.getByLabel("Name").fill("Warehouse");
  await dialog.getByRole("button", { name: "Add token" }).click();
  const made = page.getByRole("dialog", { name: "Your new feed token" });
  const proof = page.getByRole("dialog", { name: "Confirm it is you" });
  await expect(made.or(proof)).toBeVisible();
  if (await proof.isVisible()) {
    await proof.getByLabel("Your password").fill(demoPerson("admin").password);
    await proof.getByRole("button", { name: "Confirm" }).click();
  }
  const address = await made.getByRole("textbox", { name: "Ready address" }).inputValue();
  const first = await request.get(address);
  expect(first.status()).toBe(200);
  const rows = (await first.text()).trim().split("\n");
  expect(rows.length).toBeGreaterThan(1);
  const cursor = first.headers()["x-feed-cursor"] ?? "";
  const rest = await request.get(`${address}&since=${encodeURIComponent(cursor)}`);
  expect((await rest.text()).trim().split("\n").length).toBeLessThan(rows.length);
  const secret = await made.getByRole("textbox", { name: "Token" }).inputValue();
  const elsewhere = await request.get("/api/locations", { headers: { authorization: `Bearer ${secret}` } });
  expect(elsewhere.status()).toBe(401);
  await made.getByRole("button", { name: "Done" }).click();

  await page.getByRole("button", { name: "Revoke Warehouse" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke token" }).click();
  await expect(page.getByRole("alertdialog")).toBeHidden();
  expect((await request.get(address)).status()).toBe(401);
});
