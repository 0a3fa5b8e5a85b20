import { describe, expect, it } from "vitest";
import {
  bulkDeleteSocialPlannerPosts,
  getAccount,
  getCustomSnapshots,
  getPosts,
  getStatistics,
  getUploadStatus,
  namesFile,
  operationById,
  operations,
  readTimezones,
  setAccounts,
  startCsvFinalize,
  uploadCsv,
} from "./index";

const LOCATION = "ve9EPM428h8vShlRW1KT";
const ACCOUNT = `aF3KhyL8JIuBwzK3m7Ly_${LOCATION}_12554616564525983496`;

function firstReason(result: { success: boolean; error?: { issues: { message: string }[] } }) {
  return result.success ? null : result.error?.issues[0]?.message;
}

describe("what a request may hold", () => {
  const posts = (count: number) => ({ postIds: Array.from({ length: count }, (_, n) => `post${n}`) });

  it("deletes between 1 and 50 posts in one call", () => {
    const { body } = bulkDeleteSocialPlannerPosts;
    expect(body.safeParse(posts(1)).success).toBe(true);
    expect(body.safeParse(posts(50)).success).toBe(true);
    expect(firstReason(body.safeParse(posts(0)))).toBe("Choose at least one post.");
    expect(firstReason(body.safeParse(posts(51)))).toContain("At most 50 posts");
  });

  it("asks statistics for 1 to 100 accounts over a period that runs forward", () => {
    const { body } = getStatistics;
    const profileIds = ["67a5a9aa776c837de4aa5b12"];
    const march = { startDate: "2025-03-01T00:00:00.000Z", endDate: "2025-03-31T23:59:59.999Z" };
    const february = { startDate: "2025-02-01T00:00:00Z", endDate: "2025-02-28T23:59:59+01:00" };
    const day = { startDate: march.startDate, endDate: march.startDate };
    expect(body.safeParse({ profileIds }).success).toBe(true);
    expect(body.safeParse({ profileIds, currentRange: march, prevRange: february }).success).toBe(true);
    expect(body.safeParse({ profileIds, currentRange: day }).success).toBe(true);
    const hundred = Array.from({ length: 100 }, (_, n) => `p${n}`);
    expect(body.safeParse({ profileIds: hundred }).success).toBe(true);
    expect(firstReason(body.safeParse({ profileIds: [] }))).toContain("at least one account");
    expect(firstReason(body.safeParse({ profileIds: [...hundred, "p100"] }))).toContain("At most 100");
    expect(firstReason(body.safeParse({ profileIds, prevRange: february }))).toContain(
      "needs a current period",
    );
    const backwards = { startDate: march.endDate, endDate: march.startDate };
    expect(firstReason(body.safeParse({ profileIds, currentRange: backwards }))).toContain(
      "The first date lies after the last one",
    );
    const bare = { startDate: "2025-03-01", endDate: "2025-03-31" };
    expect(firstReason(body.safeParse({ profileIds, currentRange: bare }))).toContain("time and zone");
    expect(firstReason(body.safeParse({ profileIds, platforms: ["myspace"] }))).toContain("must be one of");
  });

  it("sets accounts for a file, or for a location before there is a file", () => {
    const { body } = setAccounts;
    const full = {
      accountIds: [ACCOUNT],
      filePath: "omaDY/social-import/d23d.csv",
      rowsCount: 6,
      fileName: "posts.csv",
      userId: "ve9EPM428h8vShlRW1KT",
    };
    expect(body.safeParse(full).success).toBe(true);
    expect(body.safeParse({ accountIds: [ACCOUNT] }).success).toBe(true);
    expect(namesFile(full)).toBe(true);
    expect(namesFile({ accountIds: [ACCOUNT] })).toBe(false);
    expect(firstReason(body.safeParse({ accountIds: [] }))).toBe("Choose at least one account.");
    expect(firstReason(body.safeParse({ accountIds: [ACCOUNT, ACCOUNT] }))).toContain("named twice");
    expect(firstReason(body.safeParse({ ...full, userId: undefined }))).toBe("Give the user id.");
    expect(firstReason(body.safeParse({ ...full, rowsCount: 91 }))).toContain("at most 90 posts");
    expect(firstReason(body.safeParse({ ...full, rowsCount: "6" }))).toBe("Give the number of rows.");
    expect(firstReason(body.safeParse({ accountIds: [ACCOUNT], colour: "red" }))).toContain(
      "Unknown field: colour",
    );
  });

  it("finalizes a csv in the name of a user", () => {
    expect(startCsvFinalize.body.safeParse({ userId: "u1" }).success).toBe(true);
    expect(firstReason(startCsvFinalize.body.safeParse({}))).toBe("Give the user id.");
    expect(startCsvFinalize.body.safeParse({ userId: "../x" }).success).toBe(false);
  });

  it("sends the numbers of queries and of the post list as text", () => {
    const list = {
      skip: "0",
      limit: "10",
      fromDate: "2024-01-22T05:32:49.463Z",
      toDate: "2024-03-20T05:32:49.463Z",
      includeUsers: "true",
    };
    expect(getPosts.body.safeParse(list).success).toBe(true);
    expect(getPosts.body.safeParse({ ...list, skip: 0 }).success).toBe(false);
    expect(getPosts.body.safeParse({ ...list, includeUsers: true }).success).toBe(false);
    expect(getPosts.body.safeParse({ ...list, fromDate: list.toDate, toDate: list.fromDate }).success).toBe(
      false,
    );
    expect(getUploadStatus.query.safeParse({ userId: "u1", skip: "10" }).success).toBe(true);
    expect(getUploadStatus.query.safeParse({ userId: "u1", skip: "-1" }).success).toBe(false);
    expect(firstReason(getUploadStatus.query.safeParse({ skip: "0" }))).toBe("Give the user id.");
  });

  it("names a field that the upstream would not know", () => {
    expect(firstReason(getCustomSnapshots.query.safeParse({ companyId: "c1", company: "c1" }))).toBe(
      "Unknown field: company. Remove it.",
    );
  });

  it("keeps paths whole: no slash or dots in an id", () => {
    for (const id of ["", "..", "a/b", "a?b", "a b"]) {
      expect(getAccount.params.safeParse({ locationId: id }).success).toBe(false);
    }
  });

  it("uploads a file that holds something", () => {
    const file = new File(["content\nhello"], "posts.csv", { type: "text/csv" });
    expect(uploadCsv.body.safeParse({ file }).success).toBe(true);
    expect(firstReason(uploadCsv.body.safeParse({ file: new File([], "empty.csv") }))).toContain("empty");
    expect(firstReason(uploadCsv.body.safeParse({ file: "content" }))).toContain("Attach the CSV");
  });
});

