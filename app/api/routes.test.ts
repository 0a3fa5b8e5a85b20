import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { definitionOf } from "@/lib/http/open-api";
import { addressOf, isDescribed, routeFiles } from "@/scripts/list-routes";
import { allRoutes } from "./all-routes";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

describe("the routes", () => {
  it("are all listed for openapi.json; `npm run routes` mends it", () => {
    const listed = allRoutes.map((route) => route.path).sort();
    expect(listed).toEqual(routeFiles().filter(isDescribed).map(addressOf).sort());
  });

  it("are all made by defineRoute, so that none escapes the wrapper", () => {
    const escaped = allRoutes.flatMap(({ path, module }) =>
      Object.entries(module)
        .filter(([name, handler]) => METHODS.includes(name) && definitionOf(handler) === null)
        .map(([name]) => `${name} ${path}`),
    );
    expect(escaped).toEqual([]);
  });

  it("hold no SQL and no upstream call", () => {
    const offenders = routeFiles().filter((file) =>
      /drizzle-orm|upstream\.call|sql`/.test(readFileSync(file, "utf8")),
    );
    expect(offenders).toEqual([]);
  });
});
