/** The part of fontkit (which comes with pdfkit) that reads outlines. */
declare module "fontkit" {
  export type PathCommand = {
    command: "moveTo" | "lineTo" | "quadraticCurveTo" | "bezierCurveTo" | "closePath";
    args: number[];
  };
  export type Glyph = { id: number; advanceWidth: number; path: { commands: PathCommand[] } };
  export type Font = {
    unitsPerEm: number;
    ascent: number;
    descent: number;
    capHeight: number;
    xHeight: number;
    characterSet: number[];
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string, features?: string[]): { glyphs: Glyph[] };
  };
  export function create(bytes: Buffer): Font;
}
