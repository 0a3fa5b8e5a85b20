import { z } from "zod";
import { SAFE_ACCOUNT_ID, SAFE_ID } from "./words";

/** An input of known fields only: an unknown one is refused with a sentence that names it. */
export function input<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code === "unrecognized_keys") return `Unknown field: ${issue.keys.join(", ")}. Remove it.`;
      return issue.input === undefined ? "This part of the request is missing." : undefined;
    },
  });
}

/** No query, no parameters. */
export const noFields = input({});
/** No body at all. */
export const noBody = z.undefined({ error: "This request takes no body. Send it without one." });

/** A text that must be there and must say something. */
export function text(noun: string) {
  return z
    .string({ error: `Give the ${noun} as text.` })
    .regex(/\S/, { error: `Give the ${noun}; it is empty.` });
}

/** An id that travels in a path, a query or a body. */
export function idOf(noun: string) {
  return z.string({ error: `Give the ${noun} id.` }).regex(SAFE_ID, {
    error: `The ${noun} id may hold letters, digits, dashes and underscores only.`,
  });
}

export const locationId = idOf("location");
export const companyId = idOf("company");
export const userId = idOf("user");
export const accountId = z.string({ error: "Give the account id." }).regex(SAFE_ACCOUNT_ID, {
  error: "The account id may not hold spaces, commas or slashes.",
});

/** One or more account ids, none of them twice. */
export const accountIds = z
  .array(accountId, { error: "Give the account ids as a list." })
  .min(1, { error: "Choose at least one account." })
  .refine((ids) => new Set(ids).size === ids.length, {
    error: "The same account is named twice. Name each account once.",
  });

/** A whole number as digits: numbers in queries and in `posts/list` travel as text. */
export const numberText = z
  .string({ error: 'Give the number as text, for example "10".' })
  .regex(/^\d{1,9}$/, { error: 'Give a whole number of zero or more as text, for example "10".' });

/** `true` or `false` as text, as queries carry it. */
export const flagText = z.enum(["true", "false"], { error: 'Give "true" or "false" as text.' });

/** An instant with its zone, for example `2025-03-01T00:00:00.000Z`. */
export function instant(noun: string) {
  return z.iso.datetime({
    offset: true,
    error: `Give the ${noun} as a date with time and zone, for example 2025-03-01T00:00:00.000Z.`,
  });
}

/** An instant, or a whole day. */
export function dayOrInstant(noun: string) {
  return z.union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: `Give the ${noun} as a day (2025-03-01) or as a date with time and zone (2025-03-01T00:00:00Z).`,
  });
}

/** Whether two days or instants follow each other, or are the same. */
export function inOrder(first: string, last: string): boolean {
  return Date.parse(first) <= Date.parse(last);
}

/** The refusal of a period that runs backwards. */
export function backwards(firstField: string) {
  return { error: "The first date lies after the last one. Swap them.", path: [firstField] };
}

/** A web address with http or https. */
export function webAddress(noun: string) {
  return z.url({ protocol: /^https?$/, error: `Give the ${noun} as a full web address with https://.` });
}

/** One of a fixed list of words; the refusal names them all. */
export function oneOf<const Words extends readonly [string, ...string[]]>(noun: string, words: Words) {
  return z.enum(words, { error: `The ${noun} must be one of: ${words.join(", ")}.` });
}

/** `id` and `_id`: the upstream uses both for the same thing, so a parsed answer always has both. */
export const bothIds = { id: z.string().min(1), _id: z.string().min(1) };

function fillBothIds(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const fields = { ...value } as { id?: unknown; _id?: unknown };
  if (fields.id == null && fields._id != null) fields.id = fields._id;
  if (fields._id == null && fields.id != null) fields._id = fields.id;
  return fields;
}

/** A thing of an answer that is known by `id` or `_id`, whichever the upstream sent. */
export function identified<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess(fillBothIds, schema);
}

/** The envelope of most social operations. A truncated answer or a page of HTML does not pass it. */
export function envelope<Results extends z.ZodType>(results: Results) {
  return z.looseObject({
    success: z.literal(true),
    statusCode: z.number().int(),
    message: z.string().nullish(),
    results,
    traceId: z.string().nullish(),
  });
}

/** An envelope that says only that it worked. */
export const bareEnvelope = envelope(z.unknown().optional());

/** An object whose fields the product passes on without reading. */
export const anyObject = z.looseObject({});

/** Refusals that nearly every operation documents. */
export const USUAL_REFUSALS = [400, 401, 422] as const;
