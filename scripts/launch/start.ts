import { openDatabase } from "@/db/client";
import { startEmbeddedServer } from "@/db/embedded/server";
import { createDatabase, migrateDatabase } from "@/db/migrate";
import { DEMO_PEOPLE, seedDemo } from "@/db/seed/demo";
import { createFirstRunCode } from "@/lib/auth/create-first-run-code";
import { env, parseEnv } from "@/lib/env";
import { migrateQueue } from "@/lib/jobs/queue";
import { build, hasBuild } from "./build";
import { type Child, startChild } from "./children";
import { takeLock } from "./lock";
import { requireFreePort } from "./ports";
import { dataDirectory, fillDemoSecrets, isDemo, loadSettingsFile } from "./settings";
import { WEB_PROCESS } from "./web-process";

const DATABASE = "twochat";

/**
 * The whole product with one command: build, database, migrations, demo people, sandbox, worker, web. Everything started
 * is ended in the opposite order on Ctrl-C and SIGTERM. `--no-build` trusts the build that is there.
 */
export async function start(args: string[]): Promise<void> {
  const undo: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> => {
    ending ??= (async () => {
      for (const step of undo.reverse()) await Promise.resolve(step()).catch(() => undefined);
      process.exit(code);
    })();
    return ending;
  };
  process.on("SIGINT", () => void end(0));
  process.on("SIGTERM", () => void end(0));
  process.on("SIGHUP", () => void end(0));
  try {
    await launch(args, undo, (sentence) => {
      console.error(sentence);
      void end(1);
    });
  } catch (error) {
    if (!ending) console.error(error instanceof Error ? error.message : String(error));
    await end(1);
  }
}

async function launch(
  args: string[],
  undo: (() => Promise<void> | void)[],
  onGivenUp: (sentence: string) => void,
) {
  loadSettingsFile();
  const dataDir = dataDirectory();
  undo.push(takeLock(dataDir));
  const notes = fillDemoSecrets();
  const embedded = !process.env.DATABASE_URL;
  // A stand-in until the server runs: settings are checked before anything is started.
  if (embedded) process.env.DATABASE_URL = "postgresql://starting@127.0.0.1/starting";
  const { PORT, HOST, SANDBOX_PORT } = parseEnv(process.env);
  await requireFreePort(PORT, HOST, "PORT");
  if (isDemo()) await requireFreePort(SANDBOX_PORT, "127.0.0.1", "SANDBOX_PORT");

  if (!args.includes("--no-build") && !hasBuild()) {
    console.log("Building, about a minute; only when the code has changed.");
    await build();
  }
  for (const file of notes) console.log(`Made ${file} (only this user can read it; keep it with the data).`);
  if (embedded) {
    const server = await startEmbeddedServer({ dataDir });
    undo.push(server.stop);
    await createDatabase(server.url("postgres"), DATABASE);
    process.env.DATABASE_URL = server.url(DATABASE);
  }
  const settings = env();
  await migrateDatabase(settings.DATABASE_URL).catch(explainDatabase);
  await migrateQueue(settings.DATABASE_URL);
  const code = await seed(settings.DATABASE_URL);

  const children: Child[] = [];
  const add = async (name: string, childArgs: string[], childEnv: Record<string, string> = {}) => {
    const child = await startChild({ name, args: childArgs, env: childEnv, onGivenUp });
    children.push(child);
    undo.push(() => child.stop());
  };
  if (settings.demo) {
    await add("sandbox", ["--import", "tsx", "sandbox/main.ts"], { SANDBOX_DATA_DIR: `${dataDir}/sandbox` });
  }
  await add("worker", ["scripts/worker.mjs"]);
  await add("web server", WEB_PROCESS);
  greet(settings.appUrl, code);
}

async function seed(url: string): Promise<string | null> {
  const database = openDatabase({ url, poolSize: 2, name: "2chat-seed" });
  try {
    if (isDemo()) {
      await seedDemo(database.db);
      return null;
    }
    return await createFirstRunCode(database.db);
  } finally {
    await database.close();
  }
}

function greet(appUrl: string, firstRunCode: string | null): void {
  console.log(`\n2Chat Social is ready: ${appUrl}\n`);
  if (isDemo()) {
    console.log("Demo sign-ins (the sandbox plays the Social Media API; nothing is posted anywhere):");
    for (const person of DEMO_PEOPLE)
      console.log(`  ${person.role.padEnd(9)} ${person.email.padEnd(32)} ${person.password}`);
  } else if (firstRunCode) {
    console.log(
      `First run: open ${appUrl}/first-run?code=${firstRunCode} within 24 hours to create the first admin.`,
    );
  }
  console.log("\nCtrl-C stops it; everything is kept for the next start.");
}

function explainDatabase(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new Error(`The database cannot be used: ${reason}. Check DATABASE_URL.`, { cause });
}
