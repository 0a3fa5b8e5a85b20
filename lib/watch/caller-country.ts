/** As Cloudflare, Vercel and others name them. */
const HEADERS = ["cf-ipcountry", "x-vercel-ip-country", "x-country-code"];

/** Two letters; null unless a proxy that is trusted named the caller's country. Anybody else may write what they like. */
export function callerCountry(headers: Headers, trustProxy: boolean): string | null {
  if (!trustProxy) return null;
  const named = HEADERS.map((name) => headers.get(name)?.trim().toUpperCase() ?? "");
  // XX: the proxy does not know. T1: the Tor network.
  return named.find((code) => /^[A-Z]{2}$/.test(code) && code !== "XX") ?? null;
}
