import type { CsvRow } from "./csv-repository";
import type { Evidence } from "./schema";

export function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((id) => other.includes(id));
}

export function setAccountsEvidence(
  csv: CsvRow,
  found: {
    accountIds?: string[] | null | undefined;
    count?: number | null | undefined;
    status?: string | null | undefined;
    id: string;
  },
): Evidence {
  const accounts = found.accountIds?.length ?? 0;
  return {
    title: "The accounts were sent and not answered",
    sentence:
      "Nothing was sent again. The Social Media API lists an import of the same file, but not with the same accounts or rows, so nothing goes on by itself.",
    rows: [
      {
        what: "Rows",
        sent: String(csv.rowCount),
        found: String(found.count ?? "—"),
        same: found.count === csv.rowCount,
      },
      {
        what: "Accounts",
        sent: String(csv.accountIds.length),
        found: String(accounts),
        same: sameSet(found.accountIds ?? [], csv.accountIds),
      },
      { what: "State", sent: "none yet", found: found.status ?? "—", same: true },
      { what: "Import", sent: "none yet", found: found.id, same: true },
    ],
    choices: [
      {
        decision: "adopt",
        label: "Go on with it",
        consequence: `Goes on with the import found: ${csv.rowCount} posts go to ${accounts} accounts.`,
      },
      {
        decision: "send_again",
        label: "Send again",
        consequence: `Deletes the import found, then uploads the ${csv.rowCount} rows anew for ${csv.accountIds.length} accounts.`,
      },
    ],
  };
}

export function finalizeEvidence(csv: CsvRow, there: number): Evidence {
  return {
    title: "Posts are there although the import says that it was not finalized",
    sentence: `The import is still in review at the Social Media API, yet ${there} of ${csv.rowCount} rows have posts. Finalizing again could post them twice.`,
    rows: [{ what: "Posts", sent: String(csv.rowCount), found: String(there), same: false }],
    choices: [
      {
        decision: "adopt",
        label: "Count what is there",
        consequence:
          "Nothing is sent, and the import is deleted there. Rows with a post count as scheduled, the others as failed; those can be retried.",
      },
      {
        decision: "send_again",
        label: "Finalize again",
        consequence: `May post the ${there} rows found a second time.`,
      },
    ],
  };
}

export function finalizeTriesEvidence(csv: CsvRow): Evidence {
  return {
    title: `Finalizing was asked for ${csv.intentAttempt} times and never took effect`,
    sentence:
      "After each time the import was still in review and none of its posts was there. Look at the import at the Social Media API before you try once more.",
    rows: [{ what: "Posts", sent: String(csv.rowCount), found: "0", same: false }],
    choices: [
      {
        decision: "adopt",
        label: "Give it up",
        consequence:
          "Nothing is sent, and the import is deleted there. Rows with a post count as scheduled, the others as failed; those can be retried.",
      },
      {
        decision: "send_again",
        label: "Finalize again",
        consequence: `Finalizes the ${csv.rowCount} rows once more; no post of theirs was found so far.`,
      },
    ],
  };
}

export function verifyEvidence(csv: CsvRow, missing: number): Evidence {
  return {
    title: `${missing} of ${csv.rowCount} posts were not found after finalizing`,
    sentence:
      "The Social Media API says the import is complete, but its list does not show these posts. They may appear later, or an account may have refused them.",
    rows: [{ what: "Posts", sent: String(csv.rowCount), found: String(csv.rowCount - missing), same: false }],
    choices: [
      { decision: "adopt", label: "Look again", consequence: "Reads the list once more. Nothing is sent." },
      {
        decision: "send_again",
        label: "Count them as failed",
        consequence: "Nothing is sent. The missing rows count as failed and can be retried.",
      },
    ],
  };
}
