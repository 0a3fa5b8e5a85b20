import { createSign, randomUUID, sign } from "node:crypto";
import { z } from "zod";
import { WEBHOOK_SIGNATURE_HEADERS } from "@/lib/upstream/contract";
import type { SandboxState } from "../state";

export const webhookSchema = z.strictObject({
  url: z.url({ protocol: /^https?$/ }),
  type: z.string().min(1),
  payload: z.record(z.string(), z.unknown()).default({}),
  /** Which signatures go along; a broken one is for testing refusals. */
  sign: z.enum(["both", "ed25519", "rsa", "none", "broken"]).default("both"),
  webhookId: z.string().optional(),
  timestamp: z.string().optional(),
});

type Delivery = z.output<typeof webhookSchema>;

/** Sends one signed webhook and tells how it was answered. Only addresses on this machine are called. */
export async function deliverWebhook(state: SandboxState, delivery: Delivery) {
  const { hostname } = new URL(delivery.url);
  if (!["127.0.0.1", "localhost", "[::1]"].includes(hostname)) {
    return { delivered: false, problem: "The sandbox sends webhooks to this machine only." };
  }
  const webhookId = delivery.webhookId ?? randomUUID();
  const body = JSON.stringify({
    ...delivery.payload,
    type: delivery.type,
    timestamp: delivery.timestamp ?? new Date(state.clock.now()).toISOString(),
    webhookId,
  });
  const attempts: number[] = [];
  try {
    // The upstream tries again only when it is answered 429.
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const response = await fetch(delivery.url, {
        method: "POST",
        headers: { "content-type": "application/json", ...signatures(state, delivery.sign, body) },
        body,
        signal: AbortSignal.timeout(10_000),
      });
      attempts.push(response.status);
      if (response.status !== 429) break;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return { delivered: true, webhookId, status: attempts.at(-1), attempts };
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    return { delivered: false, webhookId, attempts, problem };
  }
}

function signatures(state: SandboxState, how: Delivery["sign"], body: string): Record<string, string> {
  if (how === "none") return {};
  const keys = state.signingKeys();
  const signed = how === "broken" ? `${body} ` : body;
  const ed25519 = sign(null, Buffer.from(signed), keys.ed25519.privatePem).toString("base64");
  const rsa = createSign("RSA-SHA256").update(signed).sign(keys.rsa.privatePem, "base64");
  return {
    ...(how === "rsa" ? {} : { [WEBHOOK_SIGNATURE_HEADERS.ed25519]: ed25519 }),
    ...(how === "ed25519" ? {} : { [WEBHOOK_SIGNATURE_HEADERS.rsa]: rsa }),
  };
}
