import { z } from "zod";
import { CSV_FILE_TYPES, CSV_REFUSAL_CODES, type CsvRefusalCode } from "./words";

const traceId = z.string().nullish();

/** The usual refusal: a sentence, or several when fields were refused. */
export const plainRefusal = z.looseObject({
  statusCode: z.number().nullish(),
  status: z.number().nullish(),
  message: z.union([z.string(), z.array(z.string())]),
  name: z.string().nullish(),
  error: z.string().nullish(),
  traceId,
});

/** The refusal of some OAuth operations: everything under `error`. */
export const nestedRefusal = z.looseObject({
  error: z.looseObject({
    code: z.union([z.string(), z.number()]),
    message: z.string(),
    status: z.union([z.string(), z.number()]).nullish(),
    details: z.unknown().optional(),
    resolution: z.string().nullish(),
  }),
  traceId,
});

/** The refusal of a whole CSV file: a code and, where columns lack, their names. */
export const csvRefusal = z.looseObject({
  code: z.enum(CSV_REFUSAL_CODES),
  message: z.string(),
  fileType: z.enum(["CSV", "XLSX"]).nullish(),
  csvFileType: z.enum(CSV_FILE_TYPES).nullish(),
  missingHeaders: z.string().nullish(),
  traceId,
});

export const refusalBody = z.union([csvRefusal, nestedRefusal, plainRefusal]);
export type RefusalBody = z.output<typeof refusalBody>;

export type Refusal = {
  /** The upstream's own sentences, one at least. */
  messages: string[];
  code: string | null;
  csv: { code: CsvRefusalCode; missingHeaders: string[] } | null;
  traceId: string | null;
};

/** Reads a refusal in any of the upstream's shapes. Null: the body is no refusal of theirs (HTML, a proxy's page). */
export function readRefusal(body: unknown): Refusal | null {
  const csv = csvRefusal.safeParse(body);
  if (csv.success) {
    const { code, message, missingHeaders, traceId } = csv.data;
    const columns = (missingHeaders ?? "").split(/,\s*/).filter((column) => column !== "");
    return { messages: [message], code, csv: { code, missingHeaders: columns }, traceId: traceId ?? null };
  }
  const nested = nestedRefusal.safeParse(body);
  if (nested.success) {
    const { error, traceId } = nested.data;
    return { messages: [error.message], code: String(error.code), csv: null, traceId: traceId ?? null };
  }
  const plain = plainRefusal.safeParse(body);
  if (!plain.success) return null;
  const { message, error, traceId } = plain.data;
  const messages = typeof message === "string" ? [message] : message;
  const sentences = messages.length > 0 ? messages : [error ?? "The upstream gave no reason."];
  return { messages: sentences, code: null, csv: null, traceId: traceId ?? null };
}
