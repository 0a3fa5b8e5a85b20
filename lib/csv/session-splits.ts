import { derivedRow, originOf } from "./derived-rows";
import type { IssueCode } from "./issues";
import type { Change } from "./repairs";
import type { SessionSheet } from "./session-sheet";

export type Toggle = { row: number; before: boolean; after: boolean };
/** One step of a person, to undo and redo. */
export type Step = { changes: Change[]; excluded: Toggle[]; derived?: Toggle[] };

/** Rows without media that go to other networks as well go to those alone. */
export function withoutNetwork(sheet: SessionSheet, platform: string): Change[] {
  const { rows, checked } = sheet;
  const found: Change[] = [];
  for (const index of rows.inOrder(sheet.length)) {
    const needs = sheet
      .issuesAt(index)
      .some((issue) => isLackOfMedia(issue) && issue.platforms.includes(platform));
    if (!needs || rows.isExcluded(index)) continue;
    const accounts = sheet.accountsOf(index);
    const others = (checked?.accountsAt(index) ?? []).filter((id) => accounts.get(id) !== platform);
    // An empty cell means the accounts of all rows, not none.
    if (others.length === 0) continue;
    found.push({
      row: rows.numberAt(index),
      field: "accounts",
      before: rows.cellAt(index, "accounts"),
      after: others.join(", "),
    });
  }
  return found;
}

/** The network takes no post without what this row lacks. */
export const isLackOfMedia = ({ code }: { code: IssueCode }): boolean =>
  code === "media_needed" || code === "video_needed";

/**
 * Gives one network a row of its own with a caption that fits it; the other accounts keep the row and its full text. Where
 * the row goes to that network alone its caption changes in place.
 */
export function splitStep(sheet: SessionSheet, row: number, platform: string, caption: string): Step {
  const { rows } = sheet;
  const index = rows.indexOf(row);
  const checked = sheet.checked?.at(index);
  if (index === -1 || !checked) return { changes: [], excluded: [] };
  const accounts = sheet.accountsOf(index);
  const theirs = checked.accountIds.filter((id) => accounts.get(id) === platform);
  const others = checked.accountIds.filter((id) => accounts.get(id) !== platform);
  const before = rows.cellAt(index, "content");
  if (theirs.length === 0) return { changes: [], excluded: [] };
  if (others.length === 0)
    return { changes: [{ row, field: "content", before, after: caption }], excluded: [] };
  const named = rows.cellAt(index, "accounts");
  const number = derivedRow(originOf(row).row, platform);
  return {
    derived: [{ row: number, before: false, after: true }],
    changes: [
      { row, field: "accounts", before: named, after: others.join(", ") },
      { row: number, field: "accounts", before: named, after: theirs.join(", ") },
      { row: number, field: "content", before, after: caption },
    ],
    excluded: [],
  };
}
