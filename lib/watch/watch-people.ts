import type { Context } from "@/lib/context";
import { forgetOldCounts, listCountedLately } from "./count-repository";
import { judgeNow } from "./count-unusual";
import { findSubject } from "./key-repository";
import { forgetOldPlaces } from "./place-repository";

/** Judges what was counted lately once more: a process may have ended between the count and the judgement. */
export async function watchPeople(ctx: Pick<Context, "db" | "clock" | "requestId">): Promise<void> {
  const { db, clock, requestId } = ctx;
  for (const { subjectId, companyId, kind } of await listCountedLately(db)) {
    const subject = await findSubject(db, subjectId);
    if (subject) await judgeNow({ db, clock, requestId, companyId, address: null }, { subject, kind });
  }
  await forgetOldCounts(db);
  await forgetOldPlaces(db);
}
