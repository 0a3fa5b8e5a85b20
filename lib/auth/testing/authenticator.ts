import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** An authenticator in software (ES256, "none" attestation) for tests: what a phone or a security key would answer. */
export function createAuthenticator(origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(32);
  const credential = { id: id.toString("base64url"), rawId: id.toString("base64url") };
  const rpHash = createHash("sha256").update(new URL(origin).hostname).digest();
  let counter = 0;

  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const authData = (flags: number, rest = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4);
    count.writeUInt32BE(++counter);
    return Buffer.concat([rpHash, Buffer.from([flags]), count, rest]);
  };

  return {
    credentialId: credential.id,
    /** Steps the counter back, as a copied key would show it. */
    rewind: () => {
      counter = 0;
    },
    register: (challenge: string) => {
      const { x = "", y = "" } = publicKey.export({ format: "jwk" });
      const cose = Buffer.concat([
        Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20]),
        Buffer.from(x, "base64url"),
        Buffer.from([0x22, 0x58, 0x20]),
        Buffer.from(y, "base64url"),
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
      const data = authData(PRESENT | VERIFIED | ATTESTED, attested);
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        text("fmt"),
        text("none"),
        text("attStmt"),
        Buffer.from([0xa0]),
        text("authData"),
        Buffer.from([0x58, data.length]),
        data,
      ]);
      return {
        ...credential,
        type: "public-key" as const,
        response: {
          clientDataJSON: clientData("webauthn.create", challenge, origin).toString("base64url"),
          attestationObject: attestation.toString("base64url"),
          transports: ["internal" as const],
        },
        clientExtensionResults: {},
      };
    },
    answer: (challenge: string, odd: { origin?: string; verified?: boolean } = {}) => {
      const note = clientData("webauthn.get", challenge, odd.origin ?? origin);
      const data = authData(odd.verified === false ? PRESENT : PRESENT | VERIFIED);
      const signature = sign(
        "sha256",
        Buffer.concat([data, createHash("sha256").update(note).digest()]),
        privateKey,
      );
      return {
        ...credential,
        type: "public-key" as const,
        response: {
          clientDataJSON: note.toString("base64url"),
          authenticatorData: data.toString("base64url"),
          signature: signature.toString("base64url"),
        },
        clientExtensionResults: {},
      };
    },
  };
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const ATTESTED = 0x40;

/** CBOR text of under 24 bytes. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x60 + value.length]), Buffer.from(value)]);
}
