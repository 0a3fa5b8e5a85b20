import { createWriteStream, existsSync } from "node:fs";
import { finished } from "node:stream/promises";

const WORDS =
  "opening hours winter summer clean team care local family offer book today smile better simple fresh morning weekend guide story".split(
    " ",
  );

/** The same rows for the same number: about 240 bytes each, one in five with newlines and quotes in its caption, one in 50
 * with an issue. */
function rowOf(index: number): string {
  const words: string[] = [];
  for (let word = 0; word < 22; word++)
    words.push(WORDS[(index * 7 + word * 13 + (index >> 3)) % WORDS.length] ?? "");
  const text = `Post ${index}: ${words.join(" ")} https://example.com/p/${index}`;
  const caption = index % 5 === 0 ? `"${text},\n\nsaid ""yes"" #local #team"` : `${text} #local`;
  const day = new Date(Date.UTC(2027, 0, 1) + index * 600_000).toISOString().slice(0, 19).replace("T", " ");
  const image =
    index % 50 === 0 ? "https://drive.google.com/file/d/1/view" : `https://cdn.example.com/p/${index}.jpg`;
  return `${day},${caption},,${image},,\n`;
}

/** Writes a basic csv of `rows` rows once. */
export async function writeSample(path: string, rows: number): Promise<void> {
  if (existsSync(path)) return;
  const out = createWriteStream(path);
  out.write("postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls\n");
  let block = "";
  for (let index = 0; index < rows; index++) {
    block += rowOf(index);
    if (block.length > 1 << 20) {
      if (!out.write(block)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
      block = "";
    }
  }
  out.end(block);
  await finished(out);
}

/** A file of plain rows; `unclosed` opens a quote in its second row and never closes it. */
export async function writeQuoteSample(path: string, megabytes: number, unclosed: boolean): Promise<void> {
  if (existsSync(path)) return;
  const out = createWriteStream(path);
  out.write("postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls,gifUrl,videoUrls\n");
  if (unclosed) out.write('2027-01-01 10:00:00,"a quote that nobody closes,,,,\n');
  const line = `2027-01-01 10:00:00,${"plain words of a post ".repeat(9)},,https://cdn.example.com/a.jpg,,\n`;
  const block = line.repeat(Math.ceil((1 << 20) / line.length));
  for (let part = 0; part < megabytes; part++) {
    if (!out.write(block)) await new Promise<void>((resolve) => out.once("drain", () => resolve()));
  }
  out.end();
  await finished(out);
}
