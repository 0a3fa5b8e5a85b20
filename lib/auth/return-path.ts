const HOME = "/overview";
const BASE = "http://local.invalid";

/**
 * The page to go to after signing in: a path of this product, or the overview. Anything that a browser could read as
 * another site (scheme, `//`, `/\`, control characters that it drops) is refused, as are the API and sign-in itself.
 */
export function safeReturnPath(to: unknown): string {
  if (typeof to !== "string" || !/^\/(?![/\\])/.test(to) || to.length > 2000) return HOME;
  if (hasHiddenCharacters(to) || !URL.canParse(to, BASE)) return HOME;
  const url = new URL(to, BASE);
  const path = decoded(url.pathname);
  if (url.origin !== BASE || /^\/[/\\]/.test(path) || hasHiddenCharacters(path)) return HOME;
  if (/^\/(api|sign-in|first-run|set-password)(\/|$)/i.test(url.pathname)) return HOME;
  return url.pathname + url.search + url.hash;
}

function hasHiddenCharacters(text: string): boolean {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code <= 0x20 || (code >= 0x7f && code <= 0xa0) || character === "\\";
  });
}

/** Percent signs undone as often as they nest: `/%252f/evil` is looked at as `///evil`. */
function decoded(path: string): string {
  let text = path;
  for (let round = 0; round < 5; round++) {
    try {
      const next = decodeURIComponent(text);
      if (next === text) return text;
      text = next;
    } catch {
      return text;
    }
  }
  return "//";
}
