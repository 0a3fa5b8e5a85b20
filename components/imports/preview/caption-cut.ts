import type { Change } from "@/lib/csv/repairs";

export type CaptionCut = {
  /** The end of what stays. */
  kept: string;
  gone: string;
  /** Links that are cut off, or cut in two. */
  links: string[];
};

const LINK = /(?:https?:\/\/|www\.)\S+/gi;
const KEPT = 56;
const HEAD = 44;
const TAIL = 44;

/** The place where a caption is cut; null: the change cuts no end off. */
export function cutOf({ field, before, after }: Change): CaptionCut | null {
  if (field !== "content" || !after.endsWith("…")) return null;
  const kept = after.slice(0, -1);
  if (kept === "" || !before.startsWith(kept) || before.length === kept.length) return null;
  return {
    kept: lastOf(flat(kept).trimStart(), KEPT),
    gone: middleOut(flat(before.slice(kept.length))),
    links: [...before.matchAll(LINK)]
      .filter(({ index, 0: link }) => index + link.length > kept.length)
      .map(([link]) => link),
  };
}

const flat = (text: string): string => text.replace(/\s+/g, " ");

/** From the start of a word on, where one is near. */
function lastOf(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.slice(-most);
  const word = end.indexOf(" ");
  return `…${word >= 0 && word < most / 2 ? end.slice(word) : end}`;
}

/** What is cut off begins and ends in sight: links stand at the end. */
function middleOut(text: string): string {
  if (text.length <= HEAD + TAIL + 3) return text;
  return `${text.slice(0, HEAD)} … ${text.slice(-TAIL)}`;
}
