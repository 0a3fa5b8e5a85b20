import { ReadRefusal } from "./refusal";

export type XmlEvent =
  | { kind: "open"; name: string; attributes: string; empty: boolean }
  | { kind: "close"; name: string }
  | { kind: "text"; text: string };

const NAMED: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

/** Entities become their characters; those nobody declared stay as they stand (documents with types are not read). */
export function unescapeXml(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name) return NAMED[name] ?? whole;
    const point = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** An attribute's value; null: not there. */
export function attributeOf(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? unescapeXml(found[1] ?? found[2] ?? "") : null;
}

const MOST_TAG = 1024 * 1024;

/**
 * Reads XML as it arrives, as tags and texts in their order, without prefixes of names. Enough for what spreadsheets
 * write: comments, declarations and document types are passed over.
 */
export async function* readXml(pieces: AsyncIterable<string>): AsyncGenerator<XmlEvent[], void, void> {
  let buffer = "";
  for await (const piece of pieces) {
    buffer += piece;
    const events: XmlEvent[] = [];
    let at = 0;
    for (;;) {
      const open = buffer.indexOf("<", at);
      if (open === -1) break;
      const isComment = buffer.startsWith("<!--", open);
      const isLiteral = buffer.startsWith("<![CDATA[", open);
      const ending = isComment ? "-->" : isLiteral ? "]]>" : ">";
      const close = buffer.indexOf(ending, open + 1);
      if (close === -1) break;
      if (open > at) events.push({ kind: "text", text: unescapeXml(buffer.slice(at, open)) });
      if (isLiteral) events.push({ kind: "text", text: buffer.slice(open + 9, close) });
      else if (!isComment) {
        const event = tagOf(buffer.slice(open + 1, close));
        if (event) events.push(event);
      }
      at = close + ending.length;
    }
    buffer = buffer.slice(at);
    if (buffer.length > MOST_TAG) {
      throw new ReadRefusal(
        "record_too_long",
        "A cell of this workbook is longer than 1 MB. No post is that long.",
      );
    }
    yield events;
  }
}

function tagOf(tag: string): XmlEvent | null {
  const first = tag[0];
  if (first === "?" || first === "!") return null;
  if (first === "/") return { kind: "close", name: localName(tag.slice(1).trim()) };
  const empty = tag.endsWith("/");
  const inside = empty ? tag.slice(0, -1) : tag;
  const space = inside.search(/\s/);
  const name = space === -1 ? inside : inside.slice(0, space);
  return {
    kind: "open",
    name: localName(name),
    attributes: space === -1 ? "" : inside.slice(space + 1),
    empty,
  };
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
