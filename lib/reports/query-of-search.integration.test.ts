import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { locations } from "@/db/schema";
import type { Context } from "@/lib/context";
import { type Harness, startHarness } from "@/lib/testing/harness";
import { openShare } from "./open-share";
import { queryOfSearch } from "./query-of-search";
import { shareReport } from "./share-report";

let harness: Harness;
let early: string;
let late: string;

beforeAll(async () => {
  harness = await startHarness();
  [early = "", late = ""] = harness.locationIds;
  const { db } = harness.runtime.database;
  await db.update(locations).set({ timezone: "Pacific/Kiritimati" }).where(eq(locations.id, early));
  await db.update(locations).set({ timezone: "Pacific/Pago_Pago" }).where(eq(locations.id, late));
});
afterAll(() => harness?.close());

const at = (instant: string): Context => ({ ...harness.ctx, clock: { now: () => new Date(instant) } });

/** Half an hour before midnight on the 9th in Pago Pago, half an hour past midnight on the 11th in Kiritimati. */
const BETWEEN = "2026-03-10T10:30:00Z";

describe("the last seven days of a kept address", () => {
  it("end with the yesterday of the location that it names", async () => {
    const lastDay = async (instant: string, search: string) => (await queryOfSearch(at(instant), search)).to;
    expect(await lastDay(BETWEEN, `?period=7d&locationId=${early}`)).toBe("2026-03-10");
    expect(await lastDay("2026-03-10T09:59:00Z", `?period=7d&locationId=${early}`)).toBe("2026-03-09");
    expect(await lastDay(BETWEEN, `?period=7d&locationId=${late}`)).toBe("2026-03-08");
    expect(await lastDay("2026-03-10T11:01:00Z", `?period=7d&locationId=${late}`)).toBe("2026-03-09");
  });

  it("end with the day that is over everywhere when it names several or none", async () => {
    expect((await queryOfSearch(at(BETWEEN), `?period=7d&locationId=${early},${late}`)).to).toBe(
      "2026-03-08",
    );
    expect((await queryOfSearch(at(BETWEEN), "?period=7d")).to).toBe("2026-03-08");
  });

  it("are the same behind a share link", async () => {
    const lastDays = async (search: string) => {
      const { path } = await shareReport(at(BETWEEN), { label: "Client", search, days: 7, password: null });
      const opened = await openShare(at(BETWEEN), { token: path.slice(3), password: null });
      return opened.status === "open" ? opened.report.period.to : opened.status;
    };
    expect(await lastDays(`?period=7d&locationId=${early}`)).toBe("2026-03-10");
    expect(await lastDays(`?period=7d&locationId=${late}`)).toBe("2026-03-08");
    expect(await lastDays("?period=7d")).toBe("2026-03-08");
  });
});
