"use client";

import { Plug, ShieldCheck } from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { accountHref } from "@/components/reports/account-href";
import { EmptyState } from "@/components/states/empty-state";
import { Button } from "@/components/ui/button";
import { CardBody } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { StatusTag } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { AccountsReply, AccountView } from "@/lib/accounts/schema";
import { age, day, dayIn, plural } from "@/lib/format";
import { AssignmentDifference } from "./assignment-difference";
import { AssignmentOutcome } from "./assignment-outcome";
import { useAssignAccounts } from "./queries";

type AssignAccountsProps = { locationId: string; reply: AccountsReply; canAssign: boolean; timezone: string };

/** The accounts of a location with a box each; the difference is shown before it is saved. */
export function AssignAccounts({ locationId, reply, canAssign, timezone }: AssignAccountsProps) {
  const saved = useMemo(
    () => new Set(reply.accounts.filter((one) => one.assigned).map((one) => one.id)),
    [reply.accounts],
  );
  const [draft, setDraft] = useState<ReadonlySet<string> | null>(null);
  const save = useAssignAccounts(locationId);
  const chosen = draft ?? saved;

  if (reply.accounts.length === 0) {
    return (
      <EmptyState icon={Plug} title="No account is connected">
        Connect the client's social accounts at the Social Media API; they appear here when the page is opened
        again.
      </EmptyState>
    );
  }

  const set = (ids: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) on ? next.add(id) : next.delete(id);
    setDraft(next);
    save.reset();
  };
  const all = reply.accounts.map((account) => account.id);
  const every = all.every((id) => chosen.has(id))
    ? true
    : all.some((id) => chosen.has(id))
      ? "indeterminate"
      : false;
  const added = reply.accounts.filter((account) => chosen.has(account.id) && !saved.has(account.id));
  const removed = reply.accounts.filter((account) => !chosen.has(account.id) && saved.has(account.id));

  return (
    <>
      <CardBody className="flex flex-col gap-3">
        <p className="text-muted">
          {plural(chosen.size, "account")} of {all.length} assigned. Imports go to these unless a file says
          otherwise.
        </p>
        <AssignmentOutcome assignment={reply.assignment} result={save.data} error={save.error} />
        {canAssign && reply.groups.length > 0 && (
          <div className="flex flex-wrap items-center gap-2">
            <span className="text-muted text-meta">Groups</span>
            {reply.groups.map((group) => {
              const ids = group.accountIds.filter((id) => all.includes(id));
              const on = ids.length > 0 && ids.every((id) => chosen.has(id));
              const count = ids.filter((id) => chosen.has(id)).length;
              return (
                <Chip
                  key={group.id}
                  toggle
                  pressed={on}
                  value={`${group.name} ${count} of ${ids.length}`}
                  onClick={() => set(ids, !on)}
                />
              );
            })}
          </div>
        )}
      </CardBody>
      <div className="grid items-start gap-4 px-4 pb-4 lg:grid-cols-[minmax(0,1fr)_280px]">
        <div className="overflow-hidden rounded-control border">
          <Table label="Accounts">
            <thead>
              <tr>
                {canAssign && (
                  <Th className="w-9">
                    <Checkbox
                      aria-label="Assign all accounts"
                      checked={every}
                      onCheckedChange={(on) => set(all, on === true)}
                    />
                  </Th>
                )}
                <Th>Account</Th>
                <Th>Platform</Th>
                <Th>Type</Th>
                <Th>Expires</Th>
                <Th>{canAssign ? "Change" : "Assigned"}</Th>
              </tr>
            </thead>
            <tbody>
              {reply.accounts.map((account) => (
                <Tr key={account.id} selected={chosen.has(account.id) !== saved.has(account.id)}>
                  {canAssign && (
                    <Td>
                      <Checkbox
                        aria-label={`Assign ${account.name} (${platformLabel(account.platform)})`}
                        checked={chosen.has(account.id)}
                        onCheckedChange={(on) => set([account.id], on === true)}
                      />
                    </Td>
                  )}
                  <AccountCells account={account} locationId={locationId} timezone={timezone} />
                  <Td>
                    <Change
                      before={saved.has(account.id)}
                      after={chosen.has(account.id)}
                      canAssign={canAssign}
                    />
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        </div>
        {canAssign && (
          <AssignmentDifference
            added={added}
            removed={removed}
            before={saved.size}
            after={chosen.size}
            actions={
              <>
                <Button
                  variant="primary"
                  loading={save.isPending}
                  disabled={added.length + removed.length === 0}
                  onClick={() => save.mutate([...chosen], { onSuccess: () => setDraft(null) })}
                >
                  {!save.isPending && <ShieldCheck aria-hidden />}
                  Save and verify
                </Button>
                <Button
                  variant="ghost"
                  disabled={draft === null || save.isPending}
                  onClick={() => setDraft(null)}
                >
                  Discard
                </Button>
              </>
            }
          />
        )}
      </div>
    </>
  );
}

function AccountCells({
  account,
  locationId,
  timezone,
}: {
  account: AccountView;
  timezone: string;
  locationId: string;
}) {
  return (
    <>
      <Td>
        <span className="flex items-center gap-2">
          <PlatformMark platform={account.platform} decorative />
          <Link
            href={accountHref({ locationId, accountId: account.id })}
            className="font-medium hover:underline"
          >
            {account.name}
          </Link>
        </span>
      </Td>
      <Td className="whitespace-nowrap">{platformLabel(account.platform)}</Td>
      <Td className="text-muted capitalize">{account.type ?? "—"}</Td>
      <Td className="whitespace-nowrap">
        {account.isExpired ? (
          <StatusTag tone="bad">
            Expired{account.expiresAt ? ` ${day(dayIn(account.expiresAt, timezone))}` : ""}
          </StatusTag>
        ) : account.expiresAt ? (
          <span title={age(account.expiresAt)}>{day(dayIn(account.expiresAt, timezone))}</span>
        ) : (
          <span className="text-muted">Does not expire</span>
        )}
      </Td>
    </>
  );
}

function Change({ before, after, canAssign }: { before: boolean; after: boolean; canAssign: boolean }) {
  if (before === after)
    return canAssign ? <span className="text-muted">No change</span> : <span>{after ? "Yes" : "No"}</span>;
  return <StatusTag tone={after ? "good" : "bad"}>{after ? "Added" : "Removed"}</StatusTag>;
}
