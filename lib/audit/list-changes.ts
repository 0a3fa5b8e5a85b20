export type Change = { field: string; before: string | null; after: string | null };

/** The fields that differ between before and after, in words; of an event with one side only, all of them. */
export function listChanges(before: unknown, after: unknown): Change[] {
  const [old, next] = [fieldsOf(before), fieldsOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].flatMap((field) => {
    const [was, is] = [old.get(field) ?? null, next.get(field) ?? null];
    return was === is ? [] : [{ field: wordsOf(field), before: was, after: is }];
  });
}

function fieldsOf(value: unknown): Map<string, string> {
  if (value === null || value === undefined) return new Map();
  if (typeof value !== "object" || Array.isArray(value)) return new Map([["value", textOf(value)]]);
  return new Map(Object.entries(value).map(([key, item]) => [key, textOf(item)]));
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.map(textOf).join(", ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** `allLocations` → "all locations". */
function wordsOf(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("_", " ")
    .toLowerCase();
}
