const KEPT_OUT = /^(access|refresh|bearer|id)?_?token$|secret|password$|^authorization$|cookie|^api_?key$/i;

/**
 * The value as PostgreSQL can keep it: text without NUL and lone surrogates (jsonb refuses them), dates as text, and the
 * value of anything named like a secret left out, should a caller have overlooked one.
 */
export function storable(value: unknown): unknown {
  if (typeof value === "string") return storableText(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map((item) => storable(item ?? null));
  if (value instanceof Set) return [...value].map(storable);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, item]) => item !== undefined)
        .map(([key, item]) => [
          storableText(key),
          typeof item === "string" && KEPT_OUT.test(key) ? "(kept out)" : storable(item),
        ]),
    );
  }
  if (typeof value === "bigint") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  return value ?? null;
}

export function storableText(text: string): string {
  return text.replaceAll(String.fromCharCode(0), "").replace(/\p{Surrogate}/gu, "\uFFFD");
}
