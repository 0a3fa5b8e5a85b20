import { inflateSync } from "node:zlib";

export type ReadPdf = { pages: number; text: string[]; fonts: number; images: number };

/** The text of a PDF of ours, page by page, as a reader would select and copy it: for tests. */
export function readPdf(bytes: Buffer): ReadPdf {
  const raw = bytes.toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id, body] of raw.matchAll(/(\d+) 0 obj\n(.*?)\nendobj/gs))
    if (id && body) objects.set(id, body);
  const letters = lettersOf([...objects.values()]);
  const pages = [...objects.values()].filter((body) => /\/Type \/Page\b/.test(body));
  const text = pages.map((body) => {
    const content = objects.get(/\/Contents (\d+) 0 R/.exec(body)?.[1] ?? "") ?? "";
    return [...streamOf(content).matchAll(/\[([^\]]*)\] TJ/g)]
      .map(([, shown]) => decode(shown ?? "", letters))
      .join("\n");
  });
  return {
    pages: pages.length,
    text,
    images: [...objects.values()].filter((body) => body.includes("/Subtype /Image")).length,
    fonts: [...objects.values()].filter((body) => body.includes("/FontFile2")).length,
  };
}

function streamOf(body: string): string {
  const start = body.indexOf("stream\n");
  if (start < 0) return "";
  const data = Buffer.from(body.slice(start + 7, body.lastIndexOf("\nendstream")), "latin1");
  return body.slice(0, start).includes("/FlateDecode")
    ? inflateSync(data).toString("latin1")
    : data.toString("latin1");
}

function lettersOf(bodies: readonly string[]): Map<number, string> {
  const letters = new Map<number, string>();
  for (const body of bodies) {
    const text = body.includes("stream\n") && !body.includes("/Length1") ? streamOf(body) : "";
    if (!text.includes("beginbfrange")) continue;
    for (const [, from, list] of text.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi)) {
      [...(list ?? "").matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex], index) => {
        const units = Buffer.from((hex ?? "").replaceAll(" ", ""), "hex").swap16();
        letters.set(Number.parseInt(from ?? "0", 16) + index, units.toString("utf16le"));
      });
    }
  }
  return letters;
}

function decode(shown: string, letters: ReadonlyMap<number, string>): string {
  const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/gi)].flatMap(
    ([, hex]) => (hex ?? "").match(/.{4}/g) ?? [],
  );
  return glyphs.map((glyph) => letters.get(Number.parseInt(glyph, 16)) ?? "\uFFFD").join("");
}
