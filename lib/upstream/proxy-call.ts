import { recordAudit } from "@/lib/audit/record-audit";
import { type Context, requireRole } from "@/lib/context";
import { AppError, type FieldIssue } from "@/lib/errors";
import { readCompanyUpstreamId } from "@/lib/locations/repository";
import { findOperation, getAccount, type Operation } from "./contract";
import {
  fieldsOf,
  onlyGranted,
  type ProxyInput,
  profileIdsOf,
  queryOf,
  reachOf,
  requireOwnCompany,
} from "./proxy-reach";
import { proxyRoleOf } from "./proxy-roles";
import { readProfileIds } from "./repository";

export type ProxyRequest = {
  method: string;
  /** The upstream's own path, without our prefix. */
  path: string;
  query: Record<string, string | string[]>;
  locationHeader: string | null;
  /** Reads the body as the operation wants it; called once the caller may use the operation at all. */
  readBody: (operation: Operation) => Promise<{ body: unknown; file: ProxyFile | undefined }>;
};

export type ProxyFile = { name: string; type: string; bytes: Uint8Array };

export type ProxyReply = { status: number; answer: unknown; traceId: string | null };

/**
 * Lets one call of a person through to the Social Media API: only operations of the contract, by role, within the
 * locations granted, with input that fits the contract. A write leaves an audit event before it goes and after.
 */
export async function proxyCall(ctx: Context, request: ProxyRequest): Promise<ProxyReply> {
  const found = findOperation(request.method, request.path);
  if (!found) throw new AppError("not_an_operation");
  const { operation } = found;
  const allowed = proxyRoleOf(operation.id);
  if ("closed" in allowed) throw new AppError("not_an_operation", { message: allowed.closed });
  requireRole(ctx, allowed.role);
  const { body, file } = await request.readBody(operation);
  const raw: ProxyInput = {
    params: found.params,
    query: request.query,
    body,
    locationHeader: request.locationHeader,
  };
  if (operation.id === "set-accounts" && fieldsOf(body).filePath === undefined) requireRole(ctx, "admin");
  const locationId = reachOf(ctx, operation, raw);
  requireOwnCompany(await readCompanyUpstreamId(ctx.db, ctx.companyId), raw);
  const input = {
    params: checked(operation.params, raw.params, "path"),
    query: checked(operation.query, queryOf(operation, raw.query), "query"),
    body: checked(operation.body, raw.body, "body"),
    ...(locationId === null ? {} : { locationId }),
    ...(file ? { file } : {}),
  };
  if (locationId !== null) await requireOwnProfiles(ctx, locationId, profileIdsOf(body));
  if (operation.effect === "read") {
    const { answer, status, traceId } = await ctx.upstream.call(ctx, operation, input);
    return { answer: onlyGranted(ctx, operation, answer), status, traceId };
  }
  return audited(ctx, operation, locationId, raw, () => ctx.upstream.call(ctx, operation, input));
}

async function audited(
  ctx: Context,
  operation: Operation,
  locationId: string | null,
  raw: ProxyInput,
  send: () => Promise<ProxyReply>,
): Promise<ProxyReply> {
  const told = { params: raw.params, query: raw.query, fields: Object.keys(fieldsOf(raw.body)) };
  const entry = {
    targetKind: "operation",
    targetId: operation.id,
    targetName: operation.summary,
    locationId,
  };
  const record = (action: string, after: unknown, traceId: string | null = null) =>
    ctx.db.transaction((tx) => recordAudit(tx, ctx, { ...entry, action, after, traceId }));
  await record("upstream.write_requested", told);
  try {
    const reply = await send();
    await record("upstream.write_accepted", { ...told, status: reply.status }, reply.traceId);
    return { answer: reply.answer, status: reply.status, traceId: reply.traceId };
  } catch (error) {
    const code = error instanceof AppError ? error.code : "internal";
    const action = code === "upstream_unknown_outcome" ? "upstream.write_unknown" : "upstream.write_refused";
    await record(action, { ...told, code }, error instanceof AppError ? error.traceId : null);
    throw error;
  }
}

/** Profiles that our own list does not hold may be new: the upstream's list decides. */
async function requireOwnProfiles(ctx: Context, locationId: string, profileIds: string[]): Promise<void> {
  if (profileIds.length === 0) return;
  const known = new Set(await readProfileIds(ctx.db, ctx.companyId, locationId));
  if (profileIds.every((id) => known.has(id))) return;
  const { answer } = await ctx.upstream.call(ctx, getAccount, { params: { locationId } });
  for (const account of answer.results.accounts) if (account.profileId) known.add(account.profileId);
  const foreign = profileIds.find((id) => !known.has(id));
  if (foreign !== undefined) {
    throw new AppError("location_refused", {
      message: `The profile ${foreign} is no account of this location. Name accounts of this location only.`,
    });
  }
}

function checked(schema: Operation["body"], value: unknown, where: "path" | "query" | "body"): unknown {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const fields: FieldIssue[] = parsed.error.issues.map((issue) => ({
    path: [where, ...issue.path.map(String)].join("."),
    message: issue.message,
  }));
  const [first] = fields;
  const name = first?.path.split(".").slice(1).join(".");
  throw new AppError("invalid_input", {
    fields,
    ...(first ? { message: name ? `${name}: ${first.message}` : first.message } : {}),
  });
}
