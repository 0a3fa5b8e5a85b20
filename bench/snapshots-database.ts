import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { startEmbeddedServer } from "@/db/embedded/server";
import { createDatabase, migrateDatabase } from "@/db/migrate";
import { FULL_SCALE, seedScale } from "./seed-scale";

export type BenchDatabase = { url: string; client: pg.Client; close: () => Promise<void> };

/** A fresh migrated database on a durable server of its own, as the product runs it; gone with `close`. */
export async function openBenchDatabase(): Promise<BenchDatabase> {
  const dataDir = await mkdtemp(join(tmpdir(), "2chat-bench-"));
  const bench = await openIn(dataDir, "bench");
  const close = async () => {
    await bench.close();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { ...bench, close };
}

/**
 * A database filled to the size the targets are stated for; BENCH_LOCATIONS makes it smaller. With BENCH_DATA_DIR it stays
 * there, and the next bench of this size and these migrations finds it filled: a bench leaves the snapshots as they were.
 */
export async function openSeededDatabase(): Promise<BenchDatabase & { locations: number }> {
  const locations = Number(process.env.BENCH_LOCATIONS ?? FULL_SCALE.locations);
  const kept = process.env.BENCH_DATA_DIR;
  if (kept) await mkdir(kept, { recursive: true });
  const bench = kept
    ? await openIn(kept, `bench_${locations}_${await migrationsHash()}`)
    : await openBenchDatabase();
  const { rows } = await bench.client.query("select to_regclass('bench_seeded') is not null as seeded");
  if (!rows[0].seeded) {
    // What an earlier bench left half filled.
    await bench.client.query(
      `truncate companies, locations, accounts, activity_snapshots, mirrored_posts, location_days, company_platform_days cascade`,
    );
    const started = performance.now();
    const count = await seedScale(bench.client, { ...FULL_SCALE, locations });
    await bench.client.query("create table bench_seeded ()");
    const seconds = (performance.now() - started) / 1000;
    console.log(`seeded ${count.toLocaleString("en-GB")} snapshots in ${seconds.toFixed(1)} s`);
  }
  return { ...bench, locations };
}

async function openIn(dataDir: string, name: string): Promise<BenchDatabase> {
  // The server may run as another user than we do.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedServer({ dataDir });
  await createDatabase(server.url("postgres"), name);
  const url = server.url(name);
  await migrateDatabase(url);
  const client = new pg.Client({ connectionString: url, options: "-c timezone=UTC" });
  await client.connect();
  return {
    url,
    client,
    close: async () => {
      await client.end();
      await server.stop();
    },
  };
}

async function migrationsHash(): Promise<string> {
  const hash = createHash("sha256");
  for (const name of (await readdir("db/migrations")).filter((file) => file.endsWith(".sql")).sort()) {
    hash.update(await readFile(join("db/migrations", name)));
  }
  return hash.digest("hex").slice(0, 12);
}
