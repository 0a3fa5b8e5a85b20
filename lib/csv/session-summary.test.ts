import { expect, it } from "vitest";
import { account, open } from "./testing/sessions";

const accounts = ["facebook", "instagram", "youtube"].map(account);
const accountIds = accounts.map(({ id }) => id);
const sheet = (rows: readonly string[]): string =>
  `postAtSpecificTime,content,imageUrls\n${rows.join("\n")}\n`;

it("names the networks that take no row of the file for want of media, and only those", async () => {
  const text = sheet(["2026-12-01 10:00:00,One,", "2026-12-02 10:00:00,Two,"]);
  const session = await open(text, { accounts, accountIds });
  expect(session.summary()).toMatchObject({ ready: 0, withoutMedia: ["instagram", "youtube"] });
  session.edit(3, "imageUrls", "https://pictures.example/a.jpg");
  expect(session.summary().withoutMedia).toEqual(["youtube"]);
});

it("counts the posts each account really receives", async () => {
  const text = sheet(["2026-12-01 10:00:00,One,", "2026-12-02 10:00:00,Two,https://pictures.example/a.jpg"]);
  const session = await open(text, { accounts, accountIds: ["facebook", "instagram"] });
  session.applyRepair({ kind: "leave_network_out", platform: "instagram" });
  expect(session.summary().receivers).toEqual([
    { id: "facebook", rows: 2 },
    { id: "instagram", rows: 1 },
  ]);
});

it("counts duplicates and times that come twice among the rows that go out, not among those with errors", async () => {
  const twice = "2026-10-25 01:30:00";
  const text = sheet([`${twice},One,`, "2026-12-01 10:00:00,Two,", "2026-12-01 10:00:00,Two,", `${twice},,`]);
  const session = await open(text, { now: Date.UTC(2026, 9, 1) });
  expect(session.summary().goingOut).toEqual({ duplicate_in_file: 1, already_scheduled: 0, date_twice: 1 });
  session.applyRepair({ kind: "drop_duplicates" });
  expect(session.summary().goingOut.duplicate_in_file).toBe(0);
});
