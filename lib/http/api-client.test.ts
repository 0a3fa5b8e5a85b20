import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { api, whenProofIsNeeded } from "./api-client";

const schema = z.object({ id: z.number() });

describe("api", () => {
  afterEach(() => vi.unstubAllGlobals());
  const answerWith = (answers: (() => Response)[]) => {
    const fetched = vi.fn(async () => answers.shift()?.() ?? Response.json({ id: 0 }));
    vi.stubGlobal("fetch", fetched);
    return fetched;
  };

  it("makes the same change once while it is on its way, and gives both its answer", async () => {
    const fetched = answerWith([() => Response.json({ id: 1 }), () => Response.json({ id: 2 })]);
    const twice = () => api("/api/people", { method: "POST", json: { name: "Zoë" }, schema });
    expect(await Promise.all([twice(), twice()])).toEqual([{ id: 1 }, { id: 1 }]);
    expect(fetched).toHaveBeenCalledTimes(1);
    expect(await twice()).toEqual({ id: 2 });
  });

  it("keeps different changes and readings apart", async () => {
    const fetched = answerWith([]);
    await Promise.all([
      api("/api/people", { method: "POST", json: { name: "A" }, schema }),
      api("/api/people", { method: "POST", json: { name: "B" }, schema }),
      api("/api/people", { schema }),
      api("/api/people", { schema }),
    ]);
    expect(fetched).toHaveBeenCalledTimes(4);
  });

  it("asks for a proof once and then makes the change once", async () => {
    const refused = () =>
      Response.json({ error: { code: "step_up_required", message: "x" } }, { status: 403 });
    const fetched = answerWith([refused, () => Response.json({ id: 3 })]);
    const proof = vi.fn(async () => true);
    const forget = whenProofIsNeeded(proof);
    const change = () => api("/api/vault", { method: "POST", schema });
    expect(await Promise.all([change(), change()])).toEqual([{ id: 3 }, { id: 3 }]);
    expect([fetched.mock.calls.length, proof.mock.calls.length]).toEqual([2, 1]);
    forget();
  });

  it("lets a change that failed be tried again", async () => {
    answerWith([() => Response.json({ error: { code: "conflict", message: "No." } }, { status: 409 })]);
    const change = () => api("/api/people", { method: "PUT", json: {}, schema });
    await expect(change()).rejects.toMatchObject({ status: 409 });
    expect(await change()).toEqual({ id: 0 });
  });
});
