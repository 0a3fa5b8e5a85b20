import { AppError } from "@/lib/errors";
import {
  deleteAccount,
  deleteCsv,
  deleteMediaContent,
  deletePost,
  deleteQueueItem,
  fetchMediaContent,
  getAccount,
  getCategoriesLocationId,
  getCompany,
  getCustomSnapshots,
  getInstalledLocation,
  getLocation,
  getPosts,
  getStatistics,
  getTagsLocationId,
  getUploadStatus,
  removeTags,
  type Scope,
  searchContactsAdvanced,
  searchLocations,
  searchUsers,
} from "@/lib/upstream/contract";
import type { TokenTrial } from "./try-token";

/** An id that nothing has: a write that names it can change nothing, yet tells whether the scope is there. */
const NOTHING = "000000000000000000000000";

type Probe = { scope: Scope; run: (trial: TokenTrial) => Promise<unknown> };

function locationProbes(locationId: string, companyId: string | null): Probe[] {
  const params = { locationId };
  const nothing = { locationId, id: NOTHING };
  return [
    { scope: "locations.readonly", run: (t) => t.call(getLocation, { params }) },
    { scope: "socialplanner/account.readonly", run: (t) => t.call(getAccount, { params }) },
    {
      scope: "socialplanner/account.write",
      run: (t) => t.call(deleteAccount, { params: nothing, query: {} }),
    },
    {
      scope: "socialplanner/csv.readonly",
      run: (t) => t.call(getUploadStatus, { params, query: { skip: "0", limit: "1", userId: NOTHING } }),
    },
    { scope: "socialplanner/csv.write", run: (t) => t.call(deleteCsv, { params: nothing }) },
    {
      scope: "socialplanner/post.readonly",
      run: (t) =>
        t.call(getPosts, {
          params,
          body: {
            type: "all",
            skip: "0",
            limit: "1",
            fromDate: "2026-01-01T00:00:00.000Z",
            toDate: "2026-01-02T00:00:00.000Z",
            includeUsers: "false",
          },
        }),
    },
    { scope: "socialplanner/post.write", run: (t) => t.call(deletePost, { params: nothing }) },
    {
      scope: "socialplanner/category.readonly",
      run: (t) => t.call(getCategoriesLocationId, { params, query: { limit: "1" } }),
    },
    {
      scope: "socialplanner/category.write",
      run: (t) =>
        t.call(deleteQueueItem, { params: { queueId: NOTHING, itemId: NOTHING }, query: { locationId } }),
    },
    {
      scope: "socialplanner/tag.readonly",
      run: (t) => t.call(getTagsLocationId, { params, query: { limit: "1" } }),
    },
    {
      scope: "socialplanner/statistics.readonly",
      run: (t) => t.call(getStatistics, { query: { locationId }, body: { profileIds: [NOTHING] } }),
    },
    {
      scope: "medias.readonly",
      run: (t) =>
        t.call(fetchMediaContent, {
          query: {
            altType: "location",
            altId: locationId,
            type: "file",
            sortBy: "createdAt",
            sortOrder: "asc",
          },
        }),
    },
    {
      scope: "medias.write",
      run: (t) =>
        t.call(deleteMediaContent, {
          params: { id: NOTHING },
          query: { altType: "location", altId: locationId },
        }),
    },
    {
      scope: "contacts.readonly",
      run: (t) => t.call(searchContactsAdvanced, { body: { locationId, page: 1, pageLimit: 1 } }),
    },
    {
      scope: "contacts.write",
      run: (t) => t.call(removeTags, { params: { contactId: NOTHING }, body: { tags: ["2chat-probe"] } }),
    },
    ...(companyId === null
      ? []
      : [
          {
            scope: "users.readonly" as const,
            run: (t: TokenTrial) => t.call(searchUsers, { query: { companyId, locationId, limit: "1" } }),
          },
        ]),
  ];
}

function agencyProbes(companyId: string, appId: string): Probe[] {
  const query = { companyId };
  return [
    { scope: "snapshots.readonly", run: (t) => t.call(getCustomSnapshots, { query }) },
    {
      scope: "locations.readonly",
      run: (t) => t.call(searchLocations, { query: { companyId, limit: "1" } }),
    },
    { scope: "companies.readonly", run: (t) => t.call(getCompany, { params: { companyId } }) },
    { scope: "users.readonly", run: (t) => t.call(searchUsers, { query: { companyId, limit: "1" } }) },
    { scope: "oauth.readonly", run: (t) => t.call(getInstalledLocation, { query: { companyId, appId } }) },
  ];
}

/**
 * Finds out what a key may do: one cheap call a scope; writes name things that do not exist. Throws `needs_reauth` when
 * the key is not accepted at all, `upstream_no_access` when it is another's, `upstream_*` when nothing could be learnt.
 */
export async function probeScopes(
  trial: TokenTrial,
  reach: { locationId: string | null; companyId: string | null; appId: string },
): Promise<Scope[]> {
  const probes =
    reach.locationId === null
      ? agencyProbes(reach.companyId ?? "", reach.appId)
      : locationProbes(reach.locationId, reach.companyId);
  const granted: Scope[] = [];
  for (const probe of probes) if (await isGranted(trial, probe)) granted.push(probe.scope);
  return granted;
}

/** A refusal of what was asked for (400, 404, 422) comes after the scope was looked at: the scope is there. */
const PAST_THE_SCOPE = new Set(["upstream_refused", "upstream_not_found"]);

async function isGranted(trial: TokenTrial, probe: Probe): Promise<boolean> {
  try {
    await probe.run(trial);
    return true;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "missing_scope") return false;
    if (PAST_THE_SCOPE.has(error.code)) return true;
    throw error;
  }
}
