import { readFileSync } from "node:fs";
import { join } from "node:path";
import { deflateRawSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceColumns, basicColumns } from "./csv/columns";
import {
  accountOn,
  at,
  csvForm,
  listOf,
  placeNamed,
  startUpstream,
  textAt,
  type Upstream,
} from "./testing/upstream";
import type { Location } from "./world/world";

const basic = basicColumns.join(",");
let upstream: Upstream;
let place: Location;
let token: string;

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Saltmarsh Surf School");
  token = await upstream.locationToken(place);
});
afterAll(() => upstream.close());

const params = (more = {}) => ({ locationId: place.id, ...more });
const upload = (text: string | Uint8Array, name?: string) =>
  upstream.call("upload-csv", { params: params(), form: csvForm(text, name), token });
const row = (when: string, content: string, images = "", videos = "", gif = "") =>
  `${when},"${content}",,"${images}",${gif},"${videos}"`;
const rowsOf = async (id: string, query = { limit: "90" }) =>
  listOf(
    at((await upstream.call("get-csv-post", { params: params({ id }), query, token })).body, "results.posts"),
  );
const statusOf = async (id: string) =>
  at((await upstream.call("get-csv-post", { params: params({ id }), token })).body, "results.csv.status");
const finalize = (id: string) =>
  upstream.call("start-csv-finalize", { params: params({ id }), body: { userId: "someone" }, token });

async function imported(text: string | Uint8Array, accountIds: string[], name?: string): Promise<string> {
  const answer = await upload(text, name);
  const { filePath, rowsCount, fileName } = Object(at(answer.body, "results"));
  const body = { accountIds, filePath, rowsCount, fileName, userId: "someone" };
  return textAt(
    (await upstream.call("set-accounts", { params: params(), body, token })).body,
    "results.csvId",
  );
}

async function postsWith(words: string, type = "all") {
  const body = {
    type,
    skip: "0",
    limit: "100",
    fromDate: "2026-06-01T00:00:00Z",
    toDate: "2027-06-01T00:00:00Z",
    includeUsers: "false",
  };
  const { body: found } = await upstream.call("get-posts", { params: params(), body, token });
  return listOf(at(found, "results.posts")).filter((post) => String(post.summary).includes(words));
}

