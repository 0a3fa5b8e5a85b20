import { describe, expect, it } from "vitest";
import { ImportSession, type Target } from "../import-session";
import { ReadRefusal } from "../refusal";
import type { Case } from "./case";
import { CASES } from "./cases";

const target: Target = {
  accounts: [{ id: "f", name: "Acme", platform: "facebook", type: "page" }],
  accountIds: ["f"],
  timezone: "Europe/London",
  now: Date.UTC(2026, 10, 22, 12),
  existing: [],
};

async function look(file: Uint8Array): Promise<ImportSession> {
  const session = new ImportSession(
    { name: "posts.csv", size: file.length, slice: async (from, to) => file.subarray(from, to) },
    target,
  );
  await session.read(() => undefined);
  return session;
}

async function refusalOf(file: Uint8Array): Promise<ReadRefusal> {
  const error = await look(file).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof ReadRefusal) return error;
  throw error ?? new Error("was not refused");
}

async function see({ file, sees }: Case): Promise<void> {
  if ("refused" in sees) {
    const refusal = await refusalOf(file);
    expect(refusal.code).toBe(sees.refused);
    if (sees.line !== undefined) expect(refusal.line).toBe(sees.line);
    expect(refusal.message).toMatch(sees.says ?? /\.$/);
    return;
  }
  const session = await look(file);
  const summary = session.summary();
  const { rows } = session.window(0, 100, { only: "all", code: null, search: "" });
  expect(rows.length).toBe(sees.rows.length);
  for (const [index, fields] of sees.rows.entries()) expect(rows[index]?.fields).toMatchObject(fields);
  if (sees.format) expect(summary.map.format).toBe(sees.format);
  if (sees.charset) expect(summary.charset).toBe(sees.charset);
  if (sees.delimiter) expect(summary.delimiter).toBe(sees.delimiter);
  if (sees.numbers) expect(rows.map((row) => row.row)).toEqual(sees.numbers);
  if (sees.scheduled) expect(rows.map((row) => row.scheduledLocal)).toEqual(sees.scheduled);
  if (sees.issues) expect(rows.map((row) => row.issues.map((issue) => issue.code))).toEqual(sees.issues);
}

describe("files as people really have them", () => {
  it("are at least 60, each with a name of its own", () => {
    expect(CASES.length).toBeGreaterThanOrEqual(60);
    expect(new Set(CASES.map((one) => one.name)).size).toBe(CASES.length);
  });

  it.each(CASES.map((one) => [one.name, one] as const))("%s", (_, one) => see(one));
});
