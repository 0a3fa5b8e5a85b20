import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import type { AssignmentView, AssignResult } from "@/lib/accounts/schema";
import { age } from "@/lib/format";

type AssignmentOutcomeProps = {
  assignment: AssignmentView | null;
  result: AssignResult | undefined;
  error: Error | null;
};

const TITLES = {
  accepted: "Accepted by the Social Media API",
  stored: "Stored for the next csv",
  refused: "Refused by the Social Media API",
  unknown: "It is not known whether it was saved",
  saving: "Being saved",
} as const;

const TONES = { accepted: "good", stored: "info", refused: "bad", unknown: "warn", saving: "info" } as const;

/** What became of the last save: accepted, stored for the next csv, or refused, with the ids that are not known. */
export function AssignmentOutcome({ assignment, result, error }: AssignmentOutcomeProps) {
  if (error) {
    return (
      <Notice tone="bad" title="The assignment was not saved">
        {sentenceOf(error)} Your choice is kept below; save it again.
      </Notice>
    );
  }
  if (result) {
    return (
      <Notice tone={TONES[result.outcome]} title={TITLES[result.outcome]}>
        {result.message}
        {result.unknown.length > 0 && <UnknownIds ids={result.unknown} />}
      </Notice>
    );
  }
  if (!assignment || assignment.outcome === "accepted") return null;
  return (
    <Notice tone={TONES[assignment.outcome]} title={TITLES[assignment.outcome]}>
      {assignment.detail} Saved {age(assignment.assignedAt)}.
      {assignment.unknownIds.length > 0 && <UnknownIds ids={assignment.unknownIds} />}
    </Notice>
  );
}

function UnknownIds({ ids }: { ids: readonly string[] }) {
  return (
    <span className="mt-1 block text-meta">
      Not known:{" "}
      {ids.map((id) => (
        <code key={id} className="mr-2 break-all font-mono">
          {id}
        </code>
      ))}
    </span>
  );
}
