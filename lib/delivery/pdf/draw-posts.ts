import { dateTime, number, plural } from "@/lib/format";
import type { RankedPost } from "@/lib/reports/top-posts-schema";
import { platformLabel } from "@/lib/upstream/contract/words";
import { drawableText } from "./report-font";
import { INK, type Sheet } from "./sheet";

export type PicturedPost = { post: RankedPost; picture: Buffer | null };

const SIDE = 56;
const ROW = SIDE + 14;
const LINE = 12;

const MEDIA_WORDS: Record<RankedPost["media"], string> = {
  none: "Text",
  image: "Picture",
  images: "Pictures",
  gif: "GIF",
  video: "Video",
};

/** Posts one below the other, each with its picture, or a tile that says what kind of post it is. */
export function drawPosts(sheet: Sheet, posts: readonly PicturedPost[]): void {
  for (const { post, picture } of posts) {
    sheet.need(ROW);
    tile(sheet, post, picture);
    const x = sheet.left + SIDE + 12;
    const width = sheet.width - SIDE - 12;
    const lines = sheet.lines(captionOf(post), { size: 9, width, most: 2 });
    lines.forEach((line, index) => {
      sheet.put(line, x, sheet.y + 1 + index * LINE, { size: 9, width });
    });
    const below = sheet.y + 4 + lines.length * LINE;
    sheet.put(factsOf(post), x, below, { size: 8, color: INK.muted, width });
    sheet.put(resultOf(post), x, below + 13, { size: 8.5, width });
    sheet.y += ROW;
  }
}

function captionOf({ caption }: RankedPost): string {
  if (caption.trim() === "") return "No caption";
  return drawableText(caption) || "The caption is in emoji or a script that this document cannot show";
}

function tile(sheet: Sheet, { media }: RankedPost, picture: Buffer | null): void {
  const { doc, left, y } = sheet;
  doc.save().roundedRect(left, y, SIDE, SIDE, 4).clip();
  if (picture && drawn(sheet, picture)) {
    doc.restore();
    return;
  }
  doc.rect(left, y, SIDE, SIDE).fill(INK.sunken).restore();
  doc
    .roundedRect(left + 0.25, y + 0.25, SIDE - 0.5, SIDE - 0.5, 4)
    .lineWidth(0.5)
    .strokeColor(INK.line)
    .stroke();
  sheet.put(MEDIA_WORDS[media], left, y + SIDE / 2 - 5, {
    size: 8,
    color: INK.muted,
    width: SIDE,
    align: "center",
  });
}

/** False where the document cannot read the picture after all. */
function drawn({ doc, left, y }: Sheet, picture: Buffer): boolean {
  try {
    doc.image(picture, left, y, { cover: [SIDE, SIDE], align: "center", valign: "center" });
    return true;
  } catch {
    return false;
  }
}

function factsOf(post: RankedPost): string {
  const kind = post.kind.charAt(0).toUpperCase() + post.kind.slice(1);
  return [
    platformLabel(post.platform),
    ...(post.accountName === null ? [] : [post.accountName]),
    dateTime(post.publishedAt, post.timezone),
    kind,
  ].join(" · ");
}

function resultOf({ engagement, index, likes, comments, shares }: RankedPost): string {
  const counted = (value: number | null, word: string) => (value === null ? [] : [plural(value, word)]);
  return [
    `${number(engagement)} engagement${index === null ? "" : `, ${number(index, 2)} × the account’s average`}`,
    ...counted(likes, "like"),
    ...counted(comments, "comment"),
    ...counted(shares, "share"),
  ].join(" · ");
}
