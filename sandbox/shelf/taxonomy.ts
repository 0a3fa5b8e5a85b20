import { newHex24 } from "../ids";
import type { SandboxState } from "../state";
import { bornCategories, bornTags, type Category, palette, type Tag } from "../world/taxonomy";
import { usersOf } from "../world/users";
import type { Location } from "../world/world";

export function usersOfLocation(state: SandboxState, place: Location) {
  const owner = state.world.companies.find((company) => company.id === place.companyId);
  return owner ? usersOf(state.world, owner, place) : [];
}

export function categoriesOf(state: SandboxState, place: Location): Category[] {
  const made = state.categories.values().filter((category) => category.locationId === place.id);
  return [...bornCategories(state.world.seed, place, author(state, place), bornAt(state)), ...made];
}

export function tagsOf(state: SandboxState, place: Location): Tag[] {
  const made = state.tags.values().filter((tag) => tag.locationId === place.id);
  return [...bornTags(state.world.seed, place, author(state, place), bornAt(state)), ...made];
}

/** The id of the tag of that name, which a CSV may be the first to use. */
export function tagId(state: SandboxState, place: Location, name: string, by: string): string {
  const known = tagsOf(state, place).find((tag) => tag.tag.toLowerCase() === name.toLowerCase());
  if (known) return known._id;
  const at = new Date(state.clock.now()).toISOString();
  const _id = newHex24(state.clock.now());
  state.tags.set(_id, {
    _id,
    tag: name,
    locationId: place.id,
    createdBy: by,
    deleted: false,
    createdAt: at,
    updatedAt: at,
  });
  return _id;
}

export function categoryId(state: SandboxState, place: Location, name: string, by: string): string {
  const all = categoriesOf(state, place);
  const known = all.find((category) => category.name.toLowerCase() === name.toLowerCase());
  if (known) return known._id;
  const [primaryColor, secondaryColor] = palette[all.length % palette.length] ?? ["#004EEB", "#EFF4FF"];
  const at = new Date(state.clock.now()).toISOString();
  const _id = newHex24(state.clock.now());
  state.categories.set(_id, {
    _id,
    name,
    primaryColor,
    secondaryColor,
    locationId: place.id,
    createdBy: by,
    deleted: false,
    createdAt: at,
    updatedAt: at,
  });
  return _id;
}

function author(state: SandboxState, place: Location): string {
  return usersOfLocation(state, place)[0]?.id ?? "";
}

function bornAt(state: SandboxState): string {
  return new Date(state.world.bornAt - 380 * 86_400_000).toISOString();
}
