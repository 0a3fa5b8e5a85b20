import { useEffect } from "react";
import { platformLabel } from "@/components/charts/platform";
import type { Summary } from "@/lib/csv/import-session";
import { list } from "@/lib/format";
import { defaultAccounts } from "@/lib/imports/default-accounts";
import type { useTarget } from "./use-target";

type Goal = ReturnType<typeof useTarget>;

/** Accounts that nobody chose are left away where the whole file has nothing for their network. */
export function useSparedNetworks(goal: Goal, summary: Summary | null, checked: boolean): void {
  const { isPreset, spared, spare, accounts, accountIds } = goal;
  const wanted =
    checked && summary && isPreset
      ? summary.withoutMedia.filter((platform) =>
          accounts.some(({ id, platform: own }) => own === platform && accountIds.includes(id)),
        )
      : [];
  const rest = accountIds.some((id) =>
    accounts.some((account) => account.id === id && !wanted.includes(account.platform)),
  );
  const key = rest ? wanted.join(",") : "";
  useEffect(() => {
    if (key !== "") spare([...spared, ...key.split(",")]);
  }, [key, spared, spare]);
}

/** Says which accounts were left away, and takes them in where a person wants them all the same. */
export function SparedNote({ goal }: { goal: Goal }) {
  const { spared, accounts } = goal;
  const preset = defaultAccounts(accounts);
  const left = accounts.filter(
    ({ id, platform }) => preset.includes(id) && spared.includes(platform) && !goal.accountIds.includes(id),
  );
  const platforms = [...new Set(left.map(({ platform }) => platform))];
  if (platforms.length === 0) return null;
  return (
    <p className="text-[13px] text-muted" role="status">
      {sparedWords(platforms)}{" "}
      <button
        type="button"
        onClick={() => goal.setAccountIds([...goal.accountIds, ...left.map(({ id }) => id)])}
        className="rounded text-foreground underline underline-offset-4 hover:text-primary"
      >
        {platforms.length === 1 ? "Add it anyway" : "Add them anyway"}
      </button>
    </p>
  );
}

const VIDEO_ONLY = new Set(["youtube", "tiktok", "tiktok-business"]);

/** "Instagram is left out: it needs a picture or video, and no row has one." */
export function sparedWords(platforms: readonly string[]): string {
  const one = platforms.length === 1;
  const what = platforms.every((platform) => VIDEO_ONLY.has(platform)) ? "a video" : "a picture or video";
  return `${list(platforms.map(platformLabel), 6)} ${one ? "is" : "are"} left out: ${one ? "it needs" : "they need"} ${what}, and no row has one.`;
}
