import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { classifyRefusal, parseJson } from "@/lib/upstream/classify";
import type { AnswerOf, Operation } from "@/lib/upstream/contract/operation";
import { BrokenCall, createSender } from "@/lib/upstream/send";
import type { UpstreamInput } from "@/lib/upstream/types";

const TIMEOUT_MS = 10_000;

/** Makes calls with a token that is not stored yet. Close it afterwards. */
export function openTokenTrial(accessToken: string) {
  const sender = createSender(env().upstream.baseUrl);
  return {
    /** One call, never repeated. Throws `needs_reauth` where the token is not accepted, else as the client does. */
    async call<O extends Operation>(operation: O, input: UpstreamInput<O>): Promise<AnswerOf<O>> {
      const reply = await sender
        .send({
          operation,
          params: (input.params ?? {}) as Record<string, string>,
          query: (input.query ?? {}) as Record<string, string | string[] | undefined>,
          body: input.body,
          file: input.file,
          accessToken,
          timeoutMs: TIMEOUT_MS,
        })
        .catch((error: unknown) => {
          if (!(error instanceof BrokenCall)) throw error;
          throw new AppError("upstream_unavailable", { cause: error });
        });
      if (reply.status < 200 || reply.status >= 300) {
        const refused = classifyRefusal(operation, reply);
        throw refused.kind === "token_expired"
          ? new AppError("needs_reauth", { traceId: reply.traceId })
          : refused.error;
      }
      const parsed = operation.answer.safeParse(parseJson(reply.text));
      if (!parsed.success) throw new AppError("upstream_unavailable", { cause: parsed.error });
      return parsed.data as AnswerOf<O>;
    },
    close: () => sender.close(),
  };
}

export type TokenTrial = ReturnType<typeof openTokenTrial>;
