import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Claims = { sub: string; email: string; email_verified: boolean; name: string };

/**
 * A small OpenID Connect provider that signs in whoever the test names, with code flow, PKCE and nonce checked, so
 * that the journey proves the product's half of it.
 */
export async function startIdentityProvider(client: { id: string; secret: string }) {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwk = {
    ...publicKey.export({ format: "jwk" }),
    kid: "one",
    alg: "RS256",
    use: "sig",
  };
  const asked = new Map<string, { nonce: string; challenge: string }>();
  let person: Claims | null = null;
  let issuer = "";

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", issuer);
    const json = (status: number, body: unknown) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (url.pathname === "/.well-known/openid-configuration") {
      return json(200, {
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        jwks_uri: `${issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    }
    if (url.pathname === "/keys") return json(200, { keys: [jwk] });
    if (url.pathname === "/authorize") {
      const back = new URL(url.searchParams.get("redirect_uri") ?? "");
      back.searchParams.set("state", url.searchParams.get("state") ?? "");
      if (person === null) back.searchParams.set("error", "access_denied");
      else {
        const code = `code-${asked.size + 1}`;
        asked.set(code, {
          nonce: url.searchParams.get("nonce") ?? "",
          challenge: url.searchParams.get("code_challenge") ?? "",
        });
        back.searchParams.set("code", code);
      }
      return response.writeHead(302, { location: back.href }).end();
    }
    if (url.pathname !== "/token") return json(404, {});
    let body = "";
    request.on("data", (chunk) => {
      body += chunk;
    });
    request.on("end", () => {
      const form = new URLSearchParams(body);
      const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}`;
      const grant = asked.get(form.get("code") ?? "");
      asked.delete(form.get("code") ?? "");
      const verifier = createHash("sha256")
        .update(form.get("code_verifier") ?? "")
        .digest("base64url");
      if (request.headers.authorization !== basic || grant?.challenge !== verifier || person === null) {
        return json(400, { error: "invalid_grant" });
      }
      const now = Math.floor(Date.now() / 1000);
      const claims = { iss: issuer, aud: client.id, iat: now, exp: now + 60, nonce: grant.nonce, ...person };
      const head = encode({ alg: "RS256", kid: "one", typ: "JWT" });
      const payload = `${head}.${encode(claims)}`;
      const token = `${payload}.${sign("sha256", Buffer.from(payload), privateKey).toString("base64url")}`;
      return json(200, { access_token: "unused", token_type: "Bearer", expires_in: 60, id_token: token });
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    /** Who signs in next; null refuses. */
    is: (next: Claims | null) => {
      person = next;
    },
    stop: () => new Promise<void>((done) => server.close(() => done())),
  };
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
