/** A secret in the forms it could slip out in: raw, URL-encoded, hex, and base64 at each offset inside another text. */
export function disguises(secret: string): string[] {
  const bytes = Buffer.from(secret);
  const base64 = [0, 1, 2].flatMap((offset) => {
    const inside = Buffer.concat([Buffer.alloc(offset, 32), bytes]);
    return (["base64", "base64url"] as const).map((kind) =>
      // The first and last letters depend on what stands beside the secret.
      inside
        .toString(kind)
        .replace(/=+$/, "")
        .slice(offset === 0 ? 0 : 4, -3),
    );
  });
  const forms = [secret, encodeURIComponent(secret), bytes.toString("hex"), ...base64];
  return [...new Set(forms.filter((text) => text.length >= 16).map((text) => text.toLowerCase()))];
}

/** Searches texts for any of the secrets in any disguise, without regard to case. Answers the forms it found. */
export function createSearch(secrets: readonly string[]): ((text: string) => string[]) & { forms: string[] } {
  const forms = [...new Set(secrets.flatMap(disguises))];
  const search = (text: string): string[] => {
    const low = text.toLowerCase();
    return forms.filter((form) => low.includes(form));
  };
  return Object.assign(search, { forms });
}
