import { randomBytes } from "node:crypto";
import type { Database } from "@/db/client";
import { hasAdmin } from "./account-repository";
import { replaceFirstRunCode } from "./first-run-repository";
import { hashToken } from "./session-token";

/**
 * A one-time code for the first-run page, good for 24 hours; null once an admin exists. Only its hash is stored, and it
 * takes the place of codes printed before.
 */
export async function createFirstRunCode(db: Database): Promise<string | null> {
  if (await hasAdmin(db)) return null;
  const code = randomBytes(18).toString("base64url");
  await replaceFirstRunCode(db, hashToken(code));
  return code;
}
