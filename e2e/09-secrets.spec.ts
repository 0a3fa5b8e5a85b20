import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { APIRequestContext, Page } from "@playwright/test";
import pg from "pg";
import { createVault } from "@/lib/connections/vault";
import { readKeyFile } from "@/lib/connections/vault-keys";
import { createSearch } from "@/lib/testing/canary";
import { runningUrl } from "@/scripts/launch/with-database";
import { addressOf, PAGES } from "./support/pages";
import { signInAs } from "./support/people";
import { E2E_PORT, E2E_SANDBOX_PORT } from "./support/places";
import { type Product, startProduct } from "./support/product";
import { askSandbox, sandboxState } from "./support/sandbox";
import { expect, test } from "./support/test";

// A product of its own: its log at debug level is read, and its data folder is known.
const port = E2E_PORT + 70;
const url = `http://localhost:${port}`;
test.use({ baseURL: url });

let folder = "";
let logFile = "";
let product: Product;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "2chat-e2e-secrets-"));
  await chmod(folder, 0o755);
  logFile = join(folder, "product.log");
  product = await startProduct({
    port,
    sandboxPort: E2E_SANDBOX_PORT + 70,
    dataDir: join(folder, "data"),
    env: { LOG_LEVEL: "debug" },
    logFile,
  });
});
test.afterAll(async () => {
  await product?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function send<T>(request: APIRequestContext, path: string, data: unknown): Promise<T> {
  const answer = await request.post(path, { data, headers: { origin: url } });
  expect(answer.ok(), `${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  return (await answer.json()) as T;
}

async function withDatabase<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: runningUrl(join(folder, "data")) ?? "" });
  await client.connect();
  try {
    return await run(client);
  } finally {
    await client.end();
  }
}

type Sealed = {
  id: string;
  company_id: string;
  wrapped_data_key: string;
  access_ciphertext: string;
  refresh_ciphertext: string | null;
};

/** Every token in the vault, opened with the product's own key. */
async function storedTokens(): Promise<string[]> {
  const vault = createVault(readKeyFile(join(folder, "data", "vault.key")));
  const { rows } = await withDatabase((client) => client.query<Sealed>("select * from credentials"));
  return rows.flatMap((row) => {
    const opened = vault.open(
      { companyId: row.company_id, rowId: row.id },
      {
        wrappedDataKey: row.wrapped_data_key,
        accessCiphertext: row.access_ciphertext,
        refreshCiphertext: row.refresh_ciphertext,
        previousCiphertext: null,
      },
    );
    return [opened.accessToken, ...(opened.refreshToken === null ? [] : [opened.refreshToken])];
  });
}

/** Files below a folder that hold one of the forms, whatever they are. */
async function filesWith(forms: readonly string[], where: string): Promise<string[]> {
  const patterns = join(folder, "patterns.txt");
  await writeFile(patterns, `${forms.join("\n")}\n`);
  try {
    const found = execFileSync("grep", ["-rlaiF", "-f", patterns, where], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
    });
    return found.trim().split("\n");
  } catch (error) {
    // grep's way to say that there is nothing.
    if (error instanceof Error && "status" in error && error.status === 1) return [];
    throw error;
  }
}

/** Brings a token of each kind into the vault and answers all that must never be seen. */
async function plant(page: Page): Promise<{ secrets: string[]; locationId: string }> {
  await signInAs(page, "admin", "/connections");
  await page.getByRole("button", { name: "Connect agency" }).click();
  await page.getByRole("button", { name: "Allow" }).click();
  await expect(page.getByText("The token was tried and stored")).toBeVisible();
  const { request } = page;
  const { locations } = await sandboxState(product.sandboxUrl);
  const locationId = locations.find(({ active }) => active)?.id ?? "";
  const pasted = await askSandbox<{ accessToken: string }>(
    "/tokens",
    { userType: "Company", kind: "key" },
    product.sandboxUrl,
  );
  await send(request, "/api/connections/api-keys", { label: "Warehouse", key: pasted.accessToken });
  const script = await send<{ secret: string }>(request, "/api/people/keys", {
    name: "Night script",
    scopes: ["snapshots.read"],
    allLocations: true,
    expiresInDays: 30,
  });
  expect((await request.get(`/api/locations/${locationId}/accounts`)).status()).toBe(200);
  const tokens = await storedTokens();
  expect(tokens).toContain(pasted.accessToken);
  expect(tokens.length).toBeGreaterThan(4);
  const cookie = (await page.context().cookies()).find(({ name }) => name.endsWith("2chat-session"));
  const kept = await Promise.all(
    ["session.secret", "postgres.password"].map((name) => readFile(join(folder, "data", name), "utf8")),
  );
  const keys = readKeyFile(join(folder, "data", "vault.key")).map(({ key }) => key.toString("base64"));
  const secrets = [
    ...tokens,
    script.secret,
    cookie?.value ?? "",
    ...kept.map((text) => text.trim()),
    ...keys,
  ];
  expect(secrets.filter((secret) => secret.length < 16)).toEqual([]);
  return { secrets, locationId };
}

test("no secret is in a page, a payload, a download, an error, the log, the build or the database", async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { secrets, locationId } = await plant(page);
  const search = createSearch(secrets);
  const leaky: string[] = [];
  let read = 0;
  const look = (where: string, text: string) => {
    read += 1;
    if (search(text).length > 0) leaky.push(where);
  };

  const { request } = page;
  const ask = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await request.get(path, { headers });
    look(`${path} ${JSON.stringify(headers)}`, `${JSON.stringify(answer.headers())}\n${await answer.text()}`);
    return answer;
  };

  for (const template of PAGES) {
    const path = await addressOf(page, template, product.sandboxUrl);
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    look(`${path} as it stands`, await page.content());
    const html = await ask(path);
    expect(html.headers()["content-type"]).toContain("text/html");
    const payload = await ask(path, { RSC: "1" });
    expect(payload.headers()["content-type"], path).toContain("text/x-component");
  }

  const days = "from=2026-01-01&to=2026-12-31";
  for (const download of [
    "/api/audit/export?format=csv",
    "/api/audit/export?format=json",
    `/api/snapshots/export.csv?${days}`,
    `/api/snapshots/export.jsonl?${days}`,
    `/api/posts/export?locationId=${locationId}&format=basic`,
    "/api/openapi.json",
    "/api/connections",
    "/api/people/keys",
    "/api/alerts",
    "/api/audit?limit=200",
  ])
    expect((await ask(download)).status(), download).toBe(200);

  const accounts = `/api/upstream/social-media-posting/${locationId}/accounts`;
  const faults = [
    { kind: "status", status: 500 },
    { kind: "status", status: 400, body: { statusCode: 400, message: "Refused" } },
    { kind: "html" },
    { kind: "truncated" },
    { kind: "reset-before" },
  ];
  for (const fault of faults) {
    // Enough for everybody who asks, and for every time they ask again.
    await askSandbox("/faults", { operation: "get-account", count: 200, ...fault }, product.sandboxUrl);
    expect((await ask(accounts)).status(), fault.kind).toBeGreaterThanOrEqual(400);
    await fetch(`${product.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
  }
  await ask("/api/no/such/route");
  await ask("/api/connections/callback?code=made-up&state=made-up");
  const broken = await request.post("/api/connections/api-keys", {
    headers: { origin: url, "content-type": "application/json" },
    data: Buffer.from(`{"label":"Half`),
  });
  look("half a body", await broken.text());
  const wrongKey = await request.get("/api/locations", {
    headers: { authorization: `Bearer 2cs_${"x".repeat(43)}` },
  });
  look("a wrong key", await wrongKey.text());

  await withDatabase(async (client) => {
    const tables = await client.query<{ name: string }>(
      `select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    expect(tables.rows.length).toBeGreaterThan(30);
    for (const { name } of tables.rows) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
      look(`table ${name}`, rows.map(({ row }) => row).join("\n"));
    }
  });

  const log = await readFile(logFile, "utf8");
  expect(log.includes("upstream call failed")).toBe(true);
  look("the log", log);

  expect(await filesWith(search.forms, process.env.NEXT_DIST_DIR ?? ".next")).toEqual([]);
  expect(read).toBeGreaterThan(80);
  expect(leaky).toEqual([]);
});

test("the same search finds a secret that does leak: in an answer, a payload and a file", async ({
  page,
}) => {
  const { accessToken } = await askSandbox<{ accessToken: string }>(
    "/tokens",
    { userType: "Company" },
    product.sandboxUrl,
  );
  const search = createSearch([accessToken]);
  await page.route("**/api/leaky", (route) =>
    route.fulfill({ json: { debug: Buffer.from(`{"was":"${accessToken}"}`).toString("base64") } }),
  );
  await page.goto("/sign-in");
  const answer = await page.evaluate(async () => (await fetch("/api/leaky")).text());
  expect(search(answer)).not.toEqual([]);
  const built = join(folder, "built");
  await mkdir(built, { recursive: true });
  const file = join(built, "chunk.js");
  await writeFile(file, `const hidden="${Buffer.from(accessToken).toString("hex")}";`);
  expect(await filesWith(search.forms, built)).toEqual([file]);
});
