import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { chmod, chown, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Binaries, copyBinaries, findBinaries, linkLibraries } from "./binaries";
import { isReachable, type Owner, requireWritable, serverOwner, sharedPlace } from "./place";

export type EmbeddedServer = { url: (database: string) => string; port: number; stop: () => Promise<void> };

type Options = {
  dataDir: string;
  /** Tests trade durability for speed. */
  durable?: boolean;
  maxConnections?: number;
};

const USER = "twochat";

/**
 * Starts PostgreSQL from npm on 127.0.0.1 and a free port, making its cluster on first use. Works as root too.
 * Throws an Error whose message is one sentence for the person at the terminal.
 */
export async function startEmbeddedServer(options: Options): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true }).catch((cause: unknown) => {
    throw new Error(`The folder ${dataDir} cannot be made. Choose another with DATA_DIR.`, { cause });
  });
  requireWritable(dataDir);
  const owner = serverOwner();
  const found = await findBinaries();
  await linkLibraries(found.root);
  const { binaries, cluster } = await settle(found, dataDir, owner);
  await stopLeftover(cluster);
  const password = await readPassword(dataDir);
  if (!existsSync(join(cluster, "PG_VERSION"))) await initialise(binaries, cluster, password, owner);
  const port = await freePort();
  const child = await launch(binaries, cluster, port, owner, options);
  return {
    port,
    url: (database) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${database}`,
    stop: () => stop(child),
  };
}

/** Binaries and cluster where the server's user can reach them: beside the data, or in a shared place. */
async function settle(found: Binaries, dataDir: string, owner: Owner) {
  if (!owner) return { binaries: found, cluster: join(dataDir, "postgres") };
  const base = isReachable(dataDir) ? dataDir : sharedPlace(dataDir);
  const cluster = join(base, "postgres");
  await mkdir(cluster, { recursive: true });
  if (base !== dataDir) await chmod(base, 0o755);
  await chmod(cluster, 0o700);
  await chown(cluster, owner.uid, owner.gid);
  const binaries = isReachable(found.root)
    ? found
    : await copyBinaries(found, await made(join("/var/tmp", `2chat-postgres-${found.version}`)));
  return { binaries, cluster };
}

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o755 });
  return folder;
}

async function readPassword(dataDir: string): Promise<string> {
  const file = join(dataDir, "postgres.password");
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString("hex"), { mode: 0o600 });
  return (await readFile(file, "utf8")).trim();
}

async function initialise(
  binaries: Binaries,
  cluster: string,
  password: string,
  owner: Owner,
): Promise<void> {
  const passwordFile = join(tmpdir(), `2chat-${randomBytes(8).toString("hex")}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) await chown(passwordFile, owner.uid, owner.gid);
  try {
    await run(
      join(binaries.root, "bin", "initdb"),
      [
        `--pgdata=${cluster}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--no-instructions",
      ],
      owner,
    );
  } catch (cause) {
    // A half-made cluster would be refused for ever.
    await rm(cluster, { recursive: true, force: true });
    throw cause;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

function run(program: string, args: string[], owner: Owner): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, args, {
      ...owner,
      cwd: "/",
      stdio: ["ignore", "ignore", "pipe"],
      env: serverEnv(),
    });
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on("error", (cause) =>
      fail(new Error(`PostgreSQL could not be started: ${cause.message}.`, { cause })),
    );
    child.on("close", (code) =>
      code === 0 ? done() : fail(new Error(`PostgreSQL could not make its data folder: ${lastLine(errors)}`)),
    );
  });
}

async function launch(binaries: Binaries, cluster: string, port: number, owner: Owner, options: Options) {
  const settings: Record<string, string | number> = {
    listen_addresses: "127.0.0.1",
    port,
    unix_socket_directories: "",
    max_connections: options.maxConnections ?? 100,
    shared_buffers: "128MB",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(options.durable === false
      ? { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }
      : {}),
  };
  const args = [
    "-D",
    cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  const child = spawn(join(binaries.root, "bin", "postgres"), args, {
    ...owner,
    cwd: "/",
    // Its own group: Ctrl-C in the terminal must reach our launcher first, which stops the clients before the server.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
    env: serverEnv(),
  });
  await new Promise<void>((ready, fail) => {
    let log = "";
    child.stderr?.on("data", (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-4_000);
      if (log.includes("ready to accept connections")) ready();
    });
    child.on("error", (cause) =>
      fail(new Error(`PostgreSQL could not be started: ${cause.message}.`, { cause })),
    );
    child.on("close", () => fail(new Error(`PostgreSQL ended while starting: ${lastLine(log)}`)));
  });
  return child;
}

function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.on("exit", () => done());
    // SIGINT is PostgreSQL's fast shutdown: running transactions roll back, everything committed is safe.
    child.kill("SIGINT");
  });
}

/** A server whose launcher was killed still holds the cluster: end it before another one starts on the same data. */
async function stopLeftover(cluster: string): Promise<void> {
  const file = join(cluster, "postmaster.pid");
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1 || !isPostgresOf(pid, cluster)) return;
  process.kill(pid, "SIGINT");
  for (let waited = 0; waited < 10_000 && isPostgresOf(pid, cluster); waited += 50) {
    await new Promise((next) => setTimeout(next, 50));
  }
}

function isPostgresOf(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== "linux") return true;
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    // Empty: killed and not yet collected by its parent. PostgreSQL would still take it for a living server.
    return command === "" || command.includes(cluster);
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? done(address.port) : fail(new Error("no free port")),
      );
    });
  });
}

function serverEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: "C", NODE_ENV: process.env.NODE_ENV };
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "no reason given";
}
