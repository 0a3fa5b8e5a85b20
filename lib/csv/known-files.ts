const SIGNATURES: [name: string, at: number, bytes: string][] = [
  ["a picture (JPEG)", 0, "\u00ff\u00d8\u00ff"],
  ["a picture (PNG)", 0, "\u0089PNG"],
  ["a picture (GIF)", 0, "GIF8"],
  ["a picture (WebP)", 8, "WEBP"],
  ["a picture (HEIC)", 4, "ftyphei"],
  ["a picture (HEIC)", 4, "ftypmif1"],
  ["a picture (TIFF)", 0, "II*\0"],
  ["a picture (TIFF)", 0, "MM\0*"],
  ["a Photoshop file", 0, "8BPS"],
  ["a video", 4, "ftyp"],
  ["a video", 0, "\u001aE\u00df\u00a3"],
  ["a video (AVI)", 8, "AVI "],
  ["a sound file", 8, "WAVE"],
  ["a sound file", 0, "ID3"],
  ["a PDF", 0, "%PDF"],
  ["a text document (RTF)", 0, "{\\rtf"],
  ["an archive", 0, "Rar!"],
  ["an archive", 0, "7z\u00bc\u00af"],
  ["an archive (gzip)", 0, "\u001f\u008b"],
  ["a program", 0, "MZ\u0090"],
  ["a program", 0, "\u007fELF"],
  ["a database", 0, "SQLite format 3"],
];

/** What a file is that is no sheet, told by its first bytes: "a picture (JPEG)". Null: it may well be a sheet. */
export function nameOfFile(bytes: Uint8Array): string | null {
  const start = String.fromCharCode(...bytes.subarray(0, 32));
  // A caption may begin with such letters; no text goes on with such characters.
  const isText = bytes.subarray(0, 32).every((byte) => (byte > 31 && byte < 127) || (byte > 8 && byte < 14));
  if (isText && !start.startsWith("%PDF") && !start.startsWith("{\\rtf")) return null;
  const found = SIGNATURES.find(([, at, signature]) => start.startsWith(signature, at));
  return found?.[0] ?? null;
}

/** What a zip is that holds no workbook, told by the names in it. */
export function nameOfArchive(has: (name: string) => boolean): string | null {
  if (has("word/document.xml")) return "a Word document";
  return has("ppt/presentation.xml") ? "a PowerPoint presentation" : null;
}

export const notASheet = (name: string): string =>
  `This is ${name}, not a sheet. Choose the spreadsheet with the posts, as CSV or XLSX.`;
