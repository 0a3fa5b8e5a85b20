"use client";

import { sentenceOf } from "@/components/states/error-state";
import { Switch } from "@/components/ui/switch";
import { useSetPauseKeys } from "./key-queries";

/** Whether the product pauses a key by itself. Takes effect at once. */
export function KeyPauseSwitch({ pauseKeys }: { pauseKeys: boolean }) {
  const set = useSetPauseKeys();
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t px-4 py-3">
      <Switch
        label="Pause a key by itself when its use is unusual"
        checked={set.isPending ? set.variables : pauseKeys}
        disabled={set.isPending}
        onCheckedChange={(on) => set.mutate(on)}
      />
      <span className="text-meta text-muted">
        Many refusals, a new address or a large export. You are alerted either way.
      </span>
      {set.isError && (
        <span role="alert" className="w-full text-bad">
          {sentenceOf(set.error)}
        </span>
      )}
    </div>
  );
}
