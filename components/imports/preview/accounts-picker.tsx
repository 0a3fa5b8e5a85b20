"use client";

import { ChevronDown } from "lucide-react";
import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Popover } from "@/components/ui/popover";
import type { AccountsReply, AccountView } from "@/lib/accounts/schema";
import { plural } from "@/lib/format";

type AccountsPickerProps = {
  accounts: readonly AccountView[];
  groups: AccountsReply["groups"];
  chosen: readonly string[];
  loading: boolean;
  /** What the list is called where there are several. */
  label?: string;
  /** Accounts that get a post of the file as it stands; not known: all of them may. */
  receiving?: readonly { id: string }[];
  /** Without the networks' marks, where room is short. */
  compact?: boolean;
  onChange: (ids: string[]) => void;
};

const MARKS = 6;

/** Where rows go that name no accounts of their own; expired accounts say so. */
export function AccountsPicker(props: AccountsPickerProps) {
  const { accounts, groups, chosen, loading, label = "Accounts", compact = false, onChange } = props;
  const gets = (id: string) => !props.receiving || props.receiving.some((one) => one.id === id);
  const named = accounts.filter(({ id }) => chosen.includes(id));
  const platforms = [...new Set(named.filter(({ id }) => gets(id)).map((account) => account.platform))];
  const idle = named.filter(({ id }) => !gets(id)).length;
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...chosen, id] : chosen.filter((one) => one !== id));
  return (
    <Popover
      label={label}
      className="w-80 p-0"
      trigger={
        <button
          type="button"
          disabled={loading || accounts.length === 0}
          className="inline-flex h-[30px] items-center whitespace-nowrap gap-1.5 rounded-control border bg-surface px-2 text-[13px] hover:bg-sunken disabled:opacity-60 pointer-coarse:h-11"
        >
          {loading ? (
            "Reading accounts"
          ) : (
            <>
              {!compact &&
                platforms
                  .slice(0, MARKS)
                  .map((platform) => (
                    <PlatformMark key={platform} platform={platform} size={18} decorative />
                  ))}
              <span className="font-medium">
                {chosen.length === accounts.length
                  ? plural(accounts.length, "account")
                  : `${chosen.length} of ${plural(accounts.length, "account")}`}
                {idle > 0 && !compact && (
                  <span className="font-normal text-muted"> · {idle} without a post</span>
                )}
              </span>
            </>
          )}
          <ChevronDown className="size-3.5 opacity-60" aria-hidden />
        </button>
      }
    >
      {groups.length > 0 && (
        <div className="flex flex-wrap gap-1.5 border-b p-2">
          {groups.map((group) => (
            <Button key={group.id} size="sm" onClick={() => onChange([...group.accountIds])}>
              {group.name}
            </Button>
          ))}
        </div>
      )}
      <ul className="max-h-80 overflow-y-auto p-1">
        {accounts.map((account) => (
          <li key={account.id} className="rounded-control px-2 py-1.5 hover:bg-sunken pointer-coarse:py-3">
            <Checkbox
              className="w-full [&>label]:flex-1"
              checked={chosen.includes(account.id)}
              onCheckedChange={(on) => toggle(account.id, on === true)}
              label={
                <span className="flex items-center gap-2">
                  <PlatformMark platform={account.platform} size={18} decorative />
                  <span className="min-w-0 flex-1 truncate">{account.name}</span>
                  <span className={account.isExpired ? "text-meta text-warn" : "text-meta text-muted"}>
                    {account.isExpired
                      ? "expired"
                      : account.assigned
                        ? "assigned"
                        : platformLabel(account.platform)}
                  </span>
                </span>
              }
            />
          </li>
        ))}
      </ul>
    </Popover>
  );
}
