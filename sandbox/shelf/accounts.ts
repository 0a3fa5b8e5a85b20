import { hex24 } from "../ids";
import type { SandboxState } from "../state";
import type { Account } from "../world/accounts";
import { bornAccounts } from "../world/accounts";
import type { Location } from "../world/world";

const bornByState = new WeakMap<SandboxState, { generation: number; born: Map<string, Account[]> }>();

/** The connected accounts of a location: those it was born with and those people attached, less the removed. */
export function accountsOf(state: SandboxState, place: Location): Account[] {
  const attached = state.attachedAccounts.values().filter((account) => account.locationId === place.id);
  const replaced = new Set(attached.map((account) => account.id));
  const all = [...born(state, place).filter((account) => !replaced.has(account.id)), ...attached];
  return all.filter((account) => !state.removedAccounts.has(account.id));
}

export function accountById(state: SandboxState, place: Location, id: string): Account | undefined {
  return accountsOf(state, place).find((account) => account.id === id);
}

export function accountByProfile(
  state: SandboxState,
  place: Location,
  profileId: string,
): Account | undefined {
  return accountsOf(state, place).find((account) => account.profileId === profileId);
}

export type AccountGroup = { id: string; name: string; accountIds: string[] };

/** "Primary" holds every account that posts pictures; the second group the rest. */
export function groupsOf(state: SandboxState, place: Location): AccountGroup[] {
  const accounts = accountsOf(state, place);
  const visual = new Set(["instagram", "facebook", "pinterest", "tiktok", "tiktok-business", "youtube"]);
  const groups = [
    { name: "Primary", of: accounts.filter((account) => visual.has(account.platform)) },
    { name: "Business profiles", of: accounts.filter((account) => !visual.has(account.platform)) },
  ];
  return groups
    .filter(({ of }) => of.length > 0)
    .map(({ name, of }) => ({
      id: hex24(state.world.seed, place.id, "group", name),
      name,
      accountIds: of.map((account) => account.id),
    }));
}

function born(state: SandboxState, place: Location): Account[] {
  let kept = bornByState.get(state);
  if (!kept || kept.generation !== state.generation) {
    kept = { generation: state.generation, born: new Map() };
    bornByState.set(state, kept);
  }
  let accounts = kept.born.get(place.id);
  if (!accounts) {
    accounts = bornAccounts(state.world, place);
    kept.born.set(place.id, accounts);
  }
  return accounts;
}
