import type { z } from "zod";
import type { Operation } from "@/lib/upstream/contract";
import type { TokenRecord } from "./records";
import { Refusal } from "./refusal";
import type { SandboxState } from "./state";
import type { Location } from "./world/world";

/** What a handler may look at besides its input. */
export type Setting = {
  state: SandboxState;
  operation: Operation;
  token: TokenRecord | null;
  place: Location | null;
  traceId: string;
  /** Where this sandbox is reached, for the addresses it hands out. */
  origin: string;
  /** A lagging list does not show what is younger than this instant. */
  visibleUntil: number;
  request: Request;
};

export type RawInput = { params: Record<string, string>; query: Record<string, string>; body: unknown };

export type Call<O extends Operation> = Setting & {
  params: z.output<O["params"]>;
  query: z.output<O["query"]>;
  body: z.output<O["body"]>;
};

export type Handler = {
  operationId: string;
  /** Looks at the input before the contract does, for refusals that come first or in another shape upstream. */
  before?: (raw: RawInput, setting: Setting) => void;
  run: (setting: Setting, input: { params: unknown; query: unknown; body: unknown }) => unknown;
};

/** A handler whose input and answer are those of the operation. A Response is sent as it is. */
export function answers<O extends Operation>(
  operation: O,
  run: (call: Call<O>) => z.input<O["answer"]> | Response | Promise<z.input<O["answer"]> | Response>,
  before?: Handler["before"],
): Handler {
  return {
    operationId: operation.id,
    ...(before ? { before } : {}),
    // The pipeline parsed the input with this very operation.
    run: (setting, input) => run({ ...setting, ...input } as Call<O>),
  };
}

export function placeOf(setting: Setting): Location {
  if (!setting.place) throw new Refusal(400, "locationId is required");
  return setting.place;
}

export function tokenFor(setting: Setting): TokenRecord {
  if (!setting.token) throw new Refusal(401, "Unauthorized");
  return setting.token;
}

/** The envelope of most social operations. */
export function envelope<Results>(statusCode: number, message: string, results: Results) {
  return { success: true as const, statusCode, message, results };
}

export function page<T>(rows: readonly T[], skip: string | undefined, limit: string | undefined, most = 100) {
  const from = Number(skip ?? 0);
  const count = Math.min(most, Number(limit ?? 10) || 10);
  return rows.slice(from, from + count);
}
