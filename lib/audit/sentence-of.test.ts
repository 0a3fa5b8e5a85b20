import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CAPTURE_ACTIONS } from "@/lib/snapshots/schema";
import { actionWords, hasSentence, sentenceOf } from "./sentence-of";

const event = {
  actorName: "Anna",
  targetName: "Agency OAuth",
  targetKind: "connection",
  targetId: "c1",
  locationName: null,
  after: null,
};

/** Files that write to the audit, with their text. */
function recordingFiles(): { file: string; source: string }[] {
  return ["lib", "app", "scripts", "db"].flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|testing/.test(name))
      .map((name) => ({ file: join(root, name), source: readFileSync(join(root, name), "utf8") }))
      .filter(({ source }) => /recordAudit|AUDIT\b/.test(source)),
  );
}

/** `domain.verb` texts that stand where an action stands: after `action`, in a table of actions, or given to a recorder. */
function actionsIn(source: string): string[] {
  const parts = [
    ...source.matchAll(/\baction\s*(?::|=)([^;]*?)(?:,\n|\n\s*targetKind|;|\})/g),
    ...source.matchAll(/\bAUDIT\s*=\s*(\{[^}]*\})/g),
    ...source.matchAll(/\brecord\(([^)]*)/g),
  ];
  const texts = parts.flatMap(([, part = ""]) => [...part.matchAll(/"([a-z_-]+\.[a-z_-]+)"/g)]);
  return texts.flatMap(([, action]) => (action ? [action] : []));
}

describe("what the audit says", () => {
  const found = recordingFiles().flatMap(({ file, source }) =>
    actionsIn(source).map((action) => ({ file, action })),
  );

  it("has a sentence for every action that is recorded anywhere", () => {
    expect(new Set(found.map(({ action }) => action)).size).toBeGreaterThan(50);
    expect(found.filter(({ action }) => !hasSentence(action))).toEqual([]);
    expect(CAPTURE_ACTIONS.filter((action) => !hasSentence(`snapshots.capture_${action}`))).toEqual([]);
  });

  it("finds actions in every way they are written", () => {
    const found = actionsIn(`
      recordAudit(tx, ctx, { action: "one.done", targetKind: "x" });
      recordAudit(tx, ctx, {
        action: fresh ? "two.added" : "three.renewed",
        targetKind: "x" });
      const AUDIT = { pause: "four.paused" } as const;
      await record("five.written", told);
      return { action: "six.left", message: "Left" };`);
    expect(found).toEqual(
      expect.arrayContaining([
        "one.done",
        "two.added",
        "three.renewed",
        "four.paused",
        "five.written",
        "six.left",
      ]),
    );
  });

  it("says rotated in the filter too, whatever the recorded name", () => {
    expect(actionWords("connection.key_replaced")).toBe("Connection: key rotated");
    expect(actionWords("api_key.rerolled")).toMatch("rotated");
    expect(actionWords("imports.rows_changed")).toBe("Imports: rows changed");
  });

  it("tells what happened in plain words", () => {
    const tell = (action: string, more = {}) => sentenceOf({ ...event, action, ...more });
    expect(tell("connection.paused")).toBe("Anna paused the connection Agency OAuth.");
    expect(tell("connection.key_replaced", { after: { overlapHours: 24 } })).toBe(
      "Anna rotated the key of Agency OAuth; the old one ends after 24 hours.",
    );
    expect(
      tell("upstream.write_refused", { targetName: "Create a post.", locationName: "Harbour Cafe" }),
    ).toBe("The Social Media API refused Anna to create a post in Harbour Cafe.");
    expect(tell("api_key.pausing_set", { after: { pauseKeys: true } })).toBe(
      "Anna lets unusual use pause an API key by itself.",
    );
  });
});
