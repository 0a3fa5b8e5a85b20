import { deflateSync } from "node:zlib";
import type { Hono } from "hono";
import { hash32 } from "./ids";
import { readBytes } from "./media-bytes";
import { escapeHtml } from "./pages/layout";
import type { SandboxEnv } from "./pipeline";
import type { SandboxState } from "./state";

const colours = ["#2d54bc", "#a55300", "#1f7a61", "#6a5fb5", "#7a2f49", "#3c6e47"] as const;
const side = 240;

/** Pictures the sandbox draws itself, so that posts and accounts have faces without a network. */
export function mountAssets(app: Hono<SandboxEnv>, state: SandboxState): void {
  app.get("/__assets/avatars/:name{.+\\.svg}", (context) => {
    const name = decodeURIComponent(context.req.param("name").replace(/\.svg$/, ""));
    return picture(avatar(name, label(state, name)), "image/svg+xml");
  });
  app.get("/__assets/media/:name{[0-9a-f]+\\.png}", (context) =>
    picture(scene(context.req.param("name")), "image/png"),
  );
  app.get("/__assets/media/:name{[0-9a-f]+\\.mp4}", () => picture(emptyClip(), "video/mp4"));
  app.get("/__assets/uploads/:name", (context) => {
    const id = context.req.param("name").split(".", 1)[0] ?? "";
    const media = state.medias.get(id);
    const bytes = media ? readBytes(state, id) : null;
    if (!media || !bytes) return context.text("There is no such file.", 404);
    // Uploaded bytes are shown as what they are only when they are pictures or films.
    const shown = /^(image\/(png|jpe?g|gif|webp)|video\/)/.test(media.contentType);
    return picture(bytes, shown ? media.contentType : "application/octet-stream");
  });
}

function picture(body: string | Uint8Array, type: string): Response {
  const bytes = typeof body === "string" ? body : new Uint8Array(body);
  return new Response(bytes, {
    headers: {
      "content-type": type,
      "cache-control": "public, max-age=86400",
      "x-content-type-options": "nosniff",
      "access-control-allow-origin": "*",
    },
  });
}

function label(state: SandboxState, name: string): string {
  const place = state.world.locationById.get(name.split("_")[1] ?? "");
  return place?.name ?? name;
}

function avatar(key: string, name: string): string {
  const initials = name
    .split(/\s+/)
    .map((word) => word.replace(/[^\p{L}\p{N}]/gu, "")[0] ?? "")
    .join("")
    .slice(0, 2)
    .toUpperCase();
  const fill = colours[hash32(key) % colours.length];
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" role="img"><title>${escapeHtml(name)}</title><rect width="64" height="64" rx="32" fill="${fill}"/><text x="32" y="40" font-family="system-ui,sans-serif" font-size="24" font-weight="600" text-anchor="middle" fill="#fff">${escapeHtml(initials)}</text></svg>`;
}

/** A square of sky, sun and hills in the file's own colours. */
function scene(name: string): Uint8Array {
  const hue = hash32(name, "hue") % 360;
  const top = rgb(hue, 0.45, 0.82);
  const low = rgb((hue + 40) % 360, 0.5, 0.92);
  const hill = rgb((hue + 140) % 360, 0.35, 0.38);
  const sun = {
    x: 40 + (hash32(name, "x") % 160),
    y: 40 + (hash32(name, "y") % 60),
    r: 18 + (hash32(name, "r") % 14),
  };
  const bend = 20 + (hash32(name, "bend") % 30);
  const rows = Buffer.alloc(side * (side * 3 + 1));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const ground = side * 0.68 + Math.sin((x / side) * Math.PI * 2 + bend) * bend;
      const inSun = (x - sun.x) ** 2 + (y - sun.y) ** 2 < sun.r ** 2;
      const part = y / side;
      const colour =
        y > ground ? hill : inSun ? [255, 244, 214] : top.map((c, i) => c + ((low[i] ?? 0) - c) * part);
      const at = y * (side * 3 + 1) + 1 + x * 3;
      for (let channel = 0; channel < 3; channel += 1) rows[at + channel] = Math.round(colour[channel] ?? 0);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function rgb(hue: number, saturation: number, lightness: number): number[] {
  const spread = saturation * Math.min(lightness, 1 - lightness);
  return [0, 8, 4].map((turn) => {
    const at = (turn + hue / 30) % 12;
    return 255 * (lightness - spread * Math.max(-1, Math.min(at - 3, 9 - at, 1)));
  });
}

/** The frame of an MP4 without pictures: players accept the address, the thumbnail is what people see. */
function emptyClip(): Uint8Array {
  const box = (type: string, data: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(data.length + 8, 0);
    head.write(type, 4, "latin1");
    return Buffer.concat([head, data]);
  };
  const movieHeader = Buffer.alloc(100);
  movieHeader.writeUInt32BE(1000, 12);
  movieHeader.writeUInt32BE(0x00010000, 20);
  movieHeader.writeUInt16BE(0x0100, 24);
  movieHeader.writeUInt32BE(0x00010000, 36);
  movieHeader.writeUInt32BE(0x00010000, 52);
  movieHeader.writeUInt32BE(0x40000000, 68);
  movieHeader.writeUInt32BE(1, 96);
  return Buffer.concat([
    box("ftyp", Buffer.from("isom\0\0\x02\0isomiso2mp41", "latin1")),
    box("moov", box("mvhd", movieHeader)),
  ]);
}
