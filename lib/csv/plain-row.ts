import { FIELD_KEYS, type FieldKey } from "./formats";
import { isPlainImage } from "./media";
import { fitsX } from "./network-rules";
import type { Plan } from "./plan";
import { isBlankCell } from "./row";
import { FIELD_INDEX, type Values } from "./values";

/** Fields that most sheets leave empty; what holds one of them is looked at in full. */
const ORDINARY: ReadonlySet<FieldKey> = new Set([
  "postAtSpecificTime",
  "postTime",
  "content",
  "imageUrls",
  "tags",
  "category",
  "location",
  "accounts",
]);
/** The places of the others as stretches of neighbours, first and last, which are walked without looking each place up. */
const RARE: [first: number, last: number][] = [];
for (const key of FIELD_KEYS) {
  if (ORDINARY.has(key)) continue;
  const at = FIELD_INDEX[key];
  const stretch = RARE.at(-1);
  if (stretch && stretch[1] === at - 1) stretch[1] = at;
  else RARE.push([at, at]);
}
const CONTENT = FIELD_INDEX.content;
const IMAGES = FIELD_INDEX.imageUrls;

/** Another record inside a caption: a date at a line's start, followed by a delimiter without a space. */
const SWALLOWED =
  /\n"?(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})[ T]\d{1,2}:\d{2}(?::\d{2})?"?[,;\t](?! )/;

/** Whether a caption holds the start of another row, whose quote was lost. */
export function holdsRow(caption: string): boolean {
  let at = caption.indexOf("\n");
  if (at === -1 || !caption.includes('"')) return false;
  for (; at !== -1; at = caption.indexOf("\n", at + 1)) {
    // The pattern is asked only where a line starts with a quote or a digit.
    const code = caption.charCodeAt(at + 1);
    if (code === 34 || (code >= 48 && code <= 57)) return SWALLOWED.test(caption);
  }
  return false;
}

/**
 * Whether a row is a caption, with one picture or none, that all its networks take: then no rule has anything to say of
 * it but those about dates and other rows. Most rows of most files are such; of the others every rule is asked.
 * `narrow`: the caption is known to hold narrow characters only.
 */
export function isPlainRow(values: Values, plan: Plan, narrow: boolean): boolean {
  const { common } = plan;
  if (common === null) return false;
  for (let index = 0; index < RARE.length; index++) {
    const stretch = RARE[index];
    if (!stretch) continue;
    for (let at = stretch[0]; at <= stretch[1]; at++) if (values[at] !== "") return false;
  }
  const image = values[IMAGES] ?? "";
  if (image === "" ? common.mediaNeeded || common.images === 0 : common.images === 0 || !isPlainImage(image))
    return false;
  const caption = values[CONTENT] ?? "";
  if (isBlankCell(caption) || caption.length > common.caption) return false;
  if (caption.length > common.hashtags * 2 && caption.includes("#")) return false;
  return (common.xCaption === null || fitsX(caption, common.xCaption, narrow)) && !holdsRow(caption);
}
