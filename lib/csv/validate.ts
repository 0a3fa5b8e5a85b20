import { type DateOrder, readDate } from "./dates";
import type { Issue } from "./issues";
import { limitsOf, networkName } from "./limits";
import type { PostRow, TargetAccount } from "./row";
import { checkNetworks, checkOwnFields, checkUrls, checkWords, type Report, reporter } from "./rules";
import { createZone } from "./zone";

const SOONEST_MS = 10 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export type ValidatorOptions = {
  accounts: readonly TargetAccount[];
  /** Account ids of rows that name none. */
  assignment: readonly string[];
  timezone: string;
  now: number;
  dateOrder: DateOrder;
  /** `postKey` of posts already scheduled at the location. */
  existing?: ReadonlySet<string>;
};

export type CheckedRow = {
  /** `YYYY-MM-DDTHH:mm:ss` on the location's clock; null: a draft, or not readable. */
  scheduledLocal: string | null;
  accountIds: string[];
  issues: Issue[];
};

/** What makes two posts the same one: caption, time and where it goes. */
export function postKey(caption: string, local: string | null, accountIds: readonly string[]): string {
  return `${local ?? "draft"}|${[...accountIds].sort().join(",")}|${caption.trim()}`;
}

/**
 * Checks rows one after another for the accounts they go to, by one rule table, on the location's clock. Keeps what it
 * saw of earlier rows (duplicates, posts a day), so a validator serves one pass over one file.
 */
export function createValidator(options: ValidatorOptions) {
  const zone = createZone(options.timezone);
  const byId = new Map(options.accounts.map((account) => [account.id, account]));
  const seen = new Map<string, number>();
  const perDay = new Map<string, number>();

  function accountsOf(own: readonly string[] | undefined): TargetAccount[] {
    return (own ?? options.assignment).map((id) => byId.get(id)).filter((account) => account !== undefined);
  }

  function checkDate(row: PostRow, report: Report): { local: string | null; ms: number | null } {
    const cell = row.fields.postAtSpecificTime ?? "";
    const read = readDate(cell, options.dateOrder);
    if (read.kind === "empty") {
      report("no_date", "postAtSpecificTime", "Without a date this becomes a draft.");
      return { local: null, ms: null };
    }
    if (read.kind === "invalid") {
      report(
        "date_invalid",
        "postAtSpecificTime",
        `“${cell.slice(0, 40)}” is no date; write YYYY-MM-DD HH:mm:ss.`,
      );
      return { local: null, ms: null };
    }
    if (read.rewritten) {
      const form =
        /[/.]/.test(cell) && !/^\d{4}/.test(cell.trim())
          ? options.dateOrder === "DMY"
            ? "D/M/YYYY"
            : "M/D/YYYY"
          : "a date";
      report("date_rewritten", "postAtSpecificTime", `${cell.trim()} in the file, read as ${form}.`);
    }
    const moment = zone.toInstant(read.local);
    if (moment.kind === "gap") {
      report(
        "date_gap",
        "postAtSpecificTime",
        "Clocks go forward over this time that day, so it does not exist; choose another.",
      );
      return { local: read.local, ms: null };
    }
    const ms = moment.kind === "once" ? moment.ms : moment.first;
    if (moment.kind === "twice")
      report(
        "date_twice",
        "postAtSpecificTime",
        "Clocks go back that night, so this time comes twice; the first is meant.",
      );
    if (ms < options.now)
      report("date_past", "postAtSpecificTime", `Passed ${ago(options.now - ms)} ago, set a new time.`);
    else if (ms < options.now + SOONEST_MS)
      report(
        "date_soon",
        "postAtSpecificTime",
        "Less than 10 minutes ahead; the import needs at least that long.",
      );
    return { local: read.local, ms };
  }

  function checkCaps(accounts: readonly TargetAccount[], ms: number | null, report: Report): void {
    if (ms === null) return;
    for (const account of accounts) {
      const cap = limitsOf(account.platform, "post").dailyCap;
      if (cap === null) continue;
      const key = `${account.id}/${Math.floor(ms / DAY_MS)}`;
      const count = (perDay.get(key) ?? 0) + 1;
      perDay.set(key, count);
      if (count > cap) {
        report(
          "daily_cap",
          "postAtSpecificTime",
          `${networkName(account.platform)} takes ${cap} posts of one account in 24 hours; this is number ${count}.`,
          { platforms: [account.platform], limit: cap, actual: count },
        );
      }
    }
  }

  function checkDuplicates(
    row: PostRow,
    local: string | null,
    accountIds: readonly string[],
    report: Report,
  ): void {
    const key = postKey(row.fields.content ?? "", local, accountIds);
    const before = seen.get(key);
    if (before !== undefined)
      report("duplicate_in_file", "content", `Same caption, time and accounts as row ${before}.`);
    else seen.set(key, row.row);
    if (options.existing?.has(key))
      report(
        "already_scheduled",
        "content",
        "A post with this caption, time and accounts is scheduled already.",
      );
  }

  return {
    /** `ownAccountIds`: accounts this row alone goes to. */
    check(row: PostRow, ownAccountIds?: readonly string[]): CheckedRow {
      const issues: Issue[] = [];
      const report = reporter(row.row, issues);
      const { fields } = row;
      const accounts = accountsOf(ownAccountIds);
      const accountIds = accounts.map((account) => account.id);
      const { local, ms } = checkDate(row, report);
      if (accounts.length === 0) report("no_accounts", null, "No account is chosen for this row.");
      if (
        !fields.content?.trim() &&
        !fields.imageUrls?.trim() &&
        !fields.gifUrl?.trim() &&
        !fields.videoUrls?.trim() &&
        !fields.link?.trim()
      ) {
        report("nothing_to_post", "content", "The row has neither caption, media nor link.");
      }
      checkWords(fields, report);
      checkUrls(fields, report);
      checkNetworks(fields, accounts, report);
      checkOwnFields(fields, accounts, options.dateOrder, report);
      checkCaps(accounts, ms, report);
      checkDuplicates(row, local, accountIds, report);
      return { scheduledLocal: local, accountIds, issues };
    },
  };
}

export type Validator = ReturnType<typeof createValidator>;

export const hasError = (issues: readonly Issue[]): boolean =>
  issues.some((issue) => issue.severity === "error");

function ago(ms: number): string {
  const hours = Math.floor(ms / 3_600_000);
  if (hours < 1) return `${Math.max(1, Math.floor(ms / 60_000))} min`;
  return hours < 24 ? `${hours} h` : `${Math.floor(hours / 24)} d${hours % 24 ? ` ${hours % 24} h` : ""}`;
}