describe("an upload", () => {
  const advance = `${advanceColumns.map(({ key }) => key.split("/")[0]).join(",")}\n${advanceColumns.map(({ header }) => header).join(",")}`;
  const many = (count: number) =>
    [basic, ...Array.from({ length: count }, (_, index) => row("2026-07-01 10:00:00", `Row ${index}`))].join(
      "\n",
    );

  it.each([
    ["nothing", "", "posts.csv", "CSV_EMPTY_FILE"],
    ["blank lines", "\n\n,,\n", "posts.csv", "CSV_EMPTY_FILE"],
    ["another extension", many(1), "posts.txt", "CSV_UNSUPPORTED_EXTENSION"],
    ["a header of its own", "when,what\n1,2", "posts.csv", "CSV_HEADERS_NOT_MATCHING"],
    [
      "columns in another order",
      `content,${basicColumns.filter((name) => name !== "content").join(",")}\na,,,,,`,
      "posts.csv",
      "CSV_HEADERS_NOT_MATCHING",
    ],
    ["a missing column", `${basicColumns.slice(0, 5).join(",")}\n,a,,,`, "posts.csv", "CSV_MISSING_HEADERS"],
    [
      "an advance header that lacks columns",
      advance.replace(",followUpComment", "").replace("All Social,", ""),
      "posts.csv",
      "CSV_MISSING_HEADERS",
    ],
    ["semicolons", many(1).replaceAll(",", ";"), "posts.csv", "CSV_HEADERS_NOT_MATCHING"],
    ["a header only", basic, "posts.csv", "CSV_MISSING_REQUIRED_ROWS"],
    ["an unclosed quote", `${basic}\n2026-07-01 10:00,"open`, "posts.csv", "CSV_INVALID_FORMAT"],
    ["rows without a post", `${basic}\n2026-07-01 10:00:00,,,,,`, "posts.csv", "CSV_NO_VALID_POST"],
    ["dates it cannot read", `${basic}\n1. Juli 2026,Hallo,,,,`, "posts.csv", "CSV_NO_VALID_POST"],
    ["91 posts", many(91), "posts.csv", "CSV_PROCESSING_ERROR"],
    ["a workbook that is none", "hello", "posts.xlsx", "CSV_INVALID_FORMAT"],
  ])("with %s is refused with its code", async (_, text, name, code) => {
    const answer = await upload(text, name);
    expect(answer.status).toBe(400);
    expect(at(answer.body, "code")).toBe(code);
  });

  it("names the columns that lack", async () => {
    const answer = await upload(`${basicColumns.slice(0, 5).join(",")}\n,a,,,`);
    expect(at(answer.body, "missingHeaders")).toBe("videoUrls");
  });

  it("takes 90 posts, a BOM, CRLF and blank rows at the end", async () => {
    const text = `\ufeff${many(90).replaceAll("\n", "\r\n")}\r\n,,,,,\r\n\r\n`;
    const answer = await upload(text, "Big file.csv");
    expect(answer.status).toBe(201);
    expect(at(answer.body, "results")).toMatchObject({
      rowsCount: 90,
      fileName: "Big file.csv",
      csvFileType: "basic",
    });
  });

  it.each([
    ["40 columns", advance],
    ["39 columns", advance.replace("thumbnailUrl,", "").replace("All Social,", "")],
    [
      "a Pinterest board behind",
      `${advance.split("\n")[0]},Pinterest\n${advance.split("\n")[1]},Pinterest board`,
    ],
    ["Category with a capital", advance.replace(",category,", ",Category,")],
  ])("in the advance layout takes %s", async (_, header) => {
    const answer = await upload(`${header}\n2026-07-01 10:00:00,Hello${",".repeat(37)}`);
    expect(at(answer.body, "results.csvFileType")).toBe("advance");
  });

  it("reads a real spreadsheet of the advance layout, where one is at hand", async (context) => {
    const sample = join(import.meta.dirname, "../../shared/samples/advance-in-use.csv");
    let text = "";
    try {
      text = readFileSync(sample, "utf8");
    } catch {
      context.skip(`the sample ${sample} is not here`);
    }
    const answer = await upload(text);
    expect(answer.status).toBe(201);
    expect(at(answer.body, "results.csvFileType")).toBe("advance");
  });

  it("reads a workbook", async () => {
    const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const header = basicColumns.map((name, index) => cell(`${"ABCDEF"[index]}1`, name)).join("");
    const sheet = `<worksheet><sheetData><row r="1">${header}</row><row r="2">${cell("A2", "2026-07-01 10:00:00")}${cell("B2", "Fish &amp; chips")}</row></sheetData></worksheet>`;
    const facebook = accountOn(upstream.state, place, "facebook");
    const id = await imported(zip("xl/worksheets/sheet1.xml", sheet), [facebook.id], "posts.xlsx");
    expect(await rowsOf(id)).toMatchObject([{ summary: "Fish & chips", status: "accepted" }]);
  });
});

describe("set-accounts", () => {
  it("says all that is wrong, and that alone it has no file yet", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const set = (body: unknown) => upstream.call("set-accounts", { params: params(), body, token });
    const alone = await set({ accountIds: [facebook.id] });
    expect(alone.status).toBe(422);
    expect(at(alone.body, "message")).toContain("filePath should not be empty");
    const unknown = await set({
      accountIds: [facebook.id, "x_y_z"],
      filePath: "a",
      fileName: "a",
      rowsCount: 1,
      userId: "u",
    });
    expect(unknown.status).toBe(422);
    expect(at(unknown.body, "message")).toContain("Invalid account id in accountIds list");
    const foreign = accountOn(upstream.state, placeNamed(upstream.state, "Harbour Dental"), "facebook");
    const crossed = await set({
      accountIds: [foreign.id],
      filePath: "a",
      fileName: "a",
      rowsCount: 1,
      userId: "u",
    });
    expect(at(crossed.body, "message")).toContain("Invalid account id in accountIds list");
  });

  it("makes a second import of a repeated call: nothing upstream tells the two apart", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const text = `${basic}\n${row("2026-08-01 10:00:00", "Twice")}`;
    for (const id of [await imported(text, [facebook.id]), await imported(text, [facebook.id])])
      await finalize(id);
    expect(await postsWith("Twice")).toHaveLength(2);
  });
});

