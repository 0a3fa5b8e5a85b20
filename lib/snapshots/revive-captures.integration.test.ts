import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holdLocation, updateCapture } from "./capture-repository";
import { listCaptures } from "./list-captures";
import { reviveCaptures } from "./revive-captures";
import { startCapture } from "./start-capture";
import { openPlace, type Place } from "./testing/place";
import { scriptedUpstream } from "./testing/scripted-upstream";

let place: Place;
let captureId: string;

beforeEach(async () => {
  place = await openPlace(scriptedUpstream({ accounts: [], figures: () => ({}) }));
  const { captures } = await startCapture(place.ctx, { locationId: "LOC1", days: 7 });
  captureId = captures[0]?.captureId ?? "";
  await updateCapture(place.db, captureId, { status: "running", heartbeatAt: place.clock.at });
  place.enqueued.length = 0;
});
afterEach(() => place.drop());

const pass = (seconds: number) => {
  place.clock.at = new Date(place.clock.at.getTime() + seconds * 1_000);
};
const listed = async () => (await listCaptures(place.ctx, { limit: 1 })).captures;
const stalled = async () => (await listed()).map((capture) => capture.stalled);

describe("a capture whose worker was killed", () => {
  it("is called interrupted after ten seconds of silence, and taken up once", async () => {
    pass(9);
    await reviveCaptures(place.ctx);
    expect(await stalled()).toEqual([false]);
    expect(place.enqueued).toEqual([]);
    pass(2);
    expect(await stalled()).toEqual([true]);
    await Promise.all([reviveCaptures(place.ctx), reviveCaptures(place.ctx)]);
    expect(place.enqueued).toMatchObject([{ job: "snapshots.capture", payload: { captureId } }]);
    // In line again, with what it has done; the next worker goes on with it.
    expect(await listed()).toMatchObject([{ status: "queued", stalled: false }]);
    pass(60);
    await reviveCaptures(place.ctx);
    expect(place.enqueued).toHaveLength(1);
  });

  it("is left alone while its worker still holds the location", async () => {
    pass(60);
    await holdLocation(place.db, "LOC1", () => reviveCaptures(place.ctx));
    expect(place.enqueued).toEqual([]);
    pass(11);
    await reviveCaptures(place.ctx);
    expect(place.enqueued).toHaveLength(1);
  });

  it("is not taken up before its time when it only waits for the next try", async () => {
    await updateCapture(place.db, captureId, { heartbeatAt: new Date(place.clock.at.getTime() + 60_000) });
    pass(59);
    await reviveCaptures(place.ctx);
    expect(place.enqueued).toEqual([]);
    expect(await stalled()).toEqual([false]);
  });
});
