import { z } from "zod";
import { COMPARISONS } from "@/lib/reports/schema";
import { day, GRANULARITIES, idList } from "@/lib/snapshots/schema";

export const EXPORT_FORMATS = ["csv", "jsonl", "xlsx", "parquet"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const FORMAT_NAMES: Record<ExportFormat, string> = {
  csv: "CSV for spreadsheets (formulas disarmed)",
  xlsx: "Excel workbook",
  jsonl: "JSON Lines",
  parquet: "Parquet",
};

export const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: "text/csv; charset=utf-8",
  jsonl: "application/x-ndjson; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  parquet: "application/vnd.apache.parquet",
};

/** What can leave as a file: each is a table of a report page. */
export const EXPORT_VIEWS = ["snapshots", "accounts", "platforms", "locations", "posts", "timing"] as const;
export type ExportView = (typeof EXPORT_VIEWS)[number];

export const VIEW_NAMES: Record<ExportView, string> = {
  snapshots: "Snapshots",
  accounts: "Accounts",
  platforms: "Platforms",
  locations: "Locations",
  posts: "Posts with insights",
  timing: "Posting times",
};

export const exportRequest = z.strictObject({
  view: z.enum(EXPORT_VIEWS, { error: `Name a view: ${EXPORT_VIEWS.join(", ")}.` }),
  format: z.enum(EXPORT_FORMATS, { error: `Name a format: ${EXPORT_FORMATS.join(", ")}.` }),
  companyId: z.string().optional(),
  locationId: idList.optional(),
  groupId: idList.optional(),
  accountId: idList.optional(),
  platform: idList.optional(),
  from: day.optional(),
  to: day.optional(),
  compare: z.enum(COMPARISONS).default("previous"),
  granularity: z.enum(GRANULARITIES).default("day"),
});
export type ExportRequest = z.output<typeof exportRequest>;
