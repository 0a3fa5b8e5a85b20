import type { Fields } from "../formats";
import type { IssueCode } from "../issues";
import { writeAdvance, writeBasic } from "../write";
import { utf8 } from "./bytes";
import type { Case } from "./case";
import { reversed, withoutColumn } from "./templates";

const good = { postAtSpecificTime: "2026-12-01 10:00:00", content: "Hello" };
const [groups = "", names = ""] = writeAdvance([]).split("\n");
const advanceRow = (fields: Fields): string => writeAdvance([fields]).split("\n").slice(2).join("\n");

export const headers: Case[] = [
  {
    name: "the advance template",
    file: utf8(
      writeAdvance([
        { ...good, youtubeTitle: "Y", pinterestTitle: "P", googleTitle: "G", communityTitle: "C" },
      ]),
    ),
    sees: {
      format: "advance",
      rows: [{ youtubeTitle: "Y", pinterestTitle: "P", googleTitle: "G", communityTitle: "C" }],
      numbers: [3],
    },
  },
  {
    name: "advance with 39 columns (no thumbnailUrl)",
    file: utf8(withoutColumn("thumbnailUrl", { ...good, tags: "a,b", pinterestLink: "https://a.example" })),
    sees: { format: "advance", rows: [{ tags: "a,b", pinterestLink: "https://a.example" }] },
  },
  {
    name: "advance with a damaged group row",
    file: utf8(
      `${groups.replace(/[^,]/g, "")}\n${names}\n${advanceRow({ ...good, youtubeTitle: "Y", pinterestTitle: "P" })}`,
    ),
    sees: { format: "advance", rows: [{ youtubeTitle: "Y", pinterestTitle: "P" }] },
  },
  {
    name: "advance with its columns in another order",
    file: utf8(
      reversed({ ...good, youtubeTitle: "Y", tiktokPrivacyLevel: "friends", youtubePrivacyLevel: "public" }),
    ),
    sees: {
      format: "advance",
      rows: [{ ...good, youtubeTitle: "Y", tiktokPrivacyLevel: "friends", youtubePrivacyLevel: "public" }],
    },
  },
  {
    name: "advance with capitals, no hints, Category and a board",
    file: utf8(
      `${groups},Pinterest\n${names.replace(/ \([^)]*\)/g, "").toUpperCase()},Pinterest board\n${advanceRow({ ...good, category: "News" }).trimEnd()},Dogs\n`,
    ),
    sees: { format: "advance", rows: [{ category: "News", pinterestBoard: "Dogs" }] },
  },
  {
    name: "a title and a blank line above the header",
    file: utf8(
      "December calendar,,\n,,\nDate,Caption,Image URL\n2026-12-01 10:00,Hi,https://a.example/1.png\n",
    ),
    sees: { format: "own", rows: [{ content: "Hi", imageUrls: "https://a.example/1.png" }], numbers: [4] },
  },
  {
    name: "date and time in two columns",
    file: utf8("Caption,Date,Time\nHi,12/24/2026,9:30 PM\nHo,2026-12-25,08:15\n"),
    sees: {
      rows: [{ content: "Hi" }, { content: "Ho" }],
      scheduled: ["2026-12-24T21:30:00", "2026-12-25T08:15:00"],
    },
  },
  {
    name: "Spanish names",
    file: utf8("Fecha;Texto;Imágenes\n2026-12-01 10:00;Hola;https://a.example/1.png\n"),
    sees: { rows: [{ content: "Hola", imageUrls: "https://a.example/1.png" }] },
  },
  {
    name: "names in a language nobody told us",
    file: utf8("Päivä,Teksti\n2026-12-01 10:00,Hei kaikille\n2026-12-02 10:00,Moi\n"),
    sees: { rows: [{ content: "Hei kaikille" }, { content: "Moi" }], numbers: [2, 3] },
  },
  {
    name: "no header at all",
    file: utf8(
      "2026-12-01 10:00,Hello there friends,https://a.example/1.png\n2026-12-02 10:00,More words,https://a.example/2.png\n",
    ),
    sees: {
      rows: [
        { content: "Hello there friends", imageUrls: "https://a.example/1.png" },
        { content: "More words" },
      ],
      numbers: [1, 2],
    },
  },
  {
    name: "two columns with the same name",
    file: utf8("date,caption,caption\n2026-12-01 10:00,First,Second\n"),
    sees: { rows: [{ content: "First" }] },
  },
  {
    name: "one column of captions",
    file: utf8("Caption\nHi\nHo\n"),
    sees: { rows: [{ content: "Hi" }, { content: "Ho" }], issues: [["no_date"], ["no_date"]] },
  },
  {
    name: "quoted hints with newlines in the header",
    file: utf8('"Date\n(when)","Caption"\n2026-12-01 10:00,Hi\n'),
    sees: { rows: [{ content: "Hi" }] },
  },
];

const dateCase = (cell: string, scheduled: string | null, issues: IssueCode[], name = cell): Case => ({
  name: `the date ${name}`,
  file: utf8(writeBasic([{ ...good, postAtSpecificTime: cell }])),
  sees: { rows: [cell === "" ? {} : { postAtSpecificTime: cell }], scheduled: [scheduled], issues: [issues] },
});

