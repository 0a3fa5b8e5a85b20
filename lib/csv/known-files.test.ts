import { expect, it } from "vitest";
import { nameOfArchive, nameOfFile } from "./known-files";
import { bytesOf, refusalOf } from "./testing/files";

it.each([
  ["a picture (JPEG)", [0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46]],
  ["a picture (PNG)", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]],
  ["a picture (WebP)", [...bytesOf("RIFF"), 1, 2, 0, 0, ...bytesOf("WEBP")]],
  ["a video", [0, 0, 0, 24, ...bytesOf("ftypmp42"), 0]],
  ["a PDF", [...bytesOf("%PDF-1.7")]],
])("refuses %s by its name", (name, bytes) => {
  expect(nameOfFile(Uint8Array.from(bytes))).toBe(name);
  const refusal = refusalOf(Uint8Array.from([...bytes, 0, 0, 10]));
  expect(refusal.message).toBe(
    `This is ${name}, not a sheet. Choose the spreadsheet with the posts, as CSV or XLSX.`,
  );
});

it("takes a sheet for what it is, whatever its first words", () => {
  for (const text of [
    "caption,date\n",
    "MZ,date\n",
    "Video,date\n",
    "\ufeffcaption;date\n",
    "ID3,caption\n",
    "",
  ])
    expect(nameOfFile(bytesOf(text))).toBeNull();
});

it("tells documents that are zips apart", () => {
  expect(nameOfArchive((name) => name === "word/document.xml")).toBe("a Word document");
  expect(nameOfArchive((name) => name === "a.txt")).toBeNull();
});
