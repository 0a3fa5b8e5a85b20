import { hash } from "@node-rs/argon2";
import pg from "pg";
import { COMPANY, FULL_SCALE, seedScale } from "@/bench/seed-scale";
import { startEmbeddedServer } from "@/db/embedded/server";
import { createDatabase, migrateDatabase } from "@/db/migrate";
import { newId } from "@/db/new-id";
import { migrateQueue } from "@/lib/jobs/queue";
import { takeLock } from "./launch/lock";
import { dataDirectory, loadSettingsFile } from "./launch/settings";
import { runningUrl } from "./launch/with-database";

const EMAIL = "admin@scale.example";
const PASSWORD = "demo-scale";

/** Adds the agency to the demo's database, running or not, or to that of DATABASE_URL. Only ever beside the sandbox. */
export async function seedScaleCommand(args: string[]): Promise<void> {
  loadSettingsFile();
  if (process.env.UPSTREAM_BASE_URL) {
    throw new Error(
      "UPSTREAM_BASE_URL is set: made-up figures are not put beside real ones. Unset it to fill a demo.",
    );
  }
  const locations = args[0] === undefined ? FULL_SCALE.locations : Number(args[0]);
  if (!Number.isInteger(locations) || locations < 1 || locations > 10_000) {
    throw new Error("Say how many locations, 1 to 10,000: npm run seed:scale 1000");
  }
  const undo: (() => Promise<void> | void)[] = [];
  try {
    const url = process.env.DATABASE_URL || runningUrl() || (await startForTheMoment(undo));
    await migrateDatabase(url);
    await migrateQueue(url);
    const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC" });
    await client.connect();
    undo.push(() => client.end());
    await fill(client, locations);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

async function startForTheMoment(undo: (() => Promise<void> | void)[]): Promise<string> {
  const dataDir = dataDirectory();
  undo.push(takeLock(dataDir));
  const server = await startEmbeddedServer({ dataDir });
  undo.push(server.stop);
  await createDatabase(server.url("postgres"), "twochat");
  return server.url("twochat");
}

async function fill(client: pg.Client, locations: number): Promise<void> {
  const { rows } = await client.query("select 1 from companies where id = $1", [COMPANY]);
  if (rows.length > 0) {
    throw new Error(
      `This database has the agency already: sign in as ${EMAIL}, or start with another DATA_DIR.`,
    );
  }
  const started = performance.now();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const total = await seedScale(
    client,
    { ...FULL_SCALE, locations },
    {
      lastDay: yesterday,
      onProgress: (days) => console.log(`${days} of ${FULL_SCALE.days} days`),
    },
  );
  const userId = newId();
  await client.query(
    "insert into users (id, email, name, password_hash) values ($1, $2, 'Scale Admin', $3)",
    [userId, EMAIL, await hash(PASSWORD)],
  );
  await client.query(
    "insert into memberships (company_id, user_id, role, all_locations) values ($1, $2, 'admin', true)",
    [COMPANY, userId],
  );
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(
    `${total.toLocaleString("en-GB")} snapshots in ${seconds} s. Sign in as ${EMAIL} with ${PASSWORD}.`,
  );
}
