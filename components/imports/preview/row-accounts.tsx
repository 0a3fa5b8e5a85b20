"use client";

import type { AccountView } from "@/lib/accounts/schema";
import type { SessionRow } from "@/lib/csv/import-session";
import { AccountsPicker } from "./accounts-picker";
import type { Preview } from "./use-preview";

type RowAccountsProps = { row: SessionRow; preview: Preview; accounts: readonly AccountView[] };

/** The accounts of this row alone; going back to those of all rows empties its cell. */
export function RowAccounts({ row, preview, accounts }: RowAccountsProps) {
  const own = (row.fields.accounts ?? "").trim() !== "";
  const save = (value: string) => void preview.sheet.change("edit", row.row, "accounts", value);
  return (
    <div className="flex flex-wrap items-center gap-2 text-[13px]">
      <span className="text-muted">{own ? "Goes to accounts of its own" : "Goes where all rows go"}</span>
      <AccountsPicker
        accounts={accounts}
        groups={[]}
        chosen={row.accountIds}
        loading={false}
        label={`Accounts of row ${row.row}`}
        onChange={(ids) => save(ids.join(", "))}
      />
      {own && (
        <button
          type="button"
          onClick={() => save("")}
          className="rounded underline underline-offset-4 hover:text-primary"
        >
          As all rows
        </button>
      )}
    </div>
  );
}
