import type { PlaceName } from "./places";
import type { TargetAccount } from "./row";

/** Where the rows of an open sheet go, and what they are checked against. */
export type Target = {
  accounts: TargetAccount[];
  accountIds: string[];
  timezone: string;
  /** Milliseconds since 1970. */
  now: number;
  /** `postKey` of posts that are scheduled already. */
  existing: string[];
  groups?: { name: string; accountIds: string[] }[];
  /** Times of day `HH:mm` between which nothing should be posted, at every location. */
  quietHours?: { from: string; to: string } | null;
  /** The location of rows that name none. */
  home?: PlaceName;
  /** Other locations that a `location` column names, as far as their accounts are known. */
  places?: TargetPlace[];
  /** Every location the person may use. */
  directory?: PlaceName[];
};

export type TargetPlace = PlaceName &
  Pick<Target, "accounts" | "accountIds" | "timezone" | "existing" | "groups">;
