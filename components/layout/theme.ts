export const THEMES = ["light", "dark", "system"] as const;
export type Theme = (typeof THEMES)[number];

export const THEME_COOKIE = "theme";

export function isTheme(value: unknown): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** Shows the theme at once and keeps it for a year: the server reads the cookie for the next page. */
export async function chooseTheme(theme: Theme): Promise<void> {
  document.documentElement.dataset.theme = theme;
  // Absent on a page served without TLS to another machine: the theme then lasts for the visit.
  if (!("cookieStore" in window)) return;
  const year = 365 * 24 * 3_600_000;
  await window.cookieStore.set({
    name: THEME_COOKIE,
    value: theme,
    path: "/",
    sameSite: "lax",
    expires: Date.now() + year,
  });
}

/** The theme shown now, as chosen (not as resolved). */
export function currentTheme(): Theme {
  const value = document.documentElement.dataset.theme;
  return isTheme(value) ? value : "system";
}
