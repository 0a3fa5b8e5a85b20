import { isBlankCell } from "./row";
import { short } from "./rules";
import { Validator, type ValidatorOptions } from "./validate";
import { FIELD_INDEX, type Values } from "./values";

/** A location that rows of a sheet can go to. */
export type PlaceName = { id: string; name: string };

/** What a location's own validator needs; the rest is the file's. */
export type Place = PlaceName & Omit<ValidatorOptions, "now" | "dateOrder" | "dateOrderProven">;

export type SheetOptions = Pick<ValidatorOptions, "now" | "dateOrder" | "dateOrderProven">;

const LOCATION = FIELD_INDEX.location;

/** Finds locations by id or name, in any case; null: the cell is blank. `directory` holds only what the person may use. */
export function createPlaceFinder(
  directory: readonly PlaceName[],
): (cell: string) => { id: string } | { trouble: string } | null {
  const byWord = new Map<string, Set<string>>();
  for (const { id, name } of directory) {
    for (const word of new Set([id.toLowerCase(), wordOf(name)]))
      byWord.set(word, (byWord.get(word) ?? new Set()).add(id));
  }
  const known = new Map<string, ReturnType<ReturnType<typeof createPlaceFinder>>>();
  const look = (cell: string) => {
    if (isBlankCell(cell)) return null;
    const found = [...(byWord.get(wordOf(cell)) ?? [])];
    const [id] = found;
    if (id === undefined)
      return { trouble: `“${short(cell.trim())}” names no location that you may use; write its name or id.` };
    return found.length > 1
      ? { trouble: `${found.length} locations are called “${short(cell.trim())}”; write the location's id.` }
      : { id };
  };
  return (cell) => {
    let answer = known.get(cell);
    if (answer === undefined) {
      answer = look(cell);
      // Every row may name another word; what is kept stays bounded.
      if (known.size >= 10_000) known.clear();
      known.set(cell, answer);
    }
    return answer;
  };
}

const wordOf = (text: string): string => text.trim().replace(/\s+/g, " ").toLowerCase();

export type Placed = {
  validator: Validator;
  /** Position in `places`; the home location is 0. */
  place: number;
  /** What is wrong with the location cell. */
  trouble: string | null;
};

/**
 * The validators of a sheet whose `location` column sends rows to several locations: each has accounts, timezone and
 * counts of its own. Rows that name none, or none that is known, belong to the first place.
 */
export class SheetValidators {
  readonly all: readonly Validator[];
  private readonly find: ReturnType<typeof createPlaceFinder>;
  private readonly at = new Map<string, number>();
  private readonly home: Placed;

  /** `directory`: every location the person may use; those without a place are not judged yet. */
  constructor(
    places: readonly [Place, ...Place[]],
    sheet: SheetOptions,
    directory: readonly PlaceName[] = places,
  ) {
    this.all = places.map((place) => new Validator({ ...place, ...sheet }));
    this.find = createPlaceFinder(directory);
    for (const [index, { id }] of places.entries()) this.at.set(id, index);
    this.home = { validator: this.validatorAt(0), place: 0, trouble: null };
  }

  private validatorAt(index: number): Validator {
    const validator = this.all[index];
    if (!validator) throw new Error(`There is no place ${index}.`);
    return validator;
  }

  of(values: Values): Placed {
    const cell = values[LOCATION];
    if (!cell) return this.home;
    const found = this.find(cell);
    if (found === null) return this.home;
    if ("trouble" in found) return { ...this.home, trouble: found.trouble };
    const place = this.at.get(found.id);
    return place === undefined
      ? { ...this.home, trouble: "The accounts of this location are not read yet." }
      : { validator: this.validatorAt(place), place, trouble: null };
  }
}
