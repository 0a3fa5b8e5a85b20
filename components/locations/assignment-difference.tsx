import { Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { platformLabel } from "@/components/charts/platform";
import type { AccountView } from "@/lib/accounts/schema";

type AssignmentDifferenceProps = {
  added: readonly AccountView[];
  removed: readonly AccountView[];
  before: number;
  after: number;
  actions: ReactNode;
};

/** What saving would change, said before it is saved. */
export function AssignmentDifference({ added, removed, before, after, actions }: AssignmentDifferenceProps) {
  return (
    <section aria-label="Difference before saving" className="flex flex-col gap-3 rounded-control border p-4">
      <h3 className="flex justify-between font-semibold">
        Difference before saving
        {added.length + removed.length > 0 && (
          <span className="tabular-nums">
            <span className="text-good">+{added.length}</span>{" "}
            <span className="text-bad">−{removed.length}</span>
          </span>
        )}
      </h3>
      {added.length + removed.length === 0 ? (
        <p className="text-muted">Nothing changed yet. Tick the accounts that this client's posts go to.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {added.map((account) => (
            <Line
              key={account.id}
              account={account}
              sign={<Plus className="size-4 text-good" aria-label="Added:" />}
            />
          ))}
          {removed.map((account) => (
            <Line
              key={account.id}
              account={account}
              sign={<Minus className="size-4 text-bad" aria-label="Removed:" />}
            />
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-[1fr_auto] gap-y-1 border-t pt-3 tabular-nums">
        <dt className="text-muted">Assigned now</dt>
        <dd>{before}</dd>
        <dt className="text-muted">After saving</dt>
        <dd>{after}</dd>
      </dl>
      <div className="flex flex-wrap gap-2">{actions}</div>
      <p className="text-meta text-muted">
        Sends the list to the Social Media API, then reads the accounts back and compares.
      </p>
    </section>
  );
}

function Line({ account, sign }: { account: AccountView; sign: ReactNode }) {
  return (
    <li className="flex gap-2">
      <span className="mt-0.5">{sign}</span>
      <span className="min-w-0">
        <span className="block truncate">{account.name}</span>
        <span className="text-meta text-muted">{platformLabel(account.platform)}</span>
      </span>
    </li>
  );
}
