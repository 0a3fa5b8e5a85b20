import { getUser, searchUsers } from "@/lib/upstream/contract";
import { answers, page, tokenFor } from "../handler";
import { Refusal } from "../refusal";
import type { SandboxState } from "../state";
import { type User, usersOf } from "../world/users";

const userHandlers = [
  answers(searchUsers, (call) => {
    const { state, query } = call;
    const token = tokenFor(call);
    const locationId = token.locationId ?? query.locationId;
    const words = query.query?.toLowerCase();
    const ids = query.ids?.split(",").map((id) => id.trim());
    const found = everyone(state, token.companyId, locationId)
      .filter(
        (user) =>
          words === undefined ||
          `${user.firstName} ${user.lastName} ${user.email}`.toLowerCase().includes(words),
      )
      .filter((user) => query.role === undefined || user.role === query.role)
      .filter((user) => query.type === undefined || user.type === query.type)
      .filter((user) => ids === undefined || ids.includes(user.id));
    if (query.sortDirection === "desc") found.reverse();
    const users = page(found, query.skip, query.limit ?? "25").map(showUser);
    return { users, count: found.length };
  }),

  answers(getUser, (call) => {
    const token = tokenFor(call);
    const user = everyone(call.state, token.companyId, token.locationId).find(
      (each) => each.id === call.params.userId,
    );
    if (!user) throw new Refusal(400, "User not found");
    return showUser(user);
  }),
];

export default userHandlers;

/** The agency's people and those of one location, or of every one. */
function everyone(state: SandboxState, companyId: string, locationId: string | undefined): User[] {
  const company = state.world.companies.find((each) => each.id === companyId);
  if (!company) return [];
  const places = state.world.locations.filter(
    (place) => place.companyId === companyId && (locationId === undefined || place.id === locationId),
  );
  const known = new Map<string, User>();
  for (const user of usersOf(state.world, company)) known.set(user.id, user);
  for (const place of places)
    for (const user of usersOf(state.world, company, place)) known.set(user.id, user);
  return [...known.values()].sort((one, other) => one.lastName.localeCompare(other.lastName));
}

function showUser(user: User) {
  return {
    id: user.id,
    name: `${user.firstName} ${user.lastName}`,
    firstName: user.firstName,
    lastName: user.lastName,
    email: user.email,
    phone: user.phone,
    permissions: { socialPlanner: true, contactsEnabled: true, settingsEnabled: user.role === "admin" },
    roles: {
      type: user.type,
      role: user.role,
      locationIds: user.locationIds,
      restrictSubAccount: user.type === "account",
    },
    deleted: false,
  };
}
