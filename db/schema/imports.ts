import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea, createdAt, id, instant } from "./columns";

/** One file a person uploaded for one location, cut into as many csvs as it takes. Its id is the batchId. */
export const importBatches = pgTable(
  "import_batches",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    /** Batches of one sheet whose `location` column sent its rows to several locations share it. */
    groupId: uuid("group_id"),
    fileName: text("file_name").notNull(),
    fileSize: integer("file_size").notNull(),
    fileHash: text("file_hash"),
    format: text("format", { enum: ["basic", "advance", "own"] }).notNull(),
    timezone: text("timezone").notNull(),
    /** Counts up with every change of the rows; scheduling names the version that was approved. */
    version: integer("version").notNull().default(1),
    approvedVersion: integer("approved_version"),
    status: text("status", {
      enum: [
        "receiving",
        "checking",
        "ready",
        "scheduling",
        "paused",
        "needs_person",
        "completed",
        "cancelled",
        "failed",
      ],
    })
      .notNull()
      .default("receiving"),
    statusReason: text("status_reason"),
    /** Reader options and column mapping that the rows were read with. */
    reading: jsonb("reading").notNull().default({}),
    /** Default account ids of rows that name none. */
    accountIds: text("account_ids").array().notNull().default([]),
    rowCount: integer("row_count").notNull().default(0),
    createdBy: uuid("created_by"),
    createdByName: text("created_by_name").notNull(),
    createdAt: createdAt(),
    scheduledBy: text("scheduled_by"),
    scheduledAt: instant("scheduled_at"),
    finishedAt: instant("finished_at"),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    index("import_batches_company").on(t.companyId, t.createdAt.desc()),
    index("import_batches_location").on(t.locationId, t.createdAt.desc()),
  ],
);

/** The file as it came, in the parts it travelled in (at most 1 MB each). */
export const importParts = pgTable(
  "import_parts",
  {
    batchId: uuid("batch_id")
      .notNull()
      .references(() => importBatches.id, { onDelete: "cascade" }),
    part: integer("part").notNull(),
    bytes: bytea("bytes").notNull(),
  },
  (t) => [primaryKey({ columns: [t.batchId, t.part] })],
);

/**
 * Every row is exactly one of: scheduled, failed, waiting, skipped, deleted (its posts were scheduled, then deleted again).
 * Their sum is the number of rows, always.
 */
export const importRows = pgTable(
  "import_rows",
  {
    batchId: uuid("batch_id")
      .notNull()
      .references(() => importBatches.id, { onDelete: "cascade" }),
    /** The spreadsheet's own row number. */
    row: integer("row").notNull(),
    fields: jsonb("fields").notNull(),
    /** `YYYY-MM-DDTHH:mm:ss` on the location's clock; null is a draft. */
    scheduledLocal: text("scheduled_local"),
    accountIds: text("account_ids").array().notNull().default([]),
    issues: jsonb("issues").notNull().default([]),
    hasError: boolean("has_error").notNull().default(false),
    outcome: text("outcome", { enum: ["waiting", "scheduled", "failed", "skipped", "deleted"] })
      .notNull()
      .default("waiting"),
    reason: text("reason"),
    csvId: uuid("csv_id"),
    /** The csv it failed in, once it was sent again. */
    formerCsvId: uuid("former_csv_id"),
    /** Position inside its csv, from 0. */
    position: integer("position"),
    postIds: text("post_ids").array().notNull().default([]),
  },
  (t) => [
    primaryKey({ columns: [t.batchId, t.row] }),
    index("import_rows_csv").on(t.csvId, t.position),
    index("import_rows_outcome").on(t.batchId, t.outcome, t.row),
    // Rows that go out and stand in no csv yet, in the order they are cut in.
    index("import_rows_uncut")
      .on(t.batchId, sql`${t.scheduledLocal} collate "C"`, t.row)
      .where(sql`csv_id is null and outcome = 'waiting' and not has_error`),
    index("import_rows_former").on(t.formerCsvId).where(sql`former_csv_id is not null`),
    // Entered at once: what waits in a list of its own is looked through by every question.
    index("import_rows_posts")
      .using("gin", t.postIds)
      .with({ fastupdate: false })
      .where(sql`cardinality(post_ids) > 0`),
  ],
);

/** One csv upstream (at most 90 rows). `step` is what is done; `intent` is what was about to be done when last seen. */
export const importCsvs = pgTable(
  "import_csvs",
  {
    id: id(),
    batchId: uuid("batch_id")
      .notNull()
      .references(() => importBatches.id, { onDelete: "cascade" }),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    number: integer("number").notNull(),
    /** Rows that stand in it: those that failed and were sent again stand in a later one. */
    rowCount: integer("row_count").notNull(),
    accountIds: text("account_ids").array().notNull(),
    firstLocal: text("first_local"),
    lastLocal: text("last_local"),
    fileName: text("file_name").notNull(),
    filePath: text("file_path"),
    upstreamCsvId: text("upstream_csv_id"),
    step: text("step", {
      enum: [
        "planned",
        "uploaded",
        "accounts_set",
        "in_review",
        "finalized",
        "verified",
        "failed",
        "cancelled",
      ],
    })
      .notNull()
      .default("planned"),
    intent: text("intent", { enum: ["upload", "set_accounts", "finalize", "delete"] }),
    intentAt: instant("intent_at"),
    intentAttempt: integer("intent_attempt").notNull().default(0),
    /** Uploads whose set-accounts was never answered and never seen: what turns up of them is deleted before finalizing. */
    abandonedPaths: text("abandoned_paths").array().notNull().default([]),
    needsPerson: boolean("needs_person").notNull().default(false),
    /** What was sent and what was found upstream, for the person who decides. */
    evidence: jsonb("evidence"),
    statusReason: text("status_reason"),
    stepTimes: jsonb("step_times").notNull().default({}),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("import_csvs_number").on(t.batchId, t.number),
    index("import_csvs_upstream").on(t.upstreamCsvId),
  ],
);