describe("what an answer may hold", () => {
  const answer = (accounts: unknown[]) => ({
    success: true,
    statusCode: 200,
    message: "Fetched Accounts",
    results: { accounts },
  });

  it("knows a thing by id or _id, and gives both", () => {
    const parsed = getAccount.answer.parse(
      answer([
        { id: "a", platform: "google" },
        { _id: "b", platform: "facebook" },
      ]),
    );
    expect(parsed.results.accounts.map(({ id, _id }) => [id, _id])).toEqual([
      ["a", "a"],
      ["b", "b"],
    ]);
    expect(parsed.results.groups).toEqual([]);
  });

  it("keeps fields and networks it does not know", () => {
    const parsed = getAccount.answer.parse(answer([{ id: "a", platform: "newnet", colour: "red" }]));
    expect(parsed.results.accounts[0]).toMatchObject({ platform: "newnet", colour: "red" });
  });

  it("leaves a missing figure missing, and a zero zero", () => {
    const parsed = getStatistics.answer.parse({
      results: {
        totals: { likes: 0, comments: null },
        platformTotals: { likes: { x: { series: [1, null] } } },
      },
    });
    expect(parsed.results.totals).toEqual({ likes: 0, comments: null });
    expect(parsed.results.totals?.posts).toBeUndefined();
    expect(parsed.results.breakdowns).toBeUndefined();
    expect(parsed.results.platformTotals?.likes?.x?.series).toEqual([1, null]);
  });

  it("takes the activity that some snapshots carry", () => {
    const [snapshot] = getCustomSnapshots.answer.parse({
      snapshots: [
        {
          id: "s",
          name: "Spa",
          type: "own",
          companyId: "c",
          locationId: "l",
          metrics: { reach: 5, likes: null },
        },
      ],
    }).snapshots;
    expect(snapshot?.metrics).toEqual({ reach: 5, likes: null });
    expect(snapshot?._id).toBe("s");
  });

  it("tells a truncated answer, a page of HTML and a false success from a good answer", () => {
    const bad = ["<html>busy</html>", {}, null, [], { success: true, statusCode: 200 }, answer([{}])];
    for (const body of [...bad, { ...answer([]), success: false }]) {
      expect(getAccount.answer.safeParse(body).success).toBe(false);
    }
    for (const body of ["<html>", {}, null, { results: null }]) {
      expect(getStatistics.answer.safeParse(body).success).toBe(false);
    }
    for (const operation of operations.filter(
      ({ id }) => !["start-oauth", "delete-media-content"].includes(id),
    )) {
      expect(operation.answer.safeParse("<html>busy</html>").success, operation.id).toBe(false);
      expect(operation.answer.safeParse(undefined).success, operation.id).toBe(false);
    }
  });

  it("reads timezones from each shape that the upstream uses", () => {
    for (const body of [
      ["Europe/Berlin"],
      { timeZones: ["Europe/Berlin"] },
      { timezones: ["Europe/Berlin"] },
    ]) {
      const parsed = operationById("get-timezones")?.answer.safeParse(body);
      expect(parsed?.success).toBe(true);
    }
    expect(readTimezones({ timeZones: ["Europe/Berlin"] })).toEqual(["Europe/Berlin"]);
    expect(readTimezones(["Asia/Kolkata"])).toEqual(["Asia/Kolkata"]);
  });
});
