import { inflateSync } from "node:zlib";
import { AppError } from "@/lib/errors";

const MOST_PIXELS = 4_000;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Chunks that make several pictures of one. */
const ANIMATED = ["acTL", "fcTL", "fdAT"];
/** Longer ones are nobody's caption. */
const MOST_TEXT = 65_536;
/** Numbers a pixel, by PNG colour type. */
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

const refuse = (message: string): AppError => new AppError("unprocessable", { message });
const damaged = () => refuse("This picture is damaged. Save it again as PNG or JPEG, and choose that file.");

/**
 * What kind of picture the bytes are, by themselves and not by their name. Refuses all but whole PNG and JPEG of at most
 * 4,000 pixels each way: what passes can be drawn into a PDF.
 */
export function checkPicture(bytes: Buffer): "image/png" | "image/jpeg" {
  if (bytes.subarray(0, 8).equals(PNG)) {
    checkPng(bytes);
    return "image/png";
  }
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) {
    checkJpeg(bytes);
    return "image/jpeg";
  }
  throw refuse("This is neither a PNG nor a JPEG. Choose a picture of one of these kinds.");
}

function checkSize(width: number, height: number): void {
  if (width < 1 || height < 1) throw damaged();
  if (width > MOST_PIXELS || height > MOST_PIXELS) {
    throw refuse(`The picture has ${width} × ${height} pixels; at most ${MOST_PIXELS} each way fit.`);
  }
}

// A picture is drawn into PDFs later, where nobody is left to be told that it is broken, and where what it holds is unpacked
// in a callback that no caller can catch: so all of it is tried now.
function checkPng(bytes: Buffer): void {
  if (bytes.length < 33 || bytes.toString("latin1", 12, 16) !== "IHDR") throw damaged();
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const [depth = 0, color = 0, , , interlaced] = bytes.subarray(24, 29);
  checkSize(width, height);
  const channels = CHANNELS[color];
  if (channels === undefined || depth === 0 || depth > 8) {
    throw refuse("This PNG has more than 8 bits a colour. Save it with 8, and choose that file.");
  }
  if (interlaced !== 0) throw refuse("This PNG is interlaced. Save it without, and choose that file.");
  const parts: Buffer[] = [];
  let at = 8;
  let ended = false;
  while (at + 12 <= bytes.length && !ended) {
    const length = bytes.readUInt32BE(at);
    const kind = bytes.toString("latin1", at + 4, at + 8);
    if (at + 12 + length > bytes.length) throw damaged();
    if (kind === "IDAT") parts.push(bytes.subarray(at + 8, at + 8 + length));
    if (ANIMATED.includes(kind))
      throw refuse("This PNG is animated. Save it as a still picture, and choose that file.");
    if (kind === "IHDR" && at > 8) throw damaged();
    if (kind === "tEXt" && length > MOST_TEXT) throw damaged();
    ended = kind === "IEND";
    at += 12 + length;
  }
  const row = Math.ceil((width * channels * depth) / 8) + 1;
  const pixels = inflated(Buffer.concat(parts), row * height);
  if (!ended || pixels?.length !== row * height) throw damaged();
  // Each row begins with how it was filtered; only these five ways exist.
  for (let start = 0; start < pixels.length; start += row) if ((pixels[start] ?? 9) > 4) throw damaged();
}

function inflated(data: Buffer, most: number): Buffer | null {
  try {
    return inflateSync(data, { maxOutputLength: most + 1 });
  } catch {
    return null;
  }
}

function checkJpeg(bytes: Buffer): void {
  let at = 2;
  while (at + 9 < bytes.length) {
    if (bytes[at] !== 0xff) throw damaged();
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      checkSize(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5));
      return;
    }
    const length = bytes.readUInt16BE(at + 2);
    if (length < 2) throw damaged();
    at += 2 + length;
  }
  throw damaged();
}
