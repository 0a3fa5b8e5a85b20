"use client";

import { useState } from "react";
import { PlatformMark } from "@/components/charts/platform-mark";
import { ChangeDialog } from "@/components/posts/change-dialog";
import { usePreview } from "@/components/posts/queries";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { change, day, dayIn, number, plural, time } from "@/lib/format";
import type { ChangePostsInput } from "@/lib/posts/change-schema";
import type { SlotProposal, SlotsReply } from "@/lib/reports/slots-schema";
import { useFollowedChanges } from "./followed-changes";

const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** "Move 6 posts to better hours": which, looked at one by one, applied at the Social Media API. */
export function MoveToSlots({ slots, canMove }: { slots: SlotsReply; canMove: boolean }) {
  const [open, setOpen] = useState(false);
  const { follow } = useFollowedChanges();
  const { proposals, inBest, scheduled } = slots;
  return (
    <>
      {proposals.length > 0 && (
        <div className="flex flex-wrap items-center gap-3 rounded-control bg-primary-soft px-3 py-2.5">
          <div className="min-w-40 flex-1">
            <p className="font-medium">Move {plural(proposals.length, "post")} to better hours</p>
            <p className="text-meta text-muted">{expectation(proposals)}</p>
          </div>
          {canMove && (
            <Button size="sm" onClick={() => setOpen(true)}>
              Review
            </Button>
          )}
        </div>
      )}
      {scheduled > 0 && (
        <p className="text-meta text-muted">
          {number(inBest)} of {plural(scheduled, "scheduled post")} in the next 28 days{" "}
          {inBest === 1 ? "is" : "are"} in a best hour already.
        </p>
      )}
      {open && (
        <MoveDialog
          slots={slots}
          onClose={() => setOpen(false)}
          onStarted={(ids) => {
            follow(ids);
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

function expectation(proposals: readonly SlotProposal[]): string {
  const low = Math.min(...proposals.map((each) => each.low));
  const high = Math.max(...proposals.map((each) => each.high));
  const posts = Math.min(...proposals.map((each) => each.posts));
  return `Posts in these hours had ${change((low - 1) * 100)}% to ${change((high - 1) * 100)}% engagement against an average post, from at least ${plural(posts, "post")} each (95% confidence).`;
}

type MoveDialogProps = { slots: SlotsReply; onClose: () => void; onStarted: (changeIds: string[]) => void };

function MoveDialog({ slots, onClose, onStarted }: MoveDialogProps) {
  const { proposals, timezone, locationId } = slots;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const preview = usePreview();
  const chosen = proposals.filter(({ postId }) => !left.has(postId));
  const requests: ChangePostsInput[] | null =
    chosen.length === 0
      ? null
      : [
          {
            kind: "slots",
            locationId,
            items: chosen.map(({ postId, to }) => ({ postId, scheduledAt: to })),
            seen: Object.fromEntries(chosen.map(({ postId, from }) => [postId, from])),
          },
        ];
  return (
    <ChangeDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Move ${plural(chosen.length, "post")} to better hours`}
      description={`Each post keeps everything but its time. Times in ${timezone}. A post that was moved meanwhile is left alone.`}
      verb="Move"
      requests={requests}
      names={NO_NAMES}
      preview={preview}
      onStarted={onStarted}
    >
      <ul aria-label="Proposed moves" className="max-h-80 divide-y overflow-y-auto rounded-control border">
        {proposals.map((each) => (
          <li key={each.postId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3 py-2">
            <Checkbox
              aria-label={`Move ${each.caption || "a post without caption"}`}
              checked={!left.has(each.postId)}
              onCheckedChange={(on) => {
                const next = new Set(left);
                if (on === true) next.delete(each.postId);
                else next.add(each.postId);
                setLeft(next);
                preview.reset();
              }}
            />
            <span className="flex min-w-40 flex-1 items-center gap-2">
              <PlatformMark platform={each.platform} size={18} decorative />
              <span className="line-clamp-1 break-words">{each.caption || "No caption"}</span>
            </span>
            <span className="tabular-nums">
              <span className="text-muted">{moment(each.from, timezone)}</span> to{" "}
              <span className="font-medium">{moment(each.to, timezone)}</span>
            </span>
            <span className="w-full text-meta text-muted">
              {plural(each.posts, "post")} in that hour: {change((each.low - 1) * 100)}% to{" "}
              {change((each.high - 1) * 100)}% against an average post
              {each.basis === "all" && ", all platforms together"}
            </span>
          </li>
        ))}
      </ul>
    </ChangeDialog>
  );
}

const moment = (at: string, timezone: string) =>
  `${day(dayIn(at, timezone), { weekday: true, year: false })} ${time(at, timezone)}`;