describe("an import", () => {
  it("goes through its states with delays, its posts appear bit by bit, and each once", async () => {
    const slow = await startUpstream({ csvDelayMs: 150 });
    const here = placeNamed(slow.state, "Saltmarsh Surf School");
    const facebook = accountOn(slow.state, here, "facebook");
    const own = await slow.locationToken(here);
    const call = (id: string, more: object) =>
      slow.call(id, { params: { locationId: here.id }, token: own, ...more });
    const lines = Array.from({ length: 20 }, (_, index) => row("2026-08-01 10:00:00", `Step ${index}`));
    const file = Object(
      at((await call("upload-csv", { form: csvForm([basic, ...lines].join("\n")) })).body, "results"),
    );
    const body = {
      accountIds: [facebook.id],
      filePath: file.filePath,
      rowsCount: 20,
      fileName: "a.csv",
      userId: "u",
    };
    const id = textAt((await call("set-accounts", { body })).body, "results.csvId");
    const inCsv = { params: { locationId: here.id, id } };
    const seen: unknown[] = [];
    const look = async () => {
      const status = at((await call("get-csv-post", inCsv)).body, "results.csv.status");
      if (seen.at(-1) !== status) seen.push(status);
      return status;
    };
    const until = async (wanted: string) => {
      while ((await look()) !== wanted) await new Promise((resolve) => setTimeout(resolve, 15));
    };
    expect((await call("start-csv-finalize", { ...inCsv, body: { userId: "u" } })).status).toBe(422);
    await until("in_review");
    expect((await call("start-csv-finalize", { ...inCsv, body: { userId: "u" } })).status).toBe(200);
    expect((await call("start-csv-finalize", { ...inCsv, body: { userId: "u" } })).status).toBe(422);
    const counts: number[] = [];
    while ((await look()) !== "completed") {
      counts.push(slow.state.posts.size);
      await new Promise((resolve) => setTimeout(resolve, 15));
    }
    expect(seen).toEqual(["pending", "in_progress", "in_review", "importing", "completed"]);
    expect(counts.some((count) => count > 0 && count < 20)).toBe(true);
    expect(slow.state.posts.size).toBe(20);
    expect((await call("start-csv-finalize", { ...inCsv, body: { userId: "u" } })).status).toBe(422);
    expect(slow.state.posts.size).toBe(20);
    await slow.close();
  });

  it("refuses single rows with a sentence and posts the good ones", async () => {
    const accounts = ["facebook", "instagram"].map(
      (platform) => accountOn(upstream.state, place, platform).id,
    );
    const image = "https://cdn.example/a.jpg";
    const lines = [
      row("2026-08-02 10:00:00", "Good one", image),
      row("2026-08-02 10:00:00", "Drive", "https://drive.google.com/file/d/1/view"),
      row("2026-08-02 10:00:00", "Dropbox", "https://www.dropbox.com/s/abc/a.jpg"),
      row("2026-08-02 10:00:00", "Gone", "https://cdn.example/broken.jpg"),
      row("2026-08-02 10:00:00", "Mixed", image, "https://cdn.example/a.mp4"),
      row("2026-08-02 10:00:00", "Bare"),
      row("2020-08-02 10:00:00", "Past", image),
      row("2. August", "When", image),
      row("", "Draft one", image),
    ];
    const id = await imported([basic, ...lines].join("\n"), accounts);
    const rows = await rowsOf(id);
    expect(rows.map(({ status }) => status)).toEqual([
      "accepted",
      ...Array.from({ length: 7 }, () => "rejected"),
      "accepted",
    ]);
    for (const refused of rows.slice(1, 8)) expect(refused.errorMessage).toEqual(expect.any(String));
    expect(at(rows[1], "medias.0.error")).toContain("Google Drive");
    await finalize(id);
    expect(await statusOf(id)).toBe("completed");
    const good = await postsWith("Good one");
    expect(good.map(({ accountId }) => accountId).sort()).toEqual([...accounts].sort());
    for (const post of good) {
      expect(post).toMatchObject({
        source: "csv",
        status: "scheduled",
        media: [{ url: image, type: "image/jpeg" }],
      });
      // 10:00 in Lord Howe in August is 23:30 of the day before in UTC.
      expect(post.scheduleDate).toBe("2026-08-01T23:30:00.000Z");
    }
    expect((await postsWith("Draft one", "draft")).map(({ status }) => status)).toEqual(["draft", "draft"]);
    expect(await postsWith("Gone")).toHaveLength(0);
  });

  it("cuts a caption that is too long without a word", async () => {
    const google = accountOn(upstream.state, place, "google");
    const id = await imported(`${basic}\n${row("2026-08-03 10:00:00", `Long ${"x".repeat(2000)}`)}`, [
      google.id,
    ]);
    expect(await rowsOf(id)).toMatchObject([
      { status: "accepted", summary: expect.stringMatching(/^.{2005}$/) },
    ]);
    await finalize(id);
    const [post] = await postsWith("Long xxx");
    expect(String(post?.summary)).toHaveLength(1500);
  });

  it("fails when no row is good, and cannot be finalized", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const id = await imported(`${basic}\n${row("2020-01-01 10:00:00", "Old")}`, [facebook.id]);
    expect(await statusOf(id)).toBe("failed");
    expect((await finalize(id)).status).toBe(422);
  });

  it("leaves out a dropped row and vanishes from the list when deleted", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const lines = [row("2026-08-04 10:00:00", "Stay"), row("2026-08-04 11:00:00", "Dropped")];
    const id = await imported([basic, ...lines].join("\n"), [facebook.id]);
    const [, second] = await rowsOf(id);
    const inRow = params({ csvId: id, postId: String(second?._id) });
    expect((await upstream.call("delete-csv-post", { params: inRow, token })).status).toBe(200);
    expect((await rowsOf(id)).map(({ status }) => status)).toEqual(["accepted", "deleted"]);
    await finalize(id);
    expect(await postsWith("Dropped")).toHaveLength(0);
    expect(await postsWith("Stay")).toHaveLength(1);
    await upstream.call("delete-csv", { params: params({ id }), token });
    const query = { userId: "someone", limit: "100" };
    const list = await upstream.call("get-upload-status", { params: params(), query, token });
    expect(listOf(at(list.body, "results.csvs")).map((csv) => csv._id)).not.toContain(id);
  });

  it("turns the CSV's words into the API's, and tags and categories into ids", async () => {
    const tiktok = accountOn(upstream.state, placeNamed(upstream.state, "Quayside Hotel"), "tiktok");
    const hotel = placeNamed(upstream.state, "Quayside Hotel");
    const own = await upstream.locationToken(hotel);
    const cells: Record<string, string> = {
      "All Social/postAtSpecificTime": "2026/08/05 09:30",
      "All Social/content": "With details",
      "All Social/videoUrls": "https://cdn.example/a.mp4",
      "All Social/tags": '"seasonal, brand new"',
      "All Social/category": "Harvest",
      "TikTok/privacyLevel": "only_me",
      "TikTok/enableDuet": "TRUE",
    };
    const header = `${advanceColumns.map(({ key }) => key.split("/")[0]).join(",")}\n${advanceColumns.map(({ header: name }) => name).join(",")}`;
    const form = csvForm(`${header}\n${advanceColumns.map(({ key }) => cells[key] ?? "").join(",")}`);
    const inHotel = { params: { locationId: hotel.id }, token: own };
    const file = Object(at((await upstream.call("upload-csv", { ...inHotel, form })).body, "results"));
    const body = {
      accountIds: [tiktok.id],
      filePath: file.filePath,
      rowsCount: 1,
      fileName: "a.csv",
      userId: "u",
    };
    const id = textAt((await upstream.call("set-accounts", { ...inHotel, body })).body, "results.csvId");
    await upstream.call("start-csv-finalize", {
      params: { locationId: hotel.id, id },
      body: { userId: "u" },
      token: own,
    });
    await upstream.call("get-account", inHotel);
    const [post] = upstream.state.posts.values().filter((each) => each.summary === "With details");
    expect(post?.details.tiktokPostDetails).toMatchObject({ privacyLevel: "SELF_ONLY", enableDuet: true });
    expect(new Date(post?.at ?? 0).toISOString()).toBe("2026-08-05T13:30:00.000Z");
    const tags = await upstream.call("get-tags-by-ids", { ...inHotel, body: { tagIds: post?.tags } });
    expect(listOf(at(tags.body, "results.tags")).map(({ tag }) => tag)).toEqual(["seasonal", "brand new"]);
    const category = await upstream.call("get-categories-id", {
      params: { locationId: hotel.id, id: post?.categoryId ?? "" },
      token: own,
    });
    expect(at(category.body, "results.category.name")).toBe("Harvest");
  });
});

/** A zip of one deflated file, just enough of one for a workbook. */
function zip(name: string, text: string): Uint8Array {
  const packed = deflateRawSync(text);
  const title = Buffer.from(name);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt16LE(title.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(title.length, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(local.length + title.length + packed.length, 16);
  return Buffer.concat([local, title, packed, entry, title, end]);
}
