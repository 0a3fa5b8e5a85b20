import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  addTags,
  attachOauthAccounts,
  createComment,
  createContact,
  createQueue,
  fetchCalendarList,
  getAccessToken,
  getCommentList,
  getInstalledLocation,
  getSnapshotPush,
  operations,
  uploadMediaContent,
} from "./index";

function reasons(schema: z.ZodType, value: unknown): string {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).map((issue) => issue.message).join(" ");
}

describe("requests beside the main journey", () => {
  it("asks for a code or a refresh token, as the grant demands", () => {
    const client = { clientId: "c", clientSecret: "s", userType: "Company" };
    expect(reasons(getAccessToken.body, { ...client, grantType: "refresh_token", refreshToken: "r" })).toBe(
      "",
    );
    expect(reasons(getAccessToken.body, { ...client, grantType: "authorization_code", code: "x" })).toBe("");
    expect(reasons(getAccessToken.body, { ...client, grantType: "refresh_token", code: "x" })).toBe(
      "Give the refresh token as text.",
    );
    expect(reasons(getAccessToken.body, { ...client, grantType: "password" })).toContain("must be one of");
    expect(reasons(getAccessToken.body, { client_id: "c", grantType: "client_credentials" })).toContain(
      "Unknown field: client_id",
    );
  });

  it("pages installed locations by 1 to 100", () => {
    const query = { companyId: "c", appId: "a" };
    expect(reasons(getInstalledLocation.query, { ...query, pageSize: "100" })).toBe("");
    expect(reasons(getInstalledLocation.query, { ...query, pageSize: "101" })).toContain("between 1 and 100");
    expect(reasons(getInstalledLocation.query, { ...query, pageSize: "0" })).toContain("between 1 and 100");
  });

  it("asks for snapshot pushes over days or instants that run forward", () => {
    const query = { companyId: "c", from: "2022-10-10", to: "2023-12-18T11:59:59Z", lastDoc: "" };
    expect(reasons(getSnapshotPush.query, query)).toBe("");
    expect(reasons(getSnapshotPush.query, { ...query, to: "2021-01-01" })).toContain("Swap them");
    expect(reasons(getSnapshotPush.query, { ...query, from: "10/10/2022" })).toContain("as a day");
  });

  it("connects a page, a profile or a Google location, never nothing", () => {
    const { body } = attachOauthAccounts;
    expect(reasons(body, { type: "page", originId: "1", name: "Page" })).toBe("");
    expect(reasons(body, { pageId: "1" })).toBe("");
    expect(reasons(body, { name: "Page" })).toContain("which page or profile");
    expect(reasons(body, { location: { title: "Shop" } })).toContain("Give the Google location name");
  });

  it("comments with one picture at most, and lists comments for a whole period", () => {
    const picture = { url: "https://example.com/a.jpg", type: "image" };
    const comment = { parentId: "p1", isParentThread: true, content: "Thanks" };
    expect(reasons(createComment.body, { ...comment, attachments: [picture] })).toBe("");
    expect(reasons(createComment.body, { ...comment, attachments: [picture, picture] })).toContain(
      "one picture",
    );
    expect(reasons(createComment.body, { ...comment, content: " " })).toContain("it is empty");
    const list = { originIds: ["1"], fromDate: "2026-05-22T00:00:00Z" };
    expect(reasons(getCommentList.body, list)).toBe("Give both dates or neither.");
    expect(reasons(getCommentList.body, { ...list, toDate: "2026-05-01T00:00:00Z" })).toContain("Swap them");
    expect(reasons(getCommentList.body, { originIds: ["1"], limit: 101 })).toContain("between 1 and 100");
    expect(createComment.params.safeParse({ platform: "twitter" }).success).toBe(false);
  });

  it("plans queues on weekdays and times that exist", () => {
    const queue = { locationId: "l", categoryId: "c", userId: "u" };
    expect(reasons(createQueue.body, { ...queue, timeSlots: [{ dayOfWeek: 6, time: "23:59" }] })).toBe("");
    expect(reasons(createQueue.body, { ...queue, timeSlots: [{ dayOfWeek: 7, time: "09:00" }] })).toContain(
      "Saturday",
    );
    expect(reasons(createQueue.body, { ...queue, timeSlots: [{ dayOfWeek: 0, time: "24:00" }] })).toContain(
      "HH:mm",
    );
    const window = { locationId: "l", startDate: "2023-10-31T00:00:00Z", endDate: "2023-10-01T00:00:00Z" };
    expect(reasons(fetchCalendarList.body, window)).toContain("Swap them");
  });

  it("adds a file, or the address of a hosted one", () => {
    const file = new File(["x"], "x.png");
    expect(reasons(uploadMediaContent.body, { file })).toBe("");
    expect(reasons(uploadMediaContent.body, { hosted: "true", fileUrl: "https://example.com/x.png" })).toBe(
      "",
    );
    expect(reasons(uploadMediaContent.body, { hosted: "true" })).toContain("needs its web address");
    expect(reasons(uploadMediaContent.body, {})).toContain("Attach a file");
    expect(reasons(uploadMediaContent.body, { hosted: "true", fileUrl: "ftp://x/y" })).toContain("https://");
  });

  it("writes contacts with a location, a real email and named custom fields", () => {
    expect(reasons(createContact.body, { locationId: "l", email: null })).toBe("");
    expect(reasons(createContact.body, { email: "a@b.co" })).toBe("Give the location id.");
    expect(reasons(createContact.body, { locationId: "l", email: "a@b" })).toContain("full email");
    const customFields = [{ key: "my_field", fieldValue: ["a"] }];
    expect(reasons(createContact.body, { locationId: "l", customFields })).toBe("");
    expect(reasons(createContact.body, { locationId: "l", customFields: [{ fieldValue: 1 }] })).toContain(
      "by its id",
    );
    expect(reasons(addTags.body, { tags: [] })).toBe("Name at least one tag.");
  });
});

describe("the contract as a whole", () => {
  it("runs in a browser: its files import zod and each other only", () => {
    const files = readdirSync(import.meta.dirname).filter((file) => !/\.(test|fixture)\.ts$/.test(file));
    for (const file of files) {
      const source = readFileSync(`${import.meta.dirname}/${file}`, "utf8");
      const imported = [...source.matchAll(/from "([^"]+)"/g)].map(([, module]) => module);
      expect(
        imported.filter((module) => module !== "zod" && !module?.startsWith("./")),
        file,
      ).toEqual([]);
      expect(source, file).not.toMatch(/\b(process|Buffer|require)\b[.(]/);
    }
  });

  it("can be written down as JSON Schema, for the published description of our own routes", () => {
    for (const { id, query, params, body, answer, bodyKind } of operations) {
      for (const schema of [query, params, ...(bodyKind === "none" ? [] : [body])]) {
        expect(() => z.toJSONSchema(schema, { io: "input" }), id).not.toThrow();
      }
      expect(() => z.toJSONSchema(answer), id).not.toThrow();
    }
  });
});
