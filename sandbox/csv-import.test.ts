import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { advanceColumns } from "./csv/columns";
import { basicHeader, basicRow, importerFor } from "./testing/importer";
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

let upstream: Upstream;
let place: Location;
let token: string;
let steps: ReturnType<typeof importerFor>;

beforeAll(async () => {
  upstream = await startUpstream();
  place = placeNamed(upstream.state, "Saltmarsh Surf School");
  token = await upstream.locationToken(place);
  steps = importerFor(upstream, place, token);
});
afterAll(() => upstream.close());

describe("set-accounts", () => {
  it("says all that is wrong, and that alone it has no file yet", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const set = (body: unknown) => upstream.call("set-accounts", { params: steps.params(), body, token });
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
    const text = `${basicHeader}\n${basicRow("2026-08-01 10:00:00", "Twice")}`;
    for (const id of [await steps.imported(text, [facebook.id]), await steps.imported(text, [facebook.id])])
      await steps.finalize(id);
    expect(await steps.postsWith("Twice")).toHaveLength(2);
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
    const lines = Array.from({ length: 20 }, (_, index) => basicRow("2026-08-01 10:00:00", `Step ${index}`));
    const file = Object(
      at((await call("upload-csv", { form: csvForm([basicHeader, ...lines].join("\n")) })).body, "results"),
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
      basicRow("2026-08-02 10:00:00", "Good one", image),
      basicRow("2026-08-02 10:00:00", "Drive", "https://drive.google.com/file/d/1/view"),
      basicRow("2026-08-02 10:00:00", "Dropbox", "https://www.dropbox.com/s/abc/a.jpg"),
      basicRow("2026-08-02 10:00:00", "Gone", "https://cdn.example/broken.jpg"),
      basicRow("2026-08-02 10:00:00", "Mixed", image, "https://cdn.example/a.mp4"),
      basicRow("2026-08-02 10:00:00", "Bare"),
      basicRow("2020-08-02 10:00:00", "Past", image),
      basicRow("2. August", "When", image),
      basicRow("", "Draft one", image),
    ];
    const id = await steps.imported([basicHeader, ...lines].join("\n"), accounts);
    const rows = await steps.rowsOf(id);
    expect(rows.map(({ status }) => status)).toEqual([
      "accepted",
      ...Array.from({ length: 7 }, () => "rejected"),
      "accepted",
    ]);
    for (const refused of rows.slice(1, 8)) expect(refused.errorMessage).toEqual(expect.any(String));
    expect(at(rows[1], "medias.0.error")).toContain("Google Drive");
    await steps.finalize(id);
    expect(await steps.statusOf(id)).toBe("completed");
    const good = await steps.postsWith("Good one");
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
    expect((await steps.postsWith("Draft one", "draft")).map(({ status }) => status)).toEqual([
      "draft",
      "draft",
    ]);
    expect(await steps.postsWith("Gone")).toHaveLength(0);
  });

  it("cuts a caption that is too long without a word", async () => {
    const google = accountOn(upstream.state, place, "google");
    const id = await steps.imported(
      `${basicHeader}\n${basicRow("2026-08-03 10:00:00", `Long ${"x".repeat(2000)}`)}`,
      [google.id],
    );
    expect(await steps.rowsOf(id)).toMatchObject([
      { status: "accepted", summary: expect.stringMatching(/^.{2005}$/) },
    ]);
    await steps.finalize(id);
    const [post] = await steps.postsWith("Long xxx");
    expect(String(post?.summary)).toHaveLength(1500);
  });

  it("fails when no row is good, and cannot be finalized", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const id = await steps.imported(`${basicHeader}\n${basicRow("2020-01-01 10:00:00", "Old")}`, [
      facebook.id,
    ]);
    expect(await steps.statusOf(id)).toBe("failed");
    expect((await steps.finalize(id)).status).toBe(422);
  });

  it("leaves out a dropped row and vanishes from the list when deleted", async () => {
    const facebook = accountOn(upstream.state, place, "facebook");
    const lines = [basicRow("2026-08-04 10:00:00", "Stay"), basicRow("2026-08-04 11:00:00", "Dropped")];
    const id = await steps.imported([basicHeader, ...lines].join("\n"), [facebook.id]);
    const [, second] = await steps.rowsOf(id);
    const inRow = steps.params({ csvId: id, postId: String(second?._id) });
    expect((await upstream.call("delete-csv-post", { params: inRow, token })).status).toBe(200);
    expect((await steps.rowsOf(id)).map(({ status }) => status)).toEqual(["accepted", "deleted"]);
    await steps.finalize(id);
    expect(await steps.postsWith("Dropped")).toHaveLength(0);
    expect(await steps.postsWith("Stay")).toHaveLength(1);
    await upstream.call("delete-csv", { params: steps.params({ id }), token });
    const query = { userId: "someone", limit: "100" };
    const list = await upstream.call("get-upload-status", { params: steps.params(), query, token });
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
