import { type Operation, operationById, SCOPE_NAMES } from "@/lib/upstream/contract";
import type { SandboxOptions } from "../options";
import { createSandbox, type Sandbox } from "../server";
import { accountsOf } from "../shelf/accounts";
import type { SandboxState } from "../state";
import type { Account } from "../world/accounts";
import type { Location } from "../world/world";

export type CallInput = {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  form?: FormData;
  token?: string | null;
  version?: string | null;
};

export type Answer = { status: number; body: unknown; headers: Headers; text: string };

export type Upstream = Awaited<ReturnType<typeof startUpstream>>;

/** A sandbox that listens on a free port with what tests need to call it. It keeps nothing. */
export async function startUpstream(options: Partial<SandboxOptions> = {}) {
  const sandbox: Sandbox = createSandbox({
    csvDelayMs: 0,
    rateMax: 100_000,
    now: "2026-06-10T09:00:00Z",
    strictAnswers: true,
    ...options,
  });
  const { url, close } = await sandbox.listen(0);

  async function call(id: string, input: CallInput = {}): Promise<Answer> {
    const operation = operationById(id);
    if (!operation) throw new Error(`The contract has no operation ${id}.`);
    const headers = new Headers();
    if (input.version !== null) headers.set("version", input.version ?? "v3");
    if (input.token) headers.set("authorization", `Bearer ${input.token}`);
    const response = await fetch(addressOf(url, operation, input), {
      method: operation.method,
      headers,
      ...bodyOf(operation, input, headers),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  }

  async function admin(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/__sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return parsed(await response.text());
  }

  async function locationToken(
    place: Location,
    scopes: readonly string[] = SCOPE_NAMES,
    expiresIn?: number,
  ): Promise<string> {
    const asked = { userType: "Location", locationId: place.id, scopes, expiresIn };
    return textAt(await admin("POST", "/tokens", asked), "accessToken");
  }

  async function agencyToken(scopes: readonly string[] = SCOPE_NAMES): Promise<string> {
    return textAt(await admin("POST", "/tokens", { userType: "Company", scopes }), "accessToken");
  }

  return { url, close, sandbox, state: sandbox.state, call, admin, locationToken, agencyToken };
}

export function placeNamed(state: SandboxState, name: string): Location {
  const place = state.world.locations.find((each) => each.name === name);
  if (!place) throw new Error(`The world has no location ${name}.`);
  return place;
}

export function accountOn(state: SandboxState, place: Location, platform: string): Account {
  const account = accountsOf(state, place).find((each) => each.platform === platform);
  if (!account) throw new Error(`${place.name} has no account on ${platform}.`);
  return account;
}

export function csvForm(text: string | Uint8Array, name = "posts.csv"): FormData {
  const form = new FormData();
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : new Uint8Array(text);
  form.set("file", new File([bytes], name, { type: "text/csv" }));
  return form;
}

function addressOf(base: string, operation: Operation, { params = {}, query = {} }: CallInput): string {
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ""));
  const search = new URLSearchParams(query).toString();
  return base + path + (search === "" ? "" : `?${search}`);
}

function bodyOf(operation: Operation, input: CallInput, headers: Headers): { body?: BodyInit } {
  if (input.form) return { body: input.form };
  if (input.body === undefined) return {};
  if (operation.bodyKind === "form")
    return { body: new URLSearchParams(input.body as Record<string, string>) };
  headers.set("content-type", "application/json");
  return { body: JSON.stringify(input.body) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What lies at a path like `results.posts.0._id`; undefined where the way ends before. */
export function at(value: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((node, step) => {
    return typeof node === "object" && node !== null
      ? Object.entries(node).find(([name]) => name === step)?.[1]
      : undefined;
  }, value);
}

export function textAt(value: unknown, path: string): string {
  const found = at(value, path);
  if (typeof found !== "string")
    throw new Error(`There is no text at ${path} in ${JSON.stringify(value)?.slice(0, 300)}`);
  return found;
}

export function objectAt(value: unknown, path: string): Record<string, unknown> {
  const found = at(value, path);
  if (typeof found !== "object" || found === null) throw new Error(`There is no object at ${path}.`);
  return Object.fromEntries(Object.entries(found));
}

/** The objects of a list; none where it is no list. */
export function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.map((each) => Object.fromEntries(Object.entries(Object(each)))) : [];
}
