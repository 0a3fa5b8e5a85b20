import { describe, expect, it } from "vitest";
import { operations } from "./contract";
import { PROXY_ROLES, proxyRoleOf } from "./proxy-roles";

describe("the proxy's roles", () => {
  it("classify every operation of the contract, and nothing else", () => {
    expect(Object.keys(PROXY_ROLES).sort()).toEqual(operations.map(({ id }) => id).sort());
  });

  it("let no viewer write or delete", () => {
    const loose = operations.filter(({ id, effect }) => effect !== "read" && PROXY_ROLES[id] === "viewer");
    expect(loose.map(({ id }) => id)).toEqual([]);
  });

  it("close every operation that answers with a token", () => {
    for (const id of ["get-access-token", "get-location-access-token"]) {
      expect(proxyRoleOf(id)).toHaveProperty("closed");
    }
    expect(proxyRoleOf("an-operation-of-tomorrow")).toHaveProperty("closed");
  });
});
