export type Outline = {
  codePoint: number;
  advance: number;
  /** Closed contours of points; a point off the curve bends it. */
  contours: { x: number; y: number; on: boolean }[][];
};

export type FontFacts = {
  name: string;
  unitsPerEm: number;
  ascent: number;
  descent: number;
  capHeight: number;
  xHeight: number;
};

/** A TrueType font of these outlines, one a code point, as a PDF embeds it. */
export function buildTrueType(facts: FontFacts, outlines: readonly Outline[]): Buffer {
  const sorted = [...outlines].sort((a, b) => a.codePoint - b.codePoint);
  const glyphs: Outline[] = [
    { codePoint: -1, advance: Math.round(facts.unitsPerEm / 2), contours: [] },
    ...sorted,
  ];
  const shapes = glyphs.map(glyphBytes);
  const box = boxOf(glyphs.flatMap(({ contours }) => contours.flat()));
  const offsets: number[] = [0];
  for (const shape of shapes) offsets.push((offsets.at(-1) ?? 0) + shape.length);
  return assemble({
    "OS/2": os2(facts, sorted),
    cmap: cmap(sorted),
    glyf: Buffer.concat(shapes),
    head: head(facts, box),
    hhea: hhea(facts, glyphs),
    hmtx: words(glyphs.flatMap((glyph) => [glyph.advance, boxOf(glyph.contours.flat()).xMin])),
    loca: longs(offsets),
    maxp: maxp(glyphs),
    name: nameTable(facts.name),
    post: longs([0x00030000, 0, 0, 0, 0, 0, 0, 0]),
  });
}

const words = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16BE(value & 0xffff, index * 2);
  return bytes;
};

const longs = (values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value >>> 0, index * 4);
  return bytes;
};

type Box = { xMin: number; yMin: number; xMax: number; yMax: number };

function boxOf(points: readonly { x: number; y: number }[]): Box {
  const box = { xMin: 0, yMin: 0, xMax: 0, yMax: 0 };
  points.forEach(({ x, y }, index) => {
    box.xMin = index === 0 ? x : Math.min(box.xMin, x);
    box.yMin = index === 0 ? y : Math.min(box.yMin, y);
    box.xMax = index === 0 ? x : Math.max(box.xMax, x);
    box.yMax = index === 0 ? y : Math.max(box.yMax, y);
  });
  return box;
}

function glyphBytes({ contours }: Outline): Buffer {
  if (contours.length === 0) return Buffer.alloc(0);
  const points = contours.flat();
  const { xMin, yMin, xMax, yMax } = boxOf(points);
  let end = -1;
  const ends = contours.map((contour) => {
    end += contour.length;
    return end;
  });
  const steps = (axis: "x" | "y") =>
    points.map((point, index) => point[axis] - (index === 0 ? 0 : (points[index - 1]?.[axis] ?? 0)));
  const parts = [
    words([contours.length, xMin, yMin, xMax, yMax, ...ends, 0]),
    Buffer.from(points.map(({ on }) => (on ? 1 : 0))),
    words(steps("x")),
    words(steps("y")),
  ];
  const bytes = Buffer.concat(parts);
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function head({ unitsPerEm }: FontFacts, { xMin, yMin, xMax, yMax }: Box): Buffer {
  return Buffer.concat([
    longs([0x00010000, 0x00010000, 0, 0x5f0f3cf5]),
    words([0x000b, unitsPerEm]),
    Buffer.alloc(16),
    words([xMin, yMin, xMax, yMax, 0, 8, 2, 1, 0]),
  ]);
}

function hhea({ ascent, descent }: FontFacts, glyphs: readonly Outline[]): Buffer {
  const widest = Math.max(...glyphs.map(({ advance }) => advance));
  return Buffer.concat([
    longs([0x00010000]),
    words([ascent, descent, 0, widest, 0, 0, widest, 1, 0, 0, 0, 0, 0, 0, 0, glyphs.length]),
  ]);
}

function maxp(glyphs: readonly Outline[]): Buffer {
  const points = Math.max(...glyphs.map(({ contours }) => contours.flat().length));
  const contours = Math.max(...glyphs.map((glyph) => glyph.contours.length));
  return Buffer.concat([
    longs([0x00010000]),
    words([glyphs.length, points, contours, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0]),
  ]);
}

/** Format 12: runs of code points with runs of glyphs. */
function cmap(sorted: readonly Outline[]): Buffer {
  const runs: { first: number; last: number; glyph: number }[] = [];
  sorted.forEach(({ codePoint }, index) => {
    const run = runs.at(-1);
    if (run && run.last === codePoint - 1) run.last = codePoint;
    else runs.push({ first: codePoint, last: codePoint, glyph: index + 1 });
  });
  const length = 16 + runs.length * 12;
  return Buffer.concat([
    words([0, 1, 3, 10]),
    longs([12]),
    words([12, 0]),
    longs([length, 0, runs.length, ...runs.flatMap(({ first, last, glyph }) => [first, last, glyph])]),
  ]);
}

function os2(facts: FontFacts, sorted: readonly Outline[]): Buffer {
  const { ascent, descent, xHeight, capHeight } = facts;
  const first = sorted[0]?.codePoint ?? 0;
  const last = sorted.at(-1)?.codePoint ?? 0;
  const width = Math.round(
    sorted.reduce((sum, { advance }) => sum + advance, 0) / Math.max(1, sorted.length),
  );
  return Buffer.concat([
    words([4, width, 400, 5, 0, ...Array<number>(10).fill(0), 0]),
    Buffer.alloc(10),
    longs([0, 0, 0, 0]),
    Buffer.from("2CHT"),
    words([0x40, Math.min(first, 0xffff), Math.min(last, 0xffff), ascent, descent, 0, ascent, -descent]),
    longs([0, 0]),
    words([xHeight, capHeight, 0, 32, 1]),
  ]);
}

function nameTable(name: string): Buffer {
  const text = Buffer.from(name, "utf16le").swap16();
  const records = [1, 4, 6].flatMap((id) => [3, 1, 0x409, id, text.length, 0]);
  return Buffer.concat([words([0, 3, 6 + 36, ...records]), text]);
}

function assemble(tables: Record<string, Buffer>): Buffer {
  const names = Object.keys(tables).sort();
  const power = Math.floor(Math.log2(names.length));
  const start = 12 + names.length * 16;
  const directory: Buffer[] = [
    longs([0x00010000]),
    words([names.length, 2 ** power * 16, power, names.length * 16 - 2 ** power * 16]),
  ];
  const bodies: Buffer[] = [];
  let at = start;
  for (const name of names) {
    const body = tables[name] ?? Buffer.alloc(0);
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    directory.push(Buffer.from(name), longs([checksum(padded), at, body.length]));
    bodies.push(padded);
    at += padded.length;
  }
  return Buffer.concat([...directory, ...bodies]);
}

function checksum(padded: Buffer): number {
  let sum = 0;
  for (let at = 0; at < padded.length; at += 4) sum = (sum + padded.readUInt32BE(at)) >>> 0;
  return sum;
}
