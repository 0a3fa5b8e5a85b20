import { describe, expect, it } from "vitest";
import { safeReturnPath } from "./return-path";

const NASTY = [
  "https://evil.example",
  "HTTPS://evil.example/overview",
  "//evil.example",
  "///evil.example",
  "////evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "\\/evil.example",
  "/\\/evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/\r\n/evil.example",
  "\t//evil.example",
  " //evil.example",
  "/ /evil.example",
  "/%2f/evil.example",
  "/%2F%2Fevil.example",
  "/%5cevil.example",
  "/%255c/evil.example",
  "/%252f%252fevil.example",
  "/%09/evil.example",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "file:///etc/passwd",
  "http:evil.example",
  "https:/evil.example",
  "evil.example",
  "@evil.example",
  "?to=//evil.example",
  "#//evil.example",
  "/.//evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/a/../%2fevil.example",
  "/\u0000/evil.example",
  "/\u00a0/evil.example",
  "/api/people",
  "/API/people",
  "/sign-in",
  "/sign-in?to=/sign-in",
  "/first-run?code=x",
  `/${"a".repeat(3000)}`,
  "",
];

describe("safeReturnPath", () => {
  it.each(NASTY)("sends %j to the overview", (to) => {
    expect(safeReturnPath(to)).toBe("/overview");
  });

  it.each([undefined, null, 7, ["/snapshots"], {}])(
    "sends a value that is no text (%j) to the overview",
    (to) => {
      expect(safeReturnPath(to)).toBe("/overview");
    },
  );

  it.each([
    ["/snapshots", "/snapshots"],
    ["/snapshots?location=abc&from=2026-03-01#chart", "/snapshots?location=abc&from=2026-03-01#chart"],
    ["/locations/6K824PHLRNay4mvZnKKY/accounts", "/locations/6K824PHLRNay4mvZnKKY/accounts"],
    ["/audit?person=a%20b", "/audit?person=a%20b"],
    ["/imports?next=https://elsewhere.example", "/imports?next=https://elsewhere.example"],
  ])("keeps the local path %s", (to, path) => {
    expect(safeReturnPath(to)).toBe(path);
  });

  it("never yields a path that a browser takes for another site", () => {
    for (const to of NASTY) {
      expect(new URL(safeReturnPath(to), "https://own.example").origin).toBe("https://own.example");
    }
  });
});
