import { addToMinute, type CountKind, readWindow } from "./count-repository";
import { judgeCount, LIMITS } from "./judge-counts";
import { openAlert, type WatchContext } from "./open-alert";
import type { Subject } from "./schema";

export type Watched = { subject: Subject & { name: string }; kind: CountKind };

/** Counts once (or `by` times) and judges at once. True: the key was paused by it. */
export async function countUnusual(ctx: WatchContext, watched: Watched, by = 1): Promise<boolean> {
  const { subject, kind } = watched;
  await addToMinute(ctx.db, { subjectId: subject.id, companyId: ctx.companyId, kind, by });
  return judgeNow(ctx, watched);
}

/** Looks at the count as it stands. True: the key was paused by it. */
export async function judgeNow(ctx: WatchContext, { subject, kind }: Watched): Promise<boolean> {
  const window = await readWindow(ctx.db, subject.id, kind, LIMITS[kind].minutes);
  const found = judgeCount(subject.kind, kind, window);
  if (!found) return false;
  const { paused } = await ctx.db.transaction((tx) => openAlert(tx, ctx, { subject, ...found }));
  return paused;
}
