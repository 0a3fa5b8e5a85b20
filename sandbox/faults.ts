import { z } from "zod";

export const faultSchema = z.strictObject({
  /** An operation id of the contract, or `*` for every one. */
  operation: z.string().min(1),
  count: z.int().min(1).default(1),
  kind: z.enum(["status", "latency", "reset-before", "reset-after", "truncated", "html", "slow", "lag"]),
  status: z.int().min(200).max(599).optional(),
  body: z.unknown().optional(),
  ms: z.int().min(0).max(3_600_000).optional(),
});

export type Fault = z.output<typeof faultSchema>;

/** Faults wait in the order they were queued; each call of their operation takes one. */
export class FaultQueue {
  private queued: Fault[] = [];

  add(fault: Fault): void {
    this.queued.push({ ...fault });
  }

  take(operationId: string): Fault | null {
    const fault = this.queued.find((each) => each.operation === operationId || each.operation === "*");
    if (!fault) return null;
    fault.count -= 1;
    if (fault.count <= 0) this.queued = this.queued.filter((each) => each !== fault);
    return fault;
  }

  list(): Fault[] {
    return this.queued.map((fault) => ({ ...fault }));
  }

  clear(): void {
    this.queued = [];
  }
}

/** Half of a JSON text: a proxy gave up in the middle. */
export function truncated(text: string): string {
  return text.slice(0, Math.max(1, Math.floor(text.length / 2)));
}

/** One byte at a time, as a dying connection sends. */
export function dripping(text: string, everyMs: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let sent = 0;
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, everyMs));
      controller.enqueue(bytes.subarray(sent, sent + 1));
      sent += 1;
      if (sent >= bytes.length) controller.close();
    },
  });
}

export const htmlPage =
  "<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>";
