import { describe, expect, it } from "vitest";
import { titleOf } from "./report-title";

const clients = (count: number) => ({
  locations: Array.from({ length: count }, (_, n) => ({ id: `L${n}`, name: `Client ${n}`, timezone: "UTC" })),
});

describe("the title of a report", () => {
  it("names the clients that somebody chose, and says all where nobody did", () => {
    expect(titleOf(clients(24), false)).toBe("Social media report: All clients (24)");
    expect(titleOf(clients(1), false)).toBe("Social media report: Client 0");
    expect(titleOf(clients(3), true)).toContain("Client 0, Client 1");
    expect(titleOf(clients(0), false)).toBe("Social media report");
  });
});
