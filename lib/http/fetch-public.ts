import { lookup } from "node:dns/promises";
import { isIP, type LookupFunction } from "node:net";
import { Agent, request } from "undici";
import { AppError } from "@/lib/errors";
import { isPublicAddress } from "./public-address";

type Address = { address: string; family: number };

/** Where a fetch may go. Tests replace it, since they have no public machine at hand. */
export type Reach = {
  resolve: (host: string) => Promise<Address[]>;
  isPublic: (address: string) => boolean;
  /** Scheme, host and port of the one private place that may be read: in the demo, its own sandbox. */
  trustedOrigin?: string;
};

export type FetchLimits = { maxBytes: number; timeoutMs: number; accept?: string };
export type Fetched = { url: string; contentType: string | null; bytes: Buffer };

const MAX_REDIRECTS = 3;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
export const INTERNET: Reach = { resolve: (host) => lookup(host, { all: true }), isPublic: isPublicAddress };

/**
 * Reads what a person or the upstream pointed to, from the public internet alone: each address that the name leads to is
 * checked, the connection goes to the checked one, each redirect is checked anew. Throws `unprocessable` with what is
 * wrong with the address, for too many bytes and for too long a wait.
 */
export async function fetchPublic(
  url: string,
  limits: FetchLimits,
  reach: Reach = INTERNET,
): Promise<Fetched> {
  const signal = AbortSignal.timeout(limits.timeoutMs);
  try {
    let next = url;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      const step = await readOnce(next, limits, reach, signal);
      if (!("location" in step)) return step;
      next = step.location;
    }
    throw refused("The address redirects too often, so it was not read. Use the final address.");
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw refused(
      signal.aborted
        ? `The address did not answer within ${limits.timeoutMs / 1_000} s. Try again later or use another one.`
        : "The address does not answer. Check it and try again.",
      error,
    );
  }
}

async function readOnce(
  url: string,
  { maxBytes, accept = "*/*" }: FetchLimits,
  reach: Reach,
  signal: AbortSignal,
): Promise<Fetched | { location: string }> {
  const target = readUrl(url);
  const host = target.hostname.replace(/^\[|\]$|\.$/g, "");
  const trusted = reach.trustedOrigin !== undefined && target.origin === reach.trustedOrigin;
  const [checked] = trusted
    ? await addressesOf(host, reach, signal)
    : await publicAddresses(host, reach, signal);
  if (!checked) throw refused("The name of this address leads nowhere. Check it for a typing error.");
  const agent = new Agent({ connect: { lookup: pinned(checked) } });
  try {
    const { statusCode, headers, body } = await request(target, {
      dispatcher: agent,
      signal,
      // Unpacked, so that the limit is on what is kept.
      headers: { accept, "accept-encoding": "identity", "user-agent": "2chat-social" },
    });
    const location = first(headers.location);
    if (REDIRECTS.has(statusCode) && location !== null) {
      await body.dump({ limit: 16_384, signal });
      return { location: joined(location, target) };
    }
    if (statusCode !== 200) {
      throw refused(`The address answered with ${statusCode} instead of a file. Check that it is public.`);
    }
    if (Number(first(headers["content-length"]) ?? 0) > maxBytes) throw tooLarge(maxBytes);
    const parts: Buffer[] = [];
    let size = 0;
    for await (const part of body) {
      size += part.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      parts.push(part);
    }
    return { url: target.href, contentType: first(headers["content-type"]), bytes: Buffer.concat(parts) };
  } finally {
    await agent.destroy();
  }
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !["http:", "https:"].includes(url.protocol)) {
    throw refused("This is no web address. It must start with https:// or http://.");
  }
  if (url.username || url.password) {
    throw refused("The address holds a user name or password. Use one without.");
  }
  return url;
}

function joined(location: string, base: URL): string {
  return URL.canParse(location, base) ? new URL(location, base).href : "";
}

/** Every address of the name, when all of them are public: one private among them is reason enough to stay away. */
async function publicAddresses(host: string, reach: Reach, signal: AbortSignal): Promise<Address[]> {
  const found = await addressesOf(host, reach, signal);
  // By its name: some resolvers do not know where it leads.
  if (/(^|\.)localhost$/.test(host) || !found.every(({ address }) => reach.isPublic(address))) {
    throw refused("This address leads into a private network, so it was not read. Use a public one.");
  }
  return found;
}

async function addressesOf(host: string, reach: Reach, signal: AbortSignal): Promise<Address[]> {
  const family = isIP(host);
  return family === 0 ? inTime(reach.resolve(host), signal) : [{ address: host, family }];
}

/** A resolver cannot be called off: whoever waits for it goes. */
function inTime<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

/** The name is not asked for a second time: between two questions the answer may change. */
function pinned({ address, family }: Address): LookupFunction {
  return (_host, options, done) => {
    if (options.all) done(null, [{ address, family }]);
    else done(null, address, family);
  };
}

function first(header: string | string[] | undefined): string | null {
  return (Array.isArray(header) ? header[0] : header) ?? null;
}

function tooLarge(maxBytes: number): AppError {
  return refused(`The file is larger than ${Math.floor(maxBytes / 1_000)} kB, so it was not read.`);
}

function refused(message: string, cause?: unknown): AppError {
  return new AppError("unprocessable", { message, cause });
}
