import { plural } from "@/lib/format";
import type { ApprovalView, BatchView, SiblingView } from "@/lib/imports/schema";

type Sibling = Pick<SiblingView, "status" | "ready" | "approval">;

/** What of a batch decides whom a step is about: it and the same file's batches at other locations. */
export type Part = Pick<BatchView, "ready" | "locationName" | "hiddenLocations"> & {
  approval: Pick<ApprovalView, "status" | "current" | "mayDecide"> | null;
  siblings: readonly Sibling[];
};

/** Which rows an approval or a schedule would be about: of this location, or of every one that stands the same. */
export function scopeOf(batch: Part): { group: boolean; ready: number; what: string } {
  const { approval, siblings } = batch;
  const decides = approval?.mayDecide === true;
  const together = decides
    ? siblings.filter((one) => one.status === "ready" && one.approval?.mayDecide)
    : siblings.filter((one) => one.status === "ready" && isFree(one.approval) === isFree(approval));
  // Somebody who decides leaves the others out; asking and scheduling are about all or this one.
  const group = together.length > 0 && (decides || together.length === siblings.length);
  const ready = group ? together.reduce((sum, one) => sum + one.ready, batch.ready) : batch.ready;
  const rows = plural(ready, "row");
  if (group) return { group, ready, what: `${rows} at ${plural(together.length + 1, "location")}` };
  const several = siblings.length > 0 || batch.hiddenLocations > 0;
  return { group, ready, what: several ? `${rows} at ${batch.locationName}` : rows };
}

type Standing = Pick<ApprovalView, "status" | "current"> | null;
/** Nothing stands in the way of scheduling it. */
export const isFree = (approval: Standing): boolean =>
  !approval || (approval.status === "approved" && approval.current);

/** What stands differently at the file's other locations, and what of it one cannot see. */
export function othersOf({ approval, siblings, hiddenLocations }: Part): string[] {
  const waiting = siblings.filter((one) => one.status === "ready" && !isFree(one.approval));
  const notYours = waiting.filter((one) => one.approval?.status === "asked" && !one.approval.mayDecide);
  const sentences: string[] = [];
  if (approval && approval.status !== "asked" && waiting.length > 0)
    sentences.push(
      `${plural(waiting.length, "other location")} of this file ${waiting.length === 1 ? "is" : "are"} not approved yet; each is scheduled once it is.`,
    );
  else if (approval?.mayDecide && notYours.length > 0)
    sentences.push(
      `${plural(notYours.length, "other location")} of this file ${notYours.length === 1 ? "waits" : "wait"} for somebody else.`,
    );
  if (hiddenLocations > 0)
    sentences.push(
      `The same file has rows for ${plural(hiddenLocations, "more location")} that you have no access to. You see and decide only the rows of yours; somebody with access decides the others.`,
    );
  return sentences;
}
