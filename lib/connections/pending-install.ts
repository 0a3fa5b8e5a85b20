import { env } from "@/lib/env";

const LIFE_SECONDS = 600;

const cookieName = (): string =>
  env().appUrl.startsWith("https:") ? "__Host-2chat-install" : "2chat-install";

/**
 * Keeps the code of a marketplace installation in the admin's own browser until they confirm it. Only this browser can
 * confirm, and nothing of it is stored here.
 */
export function pendingInstallCookie(code: string): string {
  return cookie(encodeURIComponent(code), LIFE_SECONDS);
}

export const forgottenInstallCookie = (): string => cookie("", 0);

export function pendingInstallOf(headers: Headers): string | null {
  const prefix = `${cookieName()}=`;
  const found = (headers.get("cookie") ?? "")
    .split(/;\s*/)
    .find((part) => part.startsWith(prefix))
    ?.slice(prefix.length);
  return found ? decodeURIComponent(found) : null;
}

function cookie(value: string, maxAge: number): string {
  const secure = env().appUrl.startsWith("https:") ? "; Secure" : "";
  return `${cookieName()}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${secure}`;
}
