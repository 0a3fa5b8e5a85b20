import { resolve } from "node:path";
import type { Clock } from "./clock";

export type SandboxOptions = {
  host: string;
  port: number;
  /** Folder that keeps what people change; null keeps it in memory. */
  dataDir: string | null;
  locations: number;
  seed: string;
  /** How long a csv stays in each of its states. */
  csvDelayMs: number;
  /** Requests per 10 s, per app and resource. */
  rateMax: number;
  rateDaily: number;
  /** Holds the world's clock still at this instant. */
  now?: string;
  clock?: Clock;
  clientId: string;
  clientSecret: string;
  /** Tests only: an answer that breaks the contract becomes a 500 that says how. */
  strictAnswers: boolean;
};

export const defaultOptions: SandboxOptions = {
  host: "127.0.0.1",
  port: 0,
  dataDir: null,
  locations: 24,
  seed: "northwind",
  csvDelayMs: 700,
  rateMax: 100,
  rateDaily: 200_000,
  clientId: "2chat-demo-client",
  clientSecret: "2chat-demo-secret-for-the-sandbox-only",
  strictAnswers: false,
};

const loopback = new Set(["127.0.0.1", "localhost", "::1"]);

/** Reads the SANDBOX_ settings; throws one sentence that names the setting that is wrong. */
export function readOptions(env: NodeJS.ProcessEnv): SandboxOptions {
  const host = env.SANDBOX_HOST ?? defaultOptions.host;
  if (!loopback.has(host)) {
    throw new Error(`SANDBOX_HOST is "${host}". The sandbox has no real secrets to guard: use 127.0.0.1.`);
  }
  return {
    ...defaultOptions,
    host,
    port: whole(env, "SANDBOX_PORT", 4010, 0, 65_535),
    dataDir: resolve(env.SANDBOX_DATA_DIR ?? ".data/sandbox"),
    locations: whole(env, "SANDBOX_LOCATIONS", defaultOptions.locations, 1, 20_000),
    seed: env.SANDBOX_SEED ?? defaultOptions.seed,
    csvDelayMs: whole(env, "SANDBOX_CSV_DELAY_MS", defaultOptions.csvDelayMs, 0, 600_000),
    rateMax: whole(env, "SANDBOX_RATE_MAX", defaultOptions.rateMax, 1, 1_000_000),
    rateDaily: whole(env, "SANDBOX_RATE_DAILY", defaultOptions.rateDaily, 1, 1_000_000_000),
    now: env.SANDBOX_NOW || undefined,
    clientId: env.SANDBOX_CLIENT_ID ?? defaultOptions.clientId,
    clientSecret: env.SANDBOX_CLIENT_SECRET ?? defaultOptions.clientSecret,
  };
}

function whole(env: NodeJS.ProcessEnv, name: string, fallback: number, low: number, high: number): number {
  const text = env[name];
  if (text === undefined || text === "") return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new Error(`${name} is "${text}". Set it to a whole number from ${low} to ${high}.`);
  }
  return value;
}
