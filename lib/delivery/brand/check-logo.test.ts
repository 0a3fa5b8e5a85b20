import { crc32, deflateSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { checkLogo } from "./check-logo";

function chunk(kind: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

function png(
  change: { width?: number; rows?: Buffer; interlaced?: number; depth?: number; before?: Buffer } = {},
): Buffer {
  const width = change.width ?? 3;
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(2, 4);
  head.set([change.depth ?? 8, 6, 0, 0, change.interlaced ?? 0], 8);
  const rows = change.rows ?? deflateSync(Buffer.alloc((width * 4 + 1) * 2));
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", head),
    change.before ?? Buffer.alloc(0),
    chunk("IDAT", rows),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

const jpeg = Buffer.from([
  0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xc0, 0, 11, 8, 0, 20, 0, 30, 1, 1, 0x11, 0, 0xff, 0xd9,
]);

describe("a logo", () => {
  it("is told by its bytes", () => {
    expect(checkLogo(png())).toBe("image/png");
    expect(checkLogo(jpeg)).toBe("image/jpeg");
  });

  it.each([
    [
      "a page with script",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
      "neither",
    ],
    ["nothing", Buffer.alloc(0), "neither"],
    ["a PNG that ends early", png().subarray(0, 50), "damaged"],
    ["a PNG whose picture does not unpack", png({ rows: Buffer.from("not deflate") }), "damaged"],
    [
      "a PNG that unpacks to more than it says",
      png({ rows: deflateSync(Buffer.alloc(50_000_000)) }),
      "damaged",
    ],
    ["a PNG with 16 bits", png({ depth: 16 }), "8 bits"],
    ["an interlaced PNG", png({ interlaced: 1 }), "interlaced"],
    ["a PNG as wide as a wall", png({ width: 40_000 }), "pixels"],
    ["a PNG with a filter that does not exist", png({ rows: deflateSync(Buffer.alloc(26, 5)) }), "damaged"],
    ["an animated PNG", png({ before: chunk("fcTL", Buffer.alloc(26)) }), "animated"],
    ["a PNG with a second head", png({ before: chunk("IHDR", Buffer.alloc(13)) }), "damaged"],
    ["a JPEG without a frame", jpeg.subarray(0, 8), "damaged"],
    ["600 KB", Buffer.concat([png(), Buffer.alloc(600_000)]), "512 KB"],
  ])("is refused in a sentence: %s", (_name, bytes, words) => {
    expect(() => checkLogo(bytes)).toThrow(words);
  });
});
