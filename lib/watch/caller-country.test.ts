import { expect, test } from "vitest";
import { callerCountry } from "./caller-country";

const from = (headers: Record<string, string>, trusted = true) =>
  callerCountry(new Headers(headers), trusted);

test("a country counts when a trusted proxy names one that it knows", () => {
  expect(from({ "CF-IPCountry": "gb" })).toBe("GB");
  expect(from({ "CF-IPCountry": "XX", "X-Vercel-IP-Country": "BR" })).toBe("BR");
  expect(from({ "X-Country-Code": "DE" })).toBe("DE");
  for (const odd of ["XX", "T1", "", "Brazil", "G"]) expect(from({ "CF-IPCountry": odd }), odd).toBeNull();
});

test("without a trusted proxy nobody is believed", () => {
  expect(from({ "CF-IPCountry": "GB" }, false)).toBeNull();
});
