import { send } from "../pipeline";
import { accountsOf } from "../shelf/accounts";
import { reportedFigures } from "../shelf/figures";
import type { SandboxState } from "../state";
import { statisticsPlatform } from "../world/platforms";
import { usersOf } from "../world/users";
import { daysBetween } from "../zone";

/** Accounts are named for so many locations; beyond, the accounts operation tells. */
const detailed = 60;

/** The ids a test or a person starts from. */
export function describeState(state: SandboxState) {
  const [company, other] = state.world.companies;
  const show = (companyId: string) =>
    state.world.locations
      .filter((place) => place.companyId === companyId)
      .map((place, index) => ({
        id: place.id,
        name: place.name,
        city: place.place.city,
        timezone: place.timeZone,
        active: state.isActive(place.id),
        ...(index < detailed
          ? {
              accounts: accountsOf(state, place).map((account) => ({
                id: account.id,
                profileId: account.profileId,
                originId: account.originId,
                name: account.name,
                platform: account.platform,
                type: account.type,
                isExpired: account.expireAt <= state.clock.now(),
                hasStatistics: statisticsPlatform(account.platform, account.type) !== null,
              })),
            }
          : {}),
      }));
  return {
    now: new Date(state.clock.now()).toISOString(),
    bornAt: new Date(state.world.bornAt).toISOString(),
    seed: state.world.seed,
    clientId: state.options.clientId,
    appId: state.options.clientId,
    company: { id: company.id, name: company.name },
    users: usersOf(state.world, company).map(({ id, firstName, lastName, role }) => ({
      id,
      name: `${firstName} ${lastName}`,
      role,
    })),
    special: state.world.special,
    locations: show(company.id),
    otherCompany: { id: other.id, name: other.name, locations: show(other.id) },
  };
}

const dayShape = /^\d{4}-\d{2}-\d{2}$/;

/** The truth that captures are compared with: what the networks report of an account, day by day. */
export function figuresBetween(state: SandboxState, accountId: string, from: string, to: string): Response {
  if (!dayShape.test(from) || !dayShape.test(to)) {
    return send(422, { message: "Give from and to as days, like 2026-06-01." }, {});
  }
  const place = state.world.locationById.get(accountId.split("_")[1] ?? "");
  const account = place && accountsOf(state, place).find((each) => each.id === accountId);
  if (!place || !account) return send(404, { message: `There is no account ${accountId}.` }, {});
  const days = daysBetween(from, to)
    .slice(0, 1000)
    .map((day) => ({ day, ...reportedFigures(state, place, account, day) }));
  const { platform, type, profileId } = account;
  return send(
    200,
    {
      accountId,
      profileId,
      locationId: place.id,
      platform,
      hasStatistics: statisticsPlatform(platform, type) !== null,
      days,
    },
    {},
  );
}
