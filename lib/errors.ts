/**
 * The one table of refusals: code → HTTP status → what a person reads. A thrower may give a more exact sentence;
 * it must say what happened and what to do next.
 */
export const ERRORS = {
  invalid_input: [400, "Something in the request is not valid. Check the marked fields and try again."],
  not_signed_in: [401, "You are signed out. Sign in and try again; nothing was changed."],
  sign_in_failed: [401, "E-mail or password is wrong. Check both and try again."],
  second_factor_required: [401, "Enter the code of your authenticator app to finish signing in."],
  second_factor_failed: [401, "This code is wrong or was used already. Wait for the next one and try again."],
  passkey_failed: [
    401,
    "This passkey is not known here, or its answer came too late. Try again, or sign in with your password.",
  ],
  second_factor_missing: [
    403,
    "Your agency asks you for a second factor. Set up an authenticator app or a passkey on your account page first.",
  ],
  external_unknown: [
    401,
    "Nobody with this address was invited here. Ask an admin of your agency to add you.",
  ],
  external_failed: [401, "The sign-in there did not succeed. Try again, or use your password."],
  too_many_attempts: [429, "Too many attempts. Wait a few minutes, then try again."],
  step_up_required: [403, "Confirm your password to go on: this action needs a fresh sign-in."],
  key_paused: [403, "This API key is paused. An admin can resume it on the API keys page."],
  key_rate_limited: [429, "This API key made too many requests within a minute. Wait, then try again."],
  foreign_origin: [
    403,
    "This request came from another site and was refused. Open the product and try again there.",
  ],
  role_refused: [403, "Your role does not allow this. Ask an admin of your agency."],
  location_refused: [403, "You have no access to this location. Ask an admin to grant it."],
  location_mismatch: [400, "The request names two different locations. Name one location only."],
  company_mismatch: [403, "This belongs to another agency."],
  not_found: [404, "There is nothing here. It may have been removed, or the address is wrong."],
  not_an_operation: [404, "The Social Media API has no such operation, so nothing was sent."],
  method_refused: [405, "This address does not support that method."],
  conflict: [409, "Someone else changed this meanwhile. Reload to see the present state, then try again."],
  version_changed: [
    409,
    "The rows changed since they were approved. Look at the present version and approve it.",
  ],
  already_running: [409, "This is running already. Follow its progress instead of starting it again."],
  too_large: [413, "This is too large. Send it in smaller parts."],
  unprocessable: [422, "This cannot be done as asked. Read the reason, change it and try again."],
  not_connected: [
    409,
    "No connection to the Social Media API serves this yet. An admin can connect the agency on the Connections page.",
  ],
  connection_paused: [409, "The connection is paused. An admin can resume it on the Connections page."],
  needs_reauth: [
    409,
    "The connection needs authorization. An admin can reconnect it on the Connections page.",
  ],
  missing_scope: [
    403,
    "The connection was not granted a permission that this needs. An admin can reconnect with it.",
  ],
  location_inactive: [
    409,
    "The Social Media API says this location is not active. It is tried again on its own; the token is kept.",
  ],
  upstream_refused: [422, "The Social Media API refused the request."],
  upstream_not_found: [404, "The Social Media API does not know this item. It may have been deleted there."],
  upstream_no_access: [403, "The connection has no access to this location at the Social Media API."],
  upstream_rate_limited: [
    429,
    "The Social Media API's quota is used up for the moment. Wait a little, then try again.",
  ],
  upstream_unavailable: [
    502,
    "The Social Media API did not answer properly. Nothing is lost; try again in a minute.",
  ],
  upstream_timeout: [504, "The Social Media API took too long to answer. Try again in a minute."],
  upstream_unknown_outcome: [
    502,
    "The connection broke before the answer came, so it is not known whether the change was made. Look before you repeat it.",
  ],
  vault_sealed: [
    500,
    "A stored credential cannot be opened with the present vault keys. Check the VAULT_KEYS setting.",
  ],
  unavailable: [503, "The product cannot reach its database right now. Try again in a minute."],
  internal: [
    500,
    "Something went wrong on our side. Try again; if it stays, give the reference to an admin.",
  ],
} as const satisfies Record<string, readonly [number, string]>;

export type ErrorCode = keyof typeof ERRORS;

export type FieldIssue = { path: string; message: string };

export type ErrorDetails = {
  /** A more exact sentence than the table's. */
  message?: string;
  fields?: FieldIssue[];
  /** The upstream's own trace id of the refused call. */
  traceId?: string | null;
  /** Facts a page needs for its next step, for example `{ scope, reconnectHref }`. Never a secret. */
  facts?: Record<string, string | number | boolean | string[] | null>;
  retryAfterSeconds?: number;
  cause?: unknown;
};

const BRAND = Symbol.for("2chat.AppError");

/** A refusal with a code of `ERRORS`; translated to HTTP in one place, `lib/http/define-route.ts`. */
export class AppError extends Error {
  override name = "AppError";
  readonly [BRAND] = true;

  /** By brand: the web build holds this module twice, for pages and for routes, and one process shares the runtime. */
  static override [Symbol.hasInstance](value: unknown): value is AppError {
    return typeof value === "object" && value !== null && BRAND in value;
  }

  readonly status: number;
  readonly fields: FieldIssue[];
  readonly traceId: string | null;
  readonly facts: NonNullable<ErrorDetails["facts"]>;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    readonly code: ErrorCode,
    details: ErrorDetails = {},
  ) {
    const [status, sentence] = ERRORS[code];
    super(details.message ?? sentence, { cause: details.cause });
    this.status = status;
    this.fields = details.fields ?? [];
    this.traceId = details.traceId ?? null;
    this.facts = details.facts ?? {};
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** The body of every refusal of ours. */
export type ErrorBody = {
  error: {
    code: ErrorCode;
    message: string;
    fields?: FieldIssue[];
    facts?: ErrorDetails["facts"];
    requestId: string;
    traceId?: string;
  };
};
