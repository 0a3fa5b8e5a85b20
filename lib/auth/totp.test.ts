import { describe, expect, it } from "vitest";
import { base32, matchingStep, stepOf, totpCode, totpUri } from "./totp";

const SECRET = Buffer.from("12345678901234567890");

describe("one-time codes", () => {
  // RFC 6238 appendix B, the last six of its eight digits.
  it.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("at %d s is %s", (seconds, code) => {
    expect(totpCode(SECRET, stepOf(new Date(seconds * 1000)))).toBe(code);
  });

  it("forgive one step of drift and no more", () => {
    const at = new Date(1_234_567_890_000);
    const step = stepOf(at);
    for (const drift of [-1, 0, 1])
      expect(matchingStep(SECRET, totpCode(SECRET, step + drift), at)).toBe(step + drift);
    for (const drift of [-2, 2]) expect(matchingStep(SECRET, totpCode(SECRET, step + drift), at)).toBeNull();
    for (const odd of ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"])
      expect(matchingStep(SECRET, odd, at)).toBeNull();
  });

  it("hand the secret over in base32", () => {
    expect(base32(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
    expect(totpUri(SECRET, "a@b.example")).toBe(
      "otpauth://totp/2Chat%20Social%3Aa%40b.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=2Chat+Social",
    );
  });
});
