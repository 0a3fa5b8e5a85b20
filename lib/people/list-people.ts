import type { Context } from "@/lib/context";
import { personOf } from "./person-of";
import { listCompanyLocations, listPersonRows } from "./repository";
import type { People } from "./schema";

/** Everybody of the agency with role and grants, and the locations that can be granted. */
export async function listPeople(ctx: Context): Promise<People> {
  const [rows, locations] = await Promise.all([
    listPersonRows(ctx.db, ctx.companyId),
    listCompanyLocations(ctx.db, ctx.companyId),
  ]);
  return { people: rows.map(personOf), locations };
}
