import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { createTestDatabase } from "./test-database";

describe("the database", () => {
  let database: Awaited<ReturnType<typeof createTestDatabase>>;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("refuses to change, remove or truncate audit events", async () => {
    await database.db.insert(auditEvents).values({
      actorKind: "system",
      actorName: "test",
      action: "test.written",
      targetKind: "test",
      hash: "0",
    });
    for (const statement of [
      "update audit_events set action = 'x'",
      "delete from audit_events",
      "truncate audit_events",
    ]) {
      await expect(database.db.execute(sql.raw(statement))).rejects.toMatchObject({
        cause: { message: expect.stringContaining("append-only") },
      });
    }
  });

  it("reads days as text and counts as numbers, whatever this machine's timezone is", async () => {
    const { rows } = await database.db.execute(
      sql`select date '2026-03-29' as day, count(*) as n, now()::text as at from audit_events`,
    );
    expect(rows[0]).toMatchObject({ day: "2026-03-29", n: 1, at: expect.stringMatching(/\+00$/) });
  });
});
