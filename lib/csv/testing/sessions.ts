import { ImportSession, type Target } from "../import-session";
import { bytesOf } from "./files";

export const account = (platform: string) => ({ id: platform, name: platform, platform, type: null });

/** A post that nothing is wrong with at the moment of `target`. */
export const dated = { postAtSpecificTime: "2026-12-01 10:00:00", content: "Hello" };

export const target: Target = {
  accounts: ["facebook", "twitter"].map(account),
  accountIds: ["facebook", "twitter"],
  timezone: "Europe/London",
  now: Date.UTC(2026, 10, 22, 12),
  existing: [],
};

/** An open sheet of a text, for accounts of Facebook and X unless told otherwise. */
export async function open(text: string, more: Partial<Target> = {}): Promise<ImportSession> {
  const bytes = bytesOf(text);
  const session = new ImportSession(
    { name: "posts.csv", size: bytes.length, slice: async (from, to) => bytes.subarray(from, to) },
    { ...target, ...more },
  );
  await session.read(() => undefined);
  return session;
}
