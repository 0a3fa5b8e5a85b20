import { describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/context";
import { dayIn } from "@/lib/snapshots/days";
import { queryOfSearch } from "./query-of-search";

const ZONES: Record<string, string> = { EARLY: "Pacific/Kiritimati", LATE: "Pacific/Pago_Pago" };

// Where the days come from: the zones of the locations asked for, or of all.
vi.mock("@/lib/snapshots/check-scope", () => ({
  checkScope: async (ctx: Context, asked: { locationId?: string[] }) => {
    const ids = asked.locationId?.length ? asked.locationId : Object.keys(ZONES);
    return { today: ids.map((id) => dayIn(ZONES[id] ?? "UTC", ctx.clock.now())).sort()[0] };
  },
}));

/** Half an hour before midnight on the 9th in Pago Pago, half an hour past midnight on the 11th in Kiritimati. */
const BETWEEN = "2026-03-10T10:30:00Z";
const query = (search: string, at = BETWEEN) =>
  queryOfSearch({ clock: { now: () => new Date(at) } } as unknown as Context, search);

describe("the last seven days of a kept address", () => {
  it("end with the yesterday of the one location that it names", async () => {
    expect((await query("?period=7d&locationId=EARLY")).to).toBe("2026-03-10");
    expect((await query("?period=7d&locationId=EARLY", "2026-03-10T09:59:00Z")).to).toBe("2026-03-09");
    expect((await query("?period=7d&locationId=LATE")).to).toBe("2026-03-08");
    expect((await query("?period=7d&locationId=LATE", "2026-03-10T11:01:00Z")).to).toBe("2026-03-09");
  });

  it("end with the day that is over everywhere when it names several, none or a group", async () => {
    expect((await query("?period=7d&locationId=EARLY,LATE")).to).toBe("2026-03-08");
    expect((await query("?period=7d")).to).toBe("2026-03-08");
    const grouped = await query("?period=7d&locationId=EARLY&groupId=01890000-0000-7000-8000-000000000001");
    expect(grouped).toMatchObject({ to: "2026-03-08" });
    expect([grouped.locationId ?? [], grouped.groupId ?? []].flat()).toEqual([]);
  });
});