export const importEvents = pgTable(
  "import_events",
  {
    seq: bigserial("seq", { mode: "number" }).primaryKey(),
    batchId: uuid("batch_id")
      .notNull()
      .references(() => importBatches.id, { onDelete: "cascade" }),
    csvNumber: integer("csv_number"),
    at: instant("at").notNull().defaultNow(),
    kind: text("kind", { enum: ["good", "info", "warning", "bad"] }).notNull(),
    message: text("message").notNull(),
  },
  (t) => [index("import_events_batch").on(t.batchId, t.seq.desc())],
);

/** A bulk delete of posts, cut into calls of at most 50; every post has its own result. */
export const postDeletions = pgTable(
  "post_deletions",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    batchId: uuid("batch_id"),
    total: integer("total").notNull(),
    deleted: integer("deleted").notNull().default(0),
    status: text("status", { enum: ["running", "completed", "partial", "failed"] })
      .notNull()
      .default("running"),
    /** `[{postIds, outcome: "waiting" | "deleted" | "gone" | "failed" | "unknown", deletedCount?, reason?, traceId?}]` */
    calls: jsonb("calls").notNull(),
    requestedBy: uuid("requested_by"),
    /** Whoever it was, also a key; null in deletions from before it was kept. */
    requestedByName: text("requested_by_name"),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [
    index("post_deletions_batch").on(t.batchId, t.createdAt.desc()),
    index("post_deletions_company").on(t.companyId, t.createdAt.desc()),
  ],
);

/**
 * How a person reads and repaired the file of a batch that is not scheduled: columns, cells, rows left out, accounts. Kept
 * while they work and after a check, so that the preview goes on in any browser.
 */
export const importDrafts = pgTable("import_drafts", {
  batchId: uuid("batch_id")
    .primaryKey()
    .references(() => importBatches.id, { onDelete: "cascade" }),
  /** `draftReading` of `lib/imports/schema.ts`. */
  reading: jsonb("reading").notNull(),
  /** Counts up with every save: a save names the one it was made from. */
  revision: integer("revision").notNull().default(1),
  savedBy: uuid("saved_by"),
  savedByName: text("saved_by_name").notNull(),
  savedAt: instant("saved_at").notNull().defaultNow(),
});

/** How the columns of a sheet were mapped last, per location and header: offered again for the same header. */
export const columnMappings = pgTable(
  "column_mappings",
  {
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    /** SHA-256 of the header's names, in order. */
    headerHash: text("header_hash").notNull(),
    mapping: jsonb("mapping").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.companyId, t.locationId, t.headerHash] })],
);

/** A batch shown to a second person before it is scheduled. The newest row of a batch counts. */
export const importApprovals = pgTable(
  "import_approvals",
  {
    id: id(),
    batchId: uuid("batch_id")
      .notNull()
      .references(() => importBatches.id, { onDelete: "cascade" }),
    companyId: uuid("company_id").notNull(),
    /** The version that was shown; another version needs asking again. */
    version: integer("version").notNull(),
    status: text("status", { enum: ["asked", "approved", "sent_back", "withdrawn"] })
      .notNull()
      .default("asked"),
    /** Null: anybody but the one who asked, with the role and the location. */
    approverId: uuid("approver_id"),
    askedBy: uuid("asked_by"),
    askedByName: text("asked_by_name").notNull(),
    askedNote: text("asked_note"),
    decidedBy: uuid("decided_by"),
    decidedByName: text("decided_by_name"),
    decidedNote: text("decided_note"),
    createdAt: createdAt(),
    decidedAt: instant("decided_at"),
  },
  (t) => [index("import_approvals_batch").on(t.batchId, t.createdAt.desc())],
);

/** A bulk edit of scheduled posts: a new time, category or tags. Every post has its own result. */
export const postChanges = pgTable(
  "post_changes",
  {
    id: id(),
    companyId: uuid("company_id").notNull(),
    locationId: text("location_id").notNull(),
    /** `slots` and `offset` move posts in time; `edit` carries cells changed in a spreadsheet. */
    kind: text("kind", { enum: ["offset", "slots", "category", "tags", "edit"] }).notNull(),
    /** What was asked, in the words of `lib/posts/change-schema.ts`. */
    input: jsonb("input").notNull(),
    total: integer("total").notNull(),
    status: text("status", { enum: ["running", "completed", "partial", "failed", "cancelled"] })
      .notNull()
      .default("running"),
    requestedBy: uuid("requested_by"),
    requestedByName: text("requested_by_name").notNull(),
    createdAt: createdAt(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("post_changes_company").on(t.companyId, t.createdAt.desc())],
);

export const postChangeItems = pgTable(
  "post_change_items",
  {
    changeId: uuid("change_id")
      .notNull()
      .references(() => postChanges.id, { onDelete: "cascade" }),
    postId: text("post_id").notNull(),
    /** The post's fields that change, as they were and as they shall be. */
    before: jsonb("before").notNull(),
    after: jsonb("after").notNull(),
    outcome: text("outcome", { enum: ["waiting", "sending", "changed", "failed", "unknown", "skipped"] })
      .notNull()
      .default("waiting"),
    reason: text("reason"),
    traceId: text("trace_id"),
    /** For posts moved to a best slot: their engagement beside the habit of the slot they left, once known. */
    result: jsonb("result"),
    resultAt: instant("result_at"),
  },
  (t) => [primaryKey({ columns: [t.changeId, t.postId] })],
);
