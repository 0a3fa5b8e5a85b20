import type { Context } from "@/lib/context";
import { forgetOldAttempts } from "./attempt-repository";
import { forgetOldPasswordLinks } from "./password-link-repository";
import { forgetOldSessions } from "./session-repository";

/** Deletes sessions and password links 30 days after their end, and counts of attempts after two quiet days. */
export async function forgetEnded({ db }: Pick<Context, "db">): Promise<void> {
  await forgetOldSessions(db);
  await forgetOldPasswordLinks(db);
  await forgetOldAttempts(db);
}
