import ipaddr from "ipaddr.js";
import type { Database } from "@/db/client";
import { plural } from "@/lib/format";
import { openAlert, type WatchContext } from "./open-alert";
import { seePlace } from "./place-repository";

/** Notes the address that a key is used from. A new one opens an alert; true: it paused the key as well. */
export async function noticeKeyAddress(
  ctx: WatchContext & { db: Database; address: string },
  key: { keyId: string; name: string },
): Promise<boolean> {
  const { db, companyId, address } = ctx;
  const value = networkOf(address);
  const place = { subjectId: key.keyId, companyId, kind: "address" as const, value };
  const { isNew, known } = await seePlace(db, place);
  if (!isNew || known === 0) return false;
  const what = `Used from ${address}, never before; ${plural(known, "other address is", "other addresses are")} known.`;
  const { paused } = await db.transaction((tx) =>
    openAlert(tx, ctx, {
      subject: { kind: "api_key", id: key.keyId, name: key.name },
      kind: "key_new_address",
      what,
      next: "Ask who runs its script; pause or rotate the key if nobody does.",
      // Even where an admin has just found another address to be right.
      quietHours: 0,
    }),
  );
  return paused;
}

/** An IPv4 address as it is; of IPv6 the first 64 bits, since machines change the rest by themselves. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address.slice(0, 60);
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const parts = parsed.toNormalizedString().split(":");
  return `${parts.slice(0, 4).join(":")}::/64`;
}
