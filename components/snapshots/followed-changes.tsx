"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ChangePanel } from "@/components/posts/change-panel";
import { useChange } from "@/components/posts/queries";
import { reportKeys } from "@/components/reports/queries";
import { useSearchPart } from "@/components/reports/use-search-part";

const PART = "changes";

/** The moves that the page's address follows, so that a reload or a sent link still shows how they fare. */
export function useFollowedChanges() {
  const { read, write } = useSearchPart();
  return {
    changeIds: read(PART)?.split(",").filter(Boolean) ?? [],
    follow: (changeIds: readonly string[]) => write(PART, changeIds.join(",") || null),
  };
}

/** Each followed move of this location with its progress, result and undo. */
export function FollowedChanges({ locationId }: { locationId: string }) {
  const { changeIds, follow } = useFollowedChanges();
  return changeIds.map((changeId) => (
    <FollowedChange
      key={changeId}
      changeId={changeId}
      locationId={locationId}
      onDismiss={() => follow(changeIds.filter((id) => id !== changeId))}
      onStarted={(next) => follow([next])}
    />
  ));
}

type FollowedChangeProps = {
  changeId: string;
  locationId: string;
  onDismiss: () => void;
  onStarted: (changeId: string) => void;
};

/** Once the change is over, the proposals are read again. */
function FollowedChange({ locationId, ...panel }: FollowedChangeProps) {
  const client = useQueryClient();
  const { data } = useChange(panel.changeId);
  const over = data?.finishedAt != null;
  useEffect(() => {
    if (over) void client.invalidateQueries({ queryKey: [...reportKeys.all, "slots"] });
  }, [client, over]);
  // The address outlives a change of location in the filters.
  if (data && data.locationId !== locationId) return null;
  return <ChangePanel {...panel} />;
}
