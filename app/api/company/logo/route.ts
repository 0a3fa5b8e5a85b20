import { getLogo, removeLogo, saveLogo } from "@/lib/delivery/brand/brand";
import { brandView, MAX_LOGO_BYTES } from "@/lib/delivery/brand/schema";
import { defineRoute } from "@/lib/http/define-route";
import { readBytes } from "@/lib/http/read-body";

export const GET = defineRoute({
  summary: "The agency's logo.",
  access: { role: "viewer", location: "none" },
  run: async ({ ctx }) => {
    const { bytes, contentType } = await getLogo(ctx);
    return new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
  },
});

export const PUT = defineRoute({
  summary: "Set the agency's logo: a PNG or JPEG of at most 512 KB as the body.",
  access: { role: "admin", location: "none" },
  bodyKind: "bytes",
  maxBytes: MAX_LOGO_BYTES,
  output: brandView,
  run: async ({ ctx, request }) => saveLogo(ctx, Buffer.from(await readBytes(request, MAX_LOGO_BYTES))),
});

export const DELETE = defineRoute({
  summary: "Remove the agency's logo.",
  access: { role: "admin", location: "none" },
  output: brandView,
  run: ({ ctx }) => removeLogo(ctx),
});
