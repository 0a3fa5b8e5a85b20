import { networkName } from "./limits";
import { thousands } from "./row";

/** Numbers above every row a file may have, one span a network. */
const SPAN = 2_000_000;
/** In this order for good: a network's place is part of stored row numbers. */
const NETWORKS = [
  "facebook",
  "instagram",
  "linkedin",
  "google",
  "twitter",
  "tiktok",
  "tiktok-business",
  "youtube",
  "pinterest",
  "community",
  "threads",
  "bluesky",
];

/** The number of the row that was split off row `row` for one network alone. The same split has the same number, always. */
export function derivedRow(row: number, platform: string): number {
  const at = NETWORKS.indexOf(platform);
  return SPAN * ((at === -1 ? NETWORKS.length : at) + 1) + row;
}

/** The row of the file that a number stands for; `platform`: the network it was split off for. */
export function originOf(number: number): { row: number; platform: string | null } {
  if (number < SPAN) return { row: number, platform: null };
  return { row: number % SPAN, platform: NETWORKS[Math.floor(number / SPAN) - 1] ?? "" };
}

/** A row's number as people read it: `1,204`, or `1,204 (X)` where it was split off for one network. */
export function rowLabel(number: number): string {
  const { row, platform } = originOf(number);
  return platform === null ? thousands(row) : `${thousands(row)} (${networkName(platform)})`;
}
