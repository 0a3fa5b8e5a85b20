import type { Fields } from "../formats";
import type { IssueCode } from "../issues";

/** What a person should see of a file: a refusal with its line, or the rows, how it was read and what is wrong. */
export type Sight =
  | { refused: string; line?: number | null; says?: RegExp }
  | {
      rows: Partial<Record<keyof Fields, string>>[];
      format?: "basic" | "advance" | "own";
      charset?: string;
      delimiter?: string;
      /** Row numbers as the spreadsheet shows them. */
      numbers?: number[];
      /** Issue codes by position in `rows`, exactly. */
      issues?: IssueCode[][];
      scheduled?: (string | null)[];
    };

export type Case = { name: string; file: Uint8Array; sees: Sight };
