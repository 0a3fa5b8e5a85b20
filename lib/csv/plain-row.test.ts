import fc from "fast-check";
import { expect, it } from "vitest";
import { newClock } from "./dates";
import type { FieldKey } from "./formats";
import { IssueList } from "./issues";
import { mediaOf } from "./media";
import { checkNetworks } from "./network-rules";
import { isPlainRow } from "./plain-row";
import { createPlanner } from "./plan";
import { checkOwnFields, checkUrls, checkWords } from "./rules";
import { emptyValues, FIELD_INDEX, type Values } from "./values";

const PLATFORMS = [
  "facebook",
  "instagram",
  "linkedin",
  "google",
  "twitter",
  "tiktok",
  "youtube",
  "pinterest",
  "threads",
  "community",
  "bluesky",
];
const planOf = createPlanner(
  PLATFORMS.map((platform) => ({ id: platform, name: platform, platform, type: "page" })),
);

const OTHERS: [FieldKey, string][] = [
  ["link", "https://acme.com/a"],
  ["link", "none"],
  ["gifUrl", "https://cdn.acme.com/a.gif"],
  ["videoUrls", "https://cdn.acme.com/a.mp4"],
  ["thumbnailUrl", "a"],
  ["applyWatermark", "perhaps"],
  ["facebookType", "story"],
  ["followUpComment", "first"],
  ["youtubeTitle", "A title"],
  ["googleEventType", "event"],
];
const IMAGES = [
  "",
  "https://cdn.acme.com/a.jpg",
  "https://cdn.acme.com/a.PNG",
  "https://cdn.acme.com/a.mp4",
  "https://cdn.acme.com/a.mp4?of=b.jpg",
  "https://cdn.acme.com/a.jpg, https://cdn.acme.com/b.jpg",
  "https://drive.google.com/file/d/1/a.jpg",
  "https://10.0.0.1/a.jpg",
  "a.jpg",
];
const caption = fc
  .array(
    fc.constantFrom(
      "word ",
      "#tag ",
      "acme.com ",
      "é",
      "日本",
      "🦷",
      "\n",
      '"',
      "2027-01-01 10:00,x",
      "x".repeat(40),
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(""));

/** Everything the rules say of a row by itself. */
function rulesOn(values: Values, ids: readonly string[]): string[] {
  const issues = new IssueList();
  const plan = planOf(ids);
  const media = mediaOf(
    values[FIELD_INDEX.imageUrls] ?? "",
    values[FIELD_INDEX.gifUrl] ?? "",
    values[FIELD_INDEX.videoUrls] ?? "",
  );
  issues.start(2);
  checkWords(values, issues);
  checkUrls(values, media, issues);
  checkNetworks(values, plan, media, issues);
  checkOwnFields(values, plan, media, "MDY", newClock(), issues);
  return issues.take().map(({ code }) => code);
}

it("calls no row plain of which any rule has something to say", () => {
  let plain = 0;
  let others = 0;
  fc.assert(
    fc.property(
      caption,
      fc.constantFrom(...IMAGES),
      fc.option(fc.constantFrom(...OTHERS)),
      fc.uniqueArray(fc.constantFrom(...PLATFORMS), { maxLength: 3 }),
      (text, image, other, ids) => {
        const values = emptyValues();
        values[FIELD_INDEX.content] = text;
        values[FIELD_INDEX.imageUrls] = image;
        if (other) values[FIELD_INDEX[other[0]]] = other[1];
        // The rules learn here which hosts are sound, as they do from a file's first rows.
        const said = rulesOn(values, ids);
        const narrow = /^[\0-\x7f]*$/.test(text);
        if (!isPlainRow(values, planOf(ids), narrow)) {
          others++;
          return;
        }
        plain++;
        expect(said).toEqual([]);
        expect(ids).not.toEqual([]);
      },
    ),
    { numRuns: 8000 },
  );
  expect(Math.min(plain, others)).toBeGreaterThan(100);
});
