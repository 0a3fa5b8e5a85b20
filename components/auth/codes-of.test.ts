import { describe, expect, it } from "vitest";
import { codesOf } from "./codes-of";

describe("codesOf", () => {
  it("offers no code to somebody who has none", () => {
    expect(codesOf({ confirmedAt: null, recoveryCodesLeft: 0 })).toBeNull();
    expect(codesOf(undefined)).toBeNull();
  });

  it("names the app first, and recovery codes where there is no app", () => {
    expect(codesOf({ confirmedAt: "2026-05-01T10:00:00Z", recoveryCodesLeft: 0 })).toMatch(
      "authenticator app",
    );
    expect(codesOf({ confirmedAt: null, recoveryCodesLeft: 3 })).toMatch("recovery codes");
  });
});
