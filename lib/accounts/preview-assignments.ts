import { type Context, requireRole } from "@/lib/context";
import { createPlaceFinder } from "@/lib/csv";
import { AppError } from "@/lib/errors";
import { readLocations } from "@/lib/locations/repository";
import { isPlatform, PLATFORMS, platformLabel, platformShortLabel } from "@/lib/upstream/contract/words";
import type { AssignmentPlan, AssignmentPreview } from "./assignment-sheet-schema";
import { type AssignmentLine, type AssignmentSheet, readAssignmentSheet } from "./read-assignment-sheet";
import { type AccountRow, readAccounts, readAssignment } from "./repository";
import { syncAccounts } from "./sync-accounts";

type Wish = { account: AccountRow; assigned: boolean; row: number };
type Problem = { row: number; message: string };

/**
 * What an assignments sheet would change at each location. Accounts that the sheet does not name stay as they are, unless
 * it lists all that is assigned and every line of the location is understood: then the others are taken away. A line that
 * names nobody known is left out and told with its number. Nothing is sent.
 */
export async function previewAssignments(ctx: Context, bytes: Uint8Array): Promise<AssignmentPreview> {
  requireRole(ctx, "admin");
  const { lines, whole } = await readAssignmentSheet(bytes);
  const locations = (await readLocations(ctx.db, ctx.companyId, ctx.locations)).filter(
    (location) => location.status !== "removed",
  );
  const find = createPlaceFinder(locations);
  const problems: Problem[] = [];
  const byLocation = new Map<string, AssignmentLine[]>();
  for (const line of lines) {
    const found = find(line.locationId) ?? find(line.location);
    if (found === null)
      problems.push({ row: line.row, message: "No location is named. Write its ID or name." });
    else if ("trouble" in found) problems.push({ row: line.row, message: found.trouble });
    else byLocation.set(found.id, [...(byLocation.get(found.id) ?? []), line]);
  }
  const plans: AssignmentPlan[] = [];
  let unchanged = 0;
  for (const location of locations) {
    const wanted = byLocation.get(location.id);
    if (!wanted) continue;
    const plan = await planLocation(ctx, location, { lines: wanted, whole }, problems);
    if (plan.added.length + plan.removed.length > 0) plans.push(plan);
    else unchanged++;
  }
  problems.sort((a, b) => a.row - b.row);
  return { rows: lines.length, plans, unchanged, problems };
}

async function planLocation(
  ctx: Context,
  location: { id: string; name: string; accountsSyncedAt: Date | null },
  { lines, whole }: AssignmentSheet,
  problems: Problem[],
): Promise<AssignmentPlan> {
  const told = problems.length;
  // A location without known accounts stands alone in its line of the export.
  const asking = lines.filter((line) => line.accountId || line.account || line.assigned !== null);
  const trouble = asking.length > 0 && !location.accountsSyncedAt ? await readAnew(ctx, location.id) : null;
  if (trouble)
    problems.push(
      ...asking.map(({ row }) => ({
        row,
        message: `${location.name}'s accounts could not be read: ${trouble}`,
      })),
    );
  const accounts = await readAccounts(ctx.db, location.id);
  const expected = (await readAssignment(ctx.db, location.id))?.accountIds ?? [];
  const wishes = new Map<string, Wish>();
  for (const line of trouble ? [] : asking) {
    const wish = wishOf(line, accounts, location.name);
    if ("message" in wish) {
      problems.push(wish);
      continue;
    }
    const other = wishes.get(wish.account.id);
    if (other && other.assigned !== wish.assigned)
      problems.push({
        row: line.row,
        message: `Line ${other.row} says the opposite of “${wish.account.name}”. Keep one of the two; line ${other.row} counts.`,
      });
    else wishes.set(wish.account.id, wish);
  }
  const before = new Set(expected);
  // A line nobody understood may name one of the others: none of them is taken away then.
  if (whole && wishes.size > 0 && problems.length === told)
    for (const account of accounts)
      if (before.has(account.id) && !wishes.has(account.id))
        wishes.set(account.id, { account, assigned: false, row: 0 });
  const after = accounts.filter(({ id }) => wishes.get(id)?.assigned ?? before.has(id));
  const named = ({ id, name, platform }: AccountRow) => ({ id, name, platform });
  return {
    locationId: location.id,
    locationName: location.name,
    added: after.filter(({ id }) => !before.has(id)).map(named),
    removed: accounts.filter(({ id }) => before.has(id) && wishes.get(id)?.assigned === false).map(named),
    accountIds: after.map(({ id }) => id),
    expected,
  };
}

/** Null when the location's accounts were read; else why not. One location must not stop the others. */
async function readAnew(ctx: Context, locationId: string): Promise<string | null> {
  try {
    await syncAccounts(ctx, locationId);
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.message;
  }
}

const plain = (text: string) => text.trim().replace(/\s+/g, " ").replace(/^@/, "").toLocaleLowerCase();

/** Platforms as people write them besides the upstream's word and the product's names. */
const ALSO: Record<string, string> = {
  gmb: "google",
  gbp: "google",
  "google my business": "google",
  "google business": "google",
  "facebook page": "facebook",
  "x/twitter": "twitter",
  ig: "instagram",
};

const platformOf = (word: string): string | undefined =>
  isPlatform(word)
    ? word
    : (ALSO[word] ??
      PLATFORMS.find((one) => plain(platformLabel(one)) === word || plain(platformShortLabel(one)) === word));

function wishOf(line: AssignmentLine, accounts: readonly AccountRow[], place: string): Wish | Problem {
  const { row, assigned } = line;
  const refuse = (message: string): Problem => ({ row, message });
  if (assigned === null) return refuse("Say yes or no in the column “Assigned”.");
  if (line.accountId) {
    const account = accounts.find(({ id }) => id === line.accountId);
    return account
      ? { account, assigned, row }
      : refuse(`${place} has no account with the ID “${line.accountId.slice(0, 80)}”.`);
  }
  const word = plain(line.platform);
  const platform = word === "" ? undefined : (platformOf(word) ?? null);
  if (platform === null)
    return refuse(`“${line.platform.slice(0, 40)}” is no platform. Write it as in the export.`);
  const matching = accounts.filter(
    (account) =>
      plain(account.name) === plain(line.account) &&
      (platform === undefined || account.platform === platform),
  );
  const [account, second] = matching;
  if (!account)
    return refuse(
      `${place} has no account “${line.account.slice(0, 80)}”${platform ? ` on ${line.platform}` : ""}.`,
    );
  if (second)
    return refuse(`${place} has ${matching.length} accounts “${account.name}”. Write the account ID.`);
  return { account, assigned, row };
}
