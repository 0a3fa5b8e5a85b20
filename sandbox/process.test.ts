import { type ChildProcess, fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { at, textAt } from "./testing/upstream";

const entry = join(import.meta.dirname, "main.ts");
const running: ChildProcess[] = [];
const folders: string[] = [];

afterEach(() => {
  for (const child of running.splice(0)) child.kill("SIGKILL");
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "sandbox-"));
  folders.push(made);
  return made;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

type Started = { child: ChildProcess; url: string; said: () => string; gone: Promise<number | null> };

function run(env: Record<string, string>) {
  const child = fork(entry, [], {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  running.push(child);
  let text = "";
  child.stdout?.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  child.stderr?.on("data", (chunk: Buffer) => {
    text += chunk;
  });
  const gone = new Promise<number | null>((resolve) => child.once("exit", resolve));
  return { child, said: () => text, gone };
}

async function started(env: Record<string, string>): Promise<Started> {
  const { child, said, gone } = run(env);
  const message = await new Promise<unknown>((resolve, reject) => {
    child.once("message", resolve);
    gone.then(() => reject(new Error(`It ended at once: ${said()}`)));
  });
  expect(message).toMatchObject({ type: "ready" });
  return { child, said, gone, url: `http://127.0.0.1:${at(message, "port")}` };
}

const post = async (url: string, body: unknown): Promise<unknown> =>
  (await fetch(url, { method: "POST", body: JSON.stringify(body) })).json();

describe("the process", { timeout: 30_000 }, () => {
  it("keeps tokens and changes over a kill -9 and a restart", async () => {
    const env = {
      SANDBOX_DATA_DIR: folder(),
      SANDBOX_PORT: String(await freePort()),
      SANDBOX_CSV_DELAY_MS: "0",
    };
    const first = await started(env);
    const state: unknown = await (await fetch(`${first.url}/__sandbox/state`)).json();
    const locationId = textAt(state, "locations.0.id");
    const pair = await post(`${first.url}/__sandbox/tokens`, { userType: "Location", locationId });
    const token = textAt(pair, "accessToken");
    const headers = { version: "v3", authorization: `Bearer ${token}`, "content-type": "application/json" };
    const accountIds = [textAt(state, "locations.0.accounts.0.id")];
    const body = JSON.stringify({
      accountIds,
      type: "post",
      status: "draft",
      summary: "Kept",
      userId: "someone",
    });
    const planner = `/social-media-posting/${locationId}`;
    const made: unknown = await (
      await fetch(`${first.url}${planner}/posts`, { method: "POST", headers, body })
    ).json();
    const id = textAt(made, "results.post._id");
    await new Promise((resolve) => setTimeout(resolve, 200));
    first.child.kill("SIGKILL");
    await first.gone;

    const second = await started(env);
    const found: unknown = await (await fetch(`${second.url}${planner}/posts/${id}`, { headers })).json();
    expect(textAt(found, "results.post.summary")).toBe("Kept");
    const again: unknown = await (await fetch(`${second.url}/__sandbox/state`)).json();
    expect(textAt(again, "bornAt")).toBe(textAt(state, "bornAt"));
    second.child.kill("SIGTERM");
    expect(await second.gone).toBe(0);
  });

  it("says in one sentence that its port is busy, and leaves the data alone", async () => {
    const data = folder();
    const env = { SANDBOX_DATA_DIR: data, SANDBOX_PORT: String(await freePort()) };
    await started(env);
    const second = run(env);
    expect(await second.gone).toBe(1);
    expect(second.said().trim().split("\n")).toEqual([
      `Port ${env.SANDBOX_PORT} is in use. Stop what listens there, or set SANDBOX_PORT to another port.`,
    ]);
  });

  it("ends when its parent lets go", async () => {
    const { child, gone } = await started({ SANDBOX_DATA_DIR: folder(), SANDBOX_PORT: "0" });
    child.disconnect();
    expect(await gone).toBe(0);
  });

  it.each([
    [{ SANDBOX_HOST: "0.0.0.0" }, "SANDBOX_HOST"],
    [{ SANDBOX_PORT: "seventy" }, "SANDBOX_PORT"],
    [{ SANDBOX_NOW: "yesterday" }, "yesterday"],
  ])("names the setting that is wrong: %o", async (env, named) => {
    const { gone, said } = run({ SANDBOX_DATA_DIR: folder(), SANDBOX_PORT: "0", ...env });
    expect(await gone).toBe(1);
    expect(said().trim().split("\n")).toHaveLength(1);
    expect(said()).toContain(named);
  });

  it("starts on a journal whose last line was cut", async () => {
    const data = folder();
    writeFileSync(join(data, "journal.jsonl"), '["tags","a",{"tag":"x"}]\n["tags","b",{"ta');
    const { child } = await started({ SANDBOX_DATA_DIR: data, SANDBOX_PORT: "0" });
    child.kill("SIGTERM");
  });

  it("starts fast and small with a thousand locations", async () => {
    const begun = performance.now();
    const { url } = await started({
      SANDBOX_DATA_DIR: folder(),
      SANDBOX_PORT: "0",
      SANDBOX_LOCATIONS: "1000",
    });
    expect(performance.now() - begun).toBeLessThan(8_000);
    const pair = await post(`${url}/__sandbox/tokens`, { userType: "Company" });
    const headers = { version: "v3", authorization: `Bearer ${textAt(pair, "accessToken")}` };
    const list: unknown = await (await fetch(`${url}/locations/search?limit=1000`, { headers })).json();
    expect(at(list, "locations")).toHaveLength(1000);
    const health: unknown = await (await fetch(`${url}/__sandbox/health`)).json();
    expect(at(health, "memoryMb")).toBeLessThan(260);
  });
});
