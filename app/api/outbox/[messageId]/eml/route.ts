import { z } from "zod";
import { getMessageFile } from "@/lib/delivery/outbox/manage-outbox";
import { defineRoute } from "@/lib/http/define-route";
import { downloadHeaders } from "@/lib/http/download";

export const GET = defineRoute({
  summary: "Download an e-mail as .eml, for any mail program.",
  access: { role: "admin", location: "none" },
  params: z.object({ messageId: z.uuid() }),
  run: async ({ ctx, params }) => {
    const { fileName, eml } = await getMessageFile(ctx, params.messageId);
    return new Response(new Uint8Array(eml), { headers: downloadHeaders(fileName, "message/rfc822") });
  },
});
