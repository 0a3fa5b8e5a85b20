import { readFileSync } from "node:fs";
import { join } from "node:path";
import { create, type Font, type Glyph } from "fontkit";
import { buildTrueType, type Outline } from "./true-type";

/** Inter as the web loads it, one file an alphabet; earlier files win where two have a letter. */
const ALPHABETS = ["latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek", "vietnamese"];
const FOLDER = join("node_modules", "@fontsource-variable", "inter", "files");

type ReportFont = { bytes: Buffer; letters: ReadonlySet<number> };
let made: ReportFont | undefined;

/** Inter for PDFs: all its alphabets in one font, figures of one width. Put together once a process. */
export function reportFont(): Buffer {
  made ??= makeFont();
  return made.bytes;
}

/** The text without what the font cannot draw, such as emoji, which would leave holes. */
export function drawableText(text: string): string {
  made ??= makeFont();
  const { letters } = made;
  return [...text.normalize("NFC")]
    .filter((letter) => /\s/.test(letter) || letters.has(letter.codePointAt(0) ?? -1))
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

function makeFont(): ReportFont {
  const outlines = new Map<number, Outline>();
  const fonts = ALPHABETS.map((name) =>
    create(readFileSync(join(process.cwd(), FOLDER, `inter-${name}-wght-normal.woff2`))),
  );
  for (const font of fonts) {
    for (const codePoint of font.characterSet) {
      if (!outlines.has(codePoint)) outlines.set(codePoint, outlineOf(font, codePoint));
    }
  }
  const [{ unitsPerEm, ascent, descent, capHeight, xHeight }] = fonts as [Font, ...Font[]];
  const facts = { name: "Inter", unitsPerEm, ascent, descent, capHeight, xHeight };
  return { bytes: buildTrueType(facts, [...outlines.values()]), letters: new Set(outlines.keys()) };
}

function outlineOf(font: Font, codePoint: number): Outline {
  const digit = codePoint >= 0x30 && codePoint <= 0x39;
  const even = digit ? font.layout(String.fromCodePoint(codePoint), ["tnum"]).glyphs[0] : undefined;
  const glyph = even ?? font.glyphForCodePoint(codePoint);
  return { codePoint, advance: Math.round(glyph.advanceWidth), contours: contoursOf(glyph) };
}

function contoursOf(glyph: Glyph): Outline["contours"] {
  const contours: Outline["contours"] = [];
  let open: Outline["contours"][number] = [];
  const add = (x = 0, y = 0, on = true) => open.push({ x: Math.round(x), y: Math.round(y), on });
  const close = () => {
    const [first] = open;
    const last = open.at(-1);
    // The way back to the start is implied.
    if (open.length > 1 && first && last?.on && last.x === first.x && last.y === first.y) open.pop();
    if (open.length > 1) contours.push(open);
    open = [];
  };
  for (const { command, args } of glyph.path.commands) {
    if (command === "moveTo") {
      close();
      add(args[0], args[1]);
    } else if (command === "lineTo") add(args[0], args[1]);
    else if (command === "quadraticCurveTo") {
      add(args[0], args[1], false);
      add(args[2], args[3]);
    } else if (command === "bezierCurveTo") throw new Error("Inter has quadratic outlines only");
    else close();
  }
  close();
  return contours;
}
