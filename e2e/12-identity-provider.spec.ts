import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startIdentityProvider } from "./support/identity-provider";
import { demoPerson } from "./support/people";
import { E2E_PORT, E2E_SANDBOX_PORT } from "./support/places";
import { type Product, startProduct } from "./support/product";
import { expect, test } from "./support/test";

// A product of its own: its settings name an identity provider.
const port = E2E_PORT + 60;
test.use({ baseURL: `http://localhost:${port}` });

const client = { id: "2chat", secret: "a-secret-for-the-journey" };
const { email, name } = demoPerson("marketer");
const SIGN_IN = "Sign in with Northwind ID";

let provider: Awaited<ReturnType<typeof startIdentityProvider>>;
let product: Product;
let dataDir = "";

test.beforeAll(async () => {
  provider = await startIdentityProvider(client);
  dataDir = await mkdtemp(join(tmpdir(), "2chat-e2e-oidc-"));
  product = await startProduct({
    port,
    sandboxPort: E2E_SANDBOX_PORT + 60,
    dataDir,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: "Northwind ID",
    },
  });
});
test.afterAll(async () => {
  await product?.stop();
  await provider?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test("who was added here comes in through the identity provider, to the page they asked for", async ({
  page,
}) => {
  provider.is({ sub: "marketer-1", email, email_verified: true, name });
  await page.goto("/posts");
  await page.getByRole("button", { name: SIGN_IN }).click();
  await expect(page).toHaveURL(/\/posts$/);
  await expect(page.getByRole("button", { name: `Menu of ${name}` })).toBeVisible();
  const cookies = await page.context().cookies();
  expect(JSON.stringify(cookies)).not.toContain(email);
});

test("nobody else comes in: not added, unverified, another person with the address, refused there", async ({
  page,
}) => {
  const cases = [
    [{ sub: "x", email: "stranger@elsewhere.example", email_verified: true, name: "X" }, /invited here/],
    [{ sub: "y", email: demoPerson("admin").email, email_verified: false, name: "Y" }, /invited here/],
    // The first journey linked the address to marketer-1: an address that changed hands opens nothing.
    [{ sub: "marketer-2", email, email_verified: true, name }, /invited here/],
    [null, /did not succeed/],
  ] as const;
  for (const [claims, sentence] of cases) {
    provider.is(claims);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: SIGN_IN }).click();
    await expect(page.getByRole("alert").filter({ hasText: sentence })).toBeVisible();
    expect((await page.request.get("/api/locations")).status()).toBe(401);
  }
});
