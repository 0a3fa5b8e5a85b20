import { getStatistics, MAX_PROFILES_PER_STATISTICS, STATISTICS_PLATFORMS } from "@/lib/upstream/contract";
import { answers, placeOf, type RawInput, type Setting } from "../handler";
import { isPlainObject } from "../pipeline";
import { Refusal } from "../refusal";
import { accountByProfile } from "../shelf/accounts";
import { summarize } from "../shelf/statistics";
import { statisticsPlatform } from "../world/platforms";
import { addDays, dayOf, daysBetween } from "../zone";

const statisticsHandlers = [
  answers(
    getStatistics,
    (call) => {
      const { state, body } = call;
      const place = placeOf(call);
      const today = dayOf(place.timeZone, state.clock.now());
      const days = body.currentRange
        ? rangeDays(body.currentRange, place.timeZone)
        : daysBetween(addDays(today, -7), addDays(today, -1));
      const earlier = body.prevRange
        ? rangeDays(body.prevRange, place.timeZone)
        : body.currentRange
          ? null
          : daysBetween(addDays(today, -14), addDays(today, -8));
      const accounts = body.profileIds.flatMap((profileId) => {
        const account = accountByProfile(state, place, profileId);
        const platform = account ? statisticsPlatform(account.platform, account.type) : null;
        if (!account || platform === null) return [];
        if (body.platforms && !body.platforms.some((wanted) => wanted === platform)) return [];
        return [{ account, platform }];
      });
      return {
        results: summarize(state, place, accounts, days, earlier),
        message: "Social Media Statistics Fetched Successfully",
      };
    },
    refuseEarly,
  ),
];

export default statisticsHandlers;

type Range = { startDate: string; endDate: string };

/**
 * Midnights and day ends in UTC mean the day as it is written; any other instant means the day it falls on
 * in the location's timezone.
 */
function rangeDays(range: Range, timeZone: string): string[] {
  const dayFor = (text: string) =>
    /T(00:00:00|23:59:59)(\.\d+)?Z$/.test(text) ? text.slice(0, 10) : dayOf(timeZone, Date.parse(text));
  return daysBetween(dayFor(range.startDate), dayFor(range.endDate)).slice(0, 400);
}

/** What the upstream answers with 400 rather than 422. */
function refuseEarly({ body }: RawInput, _setting: Setting): void {
  if (!isPlainObject(body)) return;
  const { profileIds, platforms } = body;
  if (Array.isArray(profileIds) && profileIds.length > MAX_PROFILES_PER_STATISTICS) {
    throw new Refusal(400, `Maximum ${MAX_PROFILES_PER_STATISTICS} accounts are allowed`);
  }
  if (Array.isArray(platforms)) {
    const known: readonly unknown[] = STATISTICS_PLATFORMS;
    const unknown = platforms.find((platform) => !known.includes(platform));
    if (unknown !== undefined) throw new Refusal(400, `Invalid platform: ${String(unknown)}`);
  }
  for (const name of ["currentRange", "prevRange"]) {
    const range = body[name];
    if (!isPlainObject(range)) continue;
    const [start, end] = [range.startDate, range.endDate].map((text) => Date.parse(String(text)));
    if (start === undefined || end === undefined || Number.isNaN(start) || Number.isNaN(end)) {
      throw new Refusal(400, `Invalid date format in ${name}`);
    }
    if (start > end) throw new Refusal(400, `startDate must be before endDate in ${name}`);
  }
  if (body.prevRange !== undefined && body.currentRange === undefined) {
    throw new Refusal(400, "prevRange cannot be provided without currentRange");
  }
}