export const dates: Case[] = [
  dateCase("2026/12/01 10:00:00", "2026-12-01T10:00:00", []),
  dateCase("2026-12-01 10:00", "2026-12-01T10:00:00", []),
  dateCase("12/25/2026 9:05", "2026-12-25T09:05:00", []),
  dateCase("12/25/26 21:30", "2026-12-25T21:30:00", ["date_rewritten"]),
  dateCase(
    "12/1/2026 9:00",
    "2026-12-01T09:00:00",
    ["date_rewritten"],
    "12/1/2026 9:00, which may be January",
  ),
  dateCase("25/12/2026 9:00", "2026-12-25T09:00:00", []),
  dateCase("1.12.2026 18:00", "2026-12-01T18:00:00", ["date_rewritten"]),
  dateCase("Dec 24, 2026 9:30 PM", "2026-12-24T21:30:00", ["date_rewritten"]),
  dateCase("24 December 2026 at 18:00", "2026-12-24T18:00:00", ["date_rewritten"]),
  dateCase("46380.7708333333", "2026-12-24T18:30:00", ["date_rewritten"]),
  dateCase("2026-12-24T18:30:00Z", "2026-12-24T18:30:00", ["date_rewritten"]),
  dateCase("2026-12-24T18:30:00+02:00", "2026-12-24T16:30:00", ["date_rewritten"]),
  dateCase("2026-12-24", "2026-12-24T00:00:00", ["date_rewritten"]),
  dateCase("2026-02-29 10:00", null, ["date_invalid"]),
  dateCase("2026-12-24 24:00", null, ["date_invalid"]),
  dateCase("next Friday", null, ["date_invalid"]),
  dateCase("########", null, ["date_invalid"]),
  dateCase("2027-03-28 01:30:00", "2027-03-28T01:30:00", ["date_gap"]),
  dateCase("2027-10-31 01:30:00", "2027-10-31T01:30:00", ["date_twice"]),
  dateCase("2026-11-22 12:05:00", "2026-11-22T12:05:00", ["date_soon"]),
  dateCase("2026-11-20 10:00:00", "2026-11-20T10:00:00", ["date_past"]),
  dateCase("", null, ["no_date"], "left empty"),
  {
    name: "days first, as one date proves",
    file: utf8("date,caption\n3/12/2026 9:00,a\n25/12/2026 9:00,b\n"),
    sees: {
      rows: [{}, {}],
      scheduled: ["2026-12-03T09:00:00", "2026-12-25T09:00:00"],
      issues: [[], []],
    },
  },
  {
    name: "months first, as one date proves",
    file: utf8("date,caption\n12/3/2026 9:00,a\n12/25/2026 9:00,b\n"),
    sees: { rows: [{}, {}], scheduled: ["2026-12-03T09:00:00", "2026-12-25T09:00:00"], issues: [[], []] },
  },
  {
    name: "both orders in one file",
    file: utf8("date,caption\n25/12/2026 9:00,a\n12/25/2026 9:00,b\n"),
    sees: { rows: [{}, {}], scheduled: [null, "2026-12-25T09:00:00"], issues: [["date_invalid"], []] },
  },
];

const mediaCase = (name: string, fields: Fields, issues: IssueCode[]): Case => ({
  name,
  file: utf8(writeBasic([{ ...good, ...fields }])),
  sees: { rows: [fields], issues: [issues] },
});

export const media: Case[] = [
  mediaCase(
    "spaces after the commas of a list",
    { imageUrls: "https://a.example/1.png, https://a.example/2.png ,https://a.example/3.png" },
    [],
  ),
  {
    name: "a list on several lines",
    file: utf8(
      'date,caption,imageUrls\n2026-12-01 10:00,Hi,"https://a.example/1.png\nhttps://a.example/2.png"\n',
    ),
    sees: { rows: [{ imageUrls: "https://a.example/1.png\nhttps://a.example/2.png" }], issues: [[]] },
  },
  mediaCase("a comma inside a URL", { imageUrls: "https://res.example.com/w_300,h_200/a.jpg" }, []),
  mediaCase(
    "eleven images",
    { imageUrls: Array.from({ length: 11 }, (_, at) => `https://a.example/${at}.png`).join(",") },
    ["too_many_media", "too_many_media"],
  ),
  mediaCase("a Drive share link", { imageUrls: "https://drive.google.com/file/d/1a2b/view?usp=sharing" }, [
    "media_share_link",
  ]),
  mediaCase("a Dropbox share link", { videoUrls: "https://www.dropbox.com/s/x/clip.mp4?dl=0" }, [
    "media_share_link",
  ]),
  mediaCase("a file's name instead of a URL", { imageUrls: "IMG_2031.jpg" }, ["media_not_a_url"]),
  mediaCase("a path on somebody's computer", { imageUrls: "C:\\Users\\Ann\\a.png" }, ["media_not_a_url"]),
  mediaCase("an address inside the office", { imageUrls: "http://192.168.1.5/a.png" }, ["media_not_public"]),
  mediaCase("a page instead of a video", { videoUrls: "https://www.youtube.com/watch?v=abc" }, [
    "media_page_link",
  ]),
  mediaCase("a video among the images", { imageUrls: "https://a.example/clip.mp4" }, ["media_wrong_kind"]),
  mediaCase(
    "images beside a video",
    { imageUrls: "https://a.example/1.png", videoUrls: "https://a.example/1.mp4" },
    ["media_kinds_mixed"],
  ),
  mediaCase("smart quotes around a URL", { imageUrls: "“https://a.example/1.png”" }, ["media_not_a_url"]),
];
