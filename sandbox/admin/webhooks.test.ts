import { createVerify, verify } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { anyWebhook } from "@/lib/upstream/contract";
import { at, startUpstream, textAt, type Upstream } from "../testing/upstream";

type Got = { headers: IncomingMessage["headers"]; body: string };
let upstream: Upstream;
let receiver: Server;
let url: string;
let got: Got[] = [];
let replies: number[] = [];

beforeAll(async () => {
  upstream = await startUpstream({ now: undefined });
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk;
    });
    request.on("end", () => {
      got.push({ headers: request.headers, body });
      response.statusCode = replies.shift() ?? 200;
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
});
beforeEach(() => {
  got = [];
  replies = [];
});
afterAll(async () => {
  receiver.close();
  await upstream.close();
});

const send = (more = {}) =>
  upstream.admin("POST", "/webhooks", { url, type: "INSTALL", payload: { companyId: "c" }, ...more });

async function isSigned({ headers, body }: Got) {
  const keys = await upstream.admin("GET", "/webhook-keys");
  const bytes = (name: string) => Buffer.from(String(headers[name]), "base64");
  return {
    ed25519: verify(null, Buffer.from(body), textAt(keys, "ed25519"), bytes("x-ghl-signature")),
    rsa: createVerify("RSA-SHA256").update(body).verify(textAt(keys, "rsa"), bytes("x-wh-signature")),
  };
}

describe("webhooks", () => {
  it("carry type, time and id, signed in both ways over the raw body", async () => {
    expect(await send()).toMatchObject({ delivered: true, status: 200 });
    const [delivery] = got;
    if (!delivery) throw new Error("nothing was delivered");
    expect(anyWebhook.parse(JSON.parse(delivery.body))).toMatchObject({ type: "INSTALL", companyId: "c" });
    expect(await isSigned(delivery)).toEqual({ ed25519: true, rsa: true });
  });

  it("can come with a signature that does not fit", async () => {
    await send({ sign: "broken" });
    const [delivery] = got;
    if (!delivery) throw new Error("nothing was delivered");
    expect(await isSigned(delivery)).toEqual({ ed25519: false, rsa: false });
  });

  it("are tried again after 429 only", async () => {
    replies = [429, 200];
    expect(at(await send(), "attempts")).toEqual([429, 200]);
    replies = [500];
    expect(at(await send(), "attempts")).toEqual([500]);
  });

  it("go to this machine only", async () => {
    expect(await send({ url: "https://example.com/hook" })).toMatchObject({ delivered: false });
    expect(got).toHaveLength(0);
  });
});
