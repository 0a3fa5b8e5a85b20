import { z } from "zod";
import type { Clock } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { POST_LIST_TYPES } from "@/lib/upstream/contract/words";
import { periodOf } from "./period";
import type { ExportQuery } from "./schema";

const scope = z.object({
  made: z.iso.datetime(),
  status: z.enum(POST_LIST_TYPES),
  /** A day is every location's own, as it was in the export. */
  from: z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
  to: z.union([z.iso.date(), z.iso.datetime({ offset: true })]),
  locations: z.string().transform((text) => text.split(",").filter(Boolean)),
  accounts: z.string().optional(),
  search: z.string().optional(),
});
/** What an exported sheet held: without it nobody could tell a removed row from a post that was never in it. */
export type SheetScope = z.output<typeof scope>;

const NAME = "Post ID";

/** The header cell of the post ids; its brackets say what was exported, and readers of templates ignore brackets. */
export function postIdHeader(
  made: Date,
  query: Pick<ExportQuery, "type" | "from" | "to" | "locationIds" | "accounts" | "search">,
  timezone: string,
  clock: Clock,
): string {
  const period = periodOf(clock, query, timezone);
  const parts: Record<string, string | undefined> = {
    made: made.toISOString(),
    status: query.type,
    from: query.from ?? period.from,
    to: query.to ?? period.to,
    locations: query.locationIds.join(","),
    accounts: query.accounts,
    search: query.search?.trim(),
  };
  const words = Object.entries(parts).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value).replaceAll("%2C", ",").replaceAll("%3A", ":")}`] : [],
  );
  // A bracket of a search would end the note early.
  return `${NAME} (${words.join("; ").replace(/[()]/g, (bracket) => (bracket === "(" ? "%28" : "%29"))})`;
}

/** Which column holds post ids, and what the sheet was made from. Throws where it is no sheet for editing. */
export function readPostIdHeader(names: readonly string[]): { column: number; scope: SheetScope } {
  const column = names.findIndex((name) => /^\s*post\s*id\b/i.test(name));
  const inside = /\(([^)]*)\)/.exec(names[column] ?? "")?.[1] ?? "";
  const parts = inside.split(";").flatMap((part) => {
    const [name = "", value] = part.trim().split("=");
    return value === undefined ? [] : [[name, decoded(value)] as const];
  });
  const parsed = scope.safeParse(Object.fromEntries(parts));
  if (column === -1 || !parsed.success)
    throw new AppError("unprocessable", {
      message:
        "This sheet has no “Post ID” column as it was downloaded for editing. Download the posts for editing again, and keep that column and its heading.",
    });
  return { column, scope: parsed.data };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
