import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { UpstreamPost } from "@/lib/upstream/contract";
import { claimPosts, readRejections, settleRows } from "./match-posts";
import type { ImportRow } from "./row-repository";

const ZONE = "Europe/London";
const AT = "2027-03-01T09:00:00";

function rowOf(row: number, caption: string, accountIds: string[], at: string | null = AT): ImportRow {
  return {
    batchId: "b",
    row,
    fields: { content: caption },
    scheduledLocal: at,
    accountIds,
    issues: [],
    hasError: false,
    outcome: "waiting",
    reason: null,
    csvId: "c",
    formerCsvId: null,
    position: row,
    postIds: [],
  };
}

function postOf(id: string, accountId: string | null, caption: string, more: object = {}): UpstreamPost {
  return {
    id,
    _id: id,
    summary: caption,
    status: "scheduled",
    scheduleDate: "2027-03-01T09:00:00.000Z",
    ...(accountId === null ? {} : { accountId }),
    ...more,
  };
}

const nobody = new Set<string>();
const idsOf = (claims: { postId: string }[] | undefined) => claims?.map((claim) => claim.postId);

describe("matching rows with posts", () => {
  it("needs a post for each account of a row before the row counts as whole", () => {
    const rows = [rowOf(1, "Hello", ["a", "b"])];
    const half = claimPosts(rows, [postOf("1", "a", "Hello")], ZONE, nobody);
    expect(settleRows(rows, new Map(), half)).toMatchObject({
      missing: 1,
      outcomes: [{ outcome: "scheduled", postIds: ["1"], reason: expect.stringContaining("1 of 2") }],
    });
    const whole = claimPosts(rows, [postOf("1", "a", "Hello"), postOf("2", "b", "Hello")], ZONE, nobody);
    expect(settleRows(rows, new Map(), whole)).toMatchObject({
      missing: 0,
      outcomes: [{ outcome: "scheduled", postIds: ["1", "2"], reason: null }],
    });
  });

  it("lets one post without an account of its own serve all accounts of one row, and of that row only", () => {
    const rows = [rowOf(1, "Hello", ["a", "b"]), rowOf(2, "Hello", ["a", "b"])];
    const claims = claimPosts(rows, [postOf("1", null, "Hello", { accountIds: ["a", "b"] })], ZONE, nobody);
    expect(idsOf(claims.get(1))).toEqual(["1", "1"]);
    expect(claims.get(2)).toEqual([]);
  });

  it("prefers the newest of equal posts: older ones were there before the import", () => {
    const old = postOf("old", "a", "Hello", { createdAt: "2026-01-01T00:00:00.000Z" });
    const fresh = postOf("new", "a", "Hello", { createdAt: "2027-02-28T00:00:00.000Z" });
    expect(idsOf(claimPosts([rowOf(1, "Hello", ["a"])], [old, fresh], ZONE, nobody).get(1))).toEqual(["new"]);
  });

  it("finds a post in either hour of a time that exists twice", () => {
    const row = rowOf(1, "Late", ["a"], "2027-10-31T01:30:00");
    const second = postOf("1", "a", "Late", { scheduleDate: "2027-10-31T01:30:00.000Z" });
    expect(idsOf(claimPosts([row], [second], ZONE, nobody).get(1))).toEqual(["1"]);
  });

  it("knows a caption that the network trimmed, and one with the link below it", () => {
    const rows = [rowOf(1, "A long story of a tooth", ["a"]), rowOf(2, "Read this", ["b"])];
    const posts = [postOf("1", "a", "A long story…"), postOf("2", "b", "Read this\nhttps://example.com")];
    const claims = claimPosts(rows, posts, ZONE, nobody);
    expect([idsOf(claims.get(1)), idsOf(claims.get(2))]).toEqual([["1"], ["2"]]);
  });

  it("leaves posts of another account, another time or another csv alone", () => {
    const rows = [rowOf(1, "Hello", ["a"])];
    const posts = [
      postOf("1", "b", "Hello"),
      postOf("2", "a", "Hello", { scheduleDate: "2027-03-02T09:00:00.000Z" }),
      postOf("3", "a", "Hello"),
      postOf("4", "a", "Hello", { status: "deleted" }),
    ];
    expect(claimPosts(rows, posts, ZONE, new Set(["3"])).get(1)).toEqual([]);
  });

  it("reads why the upstream rejected a row, by position and else by caption", () => {
    const rows = [rowOf(1, "One", ["a"]), rowOf(2, "Two", ["a"])];
    const rejected = {
      id: "x",
      _id: "x",
      summary: "Two",
      status: "rejected" as const,
      errorMessage: "No media",
    };
    expect(readRejections(rows, [rejected]).get(2)).toBe("No media.");
    const accepted = { id: "y", _id: "y", summary: "One", status: "accepted" as const };
    expect(readRejections(rows, [accepted, rejected])).toEqual(
      new Map([
        [1, null],
        [2, "No media."],
      ]),
    );
  });

  it("gives every row one outcome and every post at most one row, whatever is there", () => {
    const caption = fc.constantFrom("One", "Two", "Three");
    const account = fc.constantFrom("a", "b", "c");
    const rowsOf = fc.array(fc.tuple(caption, fc.uniqueArray(account, { minLength: 1, maxLength: 3 })), {
      maxLength: 20,
    });
    const postsOf = fc.array(fc.tuple(caption, account), { maxLength: 40 });
    fc.assert(
      fc.property(rowsOf, postsOf, fc.array(fc.nat(30)), (rawRows, rawPosts, rejected) => {
        const rows = rawRows.map(([text, ids], index) => rowOf(index + 1, text, ids));
        const posts = rawPosts.map(([text, id], index) => postOf(`p${index}`, id, text));
        const rejections = new Map(rejected.map((row) => [row, "Rejected."]));
        const claims = claimPosts(rows, posts, ZONE, nobody);
        const { outcomes, missing } = settleRows(rows, rejections, claims);
        expect(outcomes.map((one) => one.row)).toEqual(rows.map((row) => row.row));
        const used = [...claims.values()].flat().map((claim) => claim.postId);
        expect(new Set(used).size).toBe(used.length);
        for (const one of outcomes) {
          expect(one.outcome === "scheduled").toBe(one.postIds.length > 0);
          if (rejections.has(one.row)) expect(one.outcome).toBe("failed");
        }
        const open = outcomes.filter((one) => one.outcome === "waiting").length;
        expect(missing).toBeGreaterThanOrEqual(open);
      }),
    );
  });
});
