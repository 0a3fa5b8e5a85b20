import { createPublicKey, createVerify, type KeyObject, verify } from "node:crypto";
import type { Env } from "@/lib/env";
import { WEBHOOK_SIGNATURE_HEADERS } from "@/lib/upstream/contract";

export type WebhookKeys = { ed25519: string | undefined; rsa: string | undefined };

/**
 * Whether the raw body was signed by the upstream. A delivery with the Ed25519 header is judged by it alone: a broken new
 * signature is never saved by an old one. Only without it does the RSA header count.
 */
export function isSigned(body: Uint8Array, headers: Headers, keys: WebhookKeys): boolean {
  const ed25519 = headers.get(WEBHOOK_SIGNATURE_HEADERS.ed25519);
  if (ed25519 && keys.ed25519) {
    return safely(() => verify(null, body, publicKey(keys.ed25519), Buffer.from(ed25519, "base64")));
  }
  const rsa = headers.get(WEBHOOK_SIGNATURE_HEADERS.rsa);
  if (ed25519 || !rsa || !keys.rsa) return false;
  return safely(() =>
    createVerify("RSA-SHA256").update(body).verify(publicKey(keys.rsa), Buffer.from(rsa, "base64")),
  );
}

function publicKey(text = ""): KeyObject {
  const pem = text.includes("-----BEGIN")
    ? text.replaceAll("\\n", "\n")
    : `-----BEGIN PUBLIC KEY-----\n${text.trim()}\n-----END PUBLIC KEY-----`;
  return createPublicKey(pem);
}

function safely(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

let demoKeys: Promise<WebhookKeys> | undefined;

/** The keys of the settings; in the demo those that the sandbox signs with. */
export async function webhookKeysOf(env: Env): Promise<WebhookKeys> {
  const keys = { ed25519: env.UPSTREAM_WEBHOOK_KEY, rsa: env.UPSTREAM_WEBHOOK_RSA_KEY };
  if (!env.demo || keys.ed25519 || keys.rsa) return keys;
  demoKeys ??= readDemoKeys(env).catch((error: unknown) => {
    demoKeys = undefined;
    throw error;
  });
  return demoKeys;
}

async function readDemoKeys(env: Env): Promise<WebhookKeys> {
  const reply = await fetch(`${env.upstream.baseUrl}/__sandbox/webhook-keys`, {
    signal: AbortSignal.timeout(5_000),
  });
  return (await reply.json()) as WebhookKeys;
}
