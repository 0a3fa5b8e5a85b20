import {
  createSnapshotShareLink,
  getCustomSnapshots,
  getLatestSnapshotPush,
  getSnapshotPush,
} from "@/lib/upstream/contract";
import { answers, type Setting, tokenFor } from "../handler";
import { chance, hash32, id20, newId20 } from "../ids";
import { Refusal } from "../refusal";
import { accountsOf } from "../shelf/accounts";
import { reportedFigures } from "../shelf/figures";
import type { Location } from "../world/world";
import { addDays, dayOf } from "../zone";

const templates = [
  ["Local business starter", "own"],
  ["Dental and health practice", "own"],
  ["Hospitality calendar", "own"],
  ["Retail launch kit", "imported"],
  ["Fitness studio funnel", "imported"],
  ["Review booster", "imported"],
] as const;

const parts = ["Pipelines", "Workflows", "Calendars", "Forms", "Social templates", "Custom fields"] as const;

const snapshotHandlers = [
  answers(
    getCustomSnapshots,
    (call) => {
      const token = tokenFor(call);
      const wanted = new URL(call.request.url).searchParams.get("locationId");
      const places = call.state.world.locations
        .filter((place) => place.companyId === token.companyId)
        .filter((place) => wanted === null || place.id === wanted)
        .filter((place) => token.approvedLocations?.includes(place.id) ?? true);
      const snapshots = templates.map(([name, type]) => ({
        id: templateId(call, token.companyId, name),
        name,
        type,
      }));
      return { snapshots: [...snapshots, ...places.flatMap((place) => activityOf(call, place))] };
    },
    (raw) => {
      // Read from the address by the handler; the published query knows companyId only.
      delete raw.query.locationId;
    },
  ),

  answers(createSnapshotShareLink, (call) => {
    const token = tokenFor(call);
    findTemplate(call, token.companyId, call.body.snapshot_id);
    const id = newId20();
    return { id, shareLink: `https://affiliates.example/?share=${id}&type=${call.body.share_type}` };
  }),

  answers(getSnapshotPush, (call) => {
    const token = tokenFor(call);
    findTemplate(call, token.companyId, call.params.snapshotId);
    const [from, to] = [Date.parse(call.query.from), Date.parse(call.query.to)];
    const all = call.state.world.locations
      .filter((place) => place.companyId === token.companyId)
      .flatMap((place) => pushOf(call, call.params.snapshotId, place) ?? [])
      .filter((push) => push.at >= from && push.at <= to + 86_400_000)
      .sort((one, other) => one.at - other.at);
    const after = all.findIndex((push) => push.id === call.query.lastDoc) + 1;
    const shown = all.slice(after, after + (Number(call.query.limit ?? 20) || 20));
    return {
      data: shown.map(({ id, locationId, status, at }) => ({
        id,
        locationId,
        status,
        dateAdded: new Date(at).toISOString(),
      })),
    };
  }),

  answers(getLatestSnapshotPush, (call) => {
    const token = tokenFor(call);
    findTemplate(call, token.companyId, call.params.snapshotId);
    const place = call.state.world.locationById.get(call.params.locationId);
    const push = place && pushOf(call, call.params.snapshotId, place);
    if (!push) throw new Refusal(400, "Snapshot was not pushed to this location");
    const done = push.status === "completed";
    return {
      data: {
        id: push.id,
        locationId: push.locationId,
        status: push.status,
        completed: done ? [...parts] : parts.slice(0, 4),
        pending: done ? [] : parts.slice(4),
      },
    };
  }),
];

export default snapshotHandlers;

function templateId(setting: Setting, companyId: string, name: string): string {
  return id20(setting.state.world.seed, companyId, "snapshot", name);
}

function findTemplate(setting: Setting, companyId: string, id: string): void {
  if (!templates.some(([name]) => templateId(setting, companyId, name) === id)) {
    throw new Refusal(400, "Snapshot not found");
  }
}

/**
 * The activity of the latest closed day, for about half of the accounts: the other half is what the product
 * has to ask statistics for. A day the network did not report has no entry.
 */
function activityOf(setting: Setting, place: Location) {
  const { state } = setting;
  const date = addDays(dayOf(place.timeZone, state.clock.now()), -1);
  return accountsOf(state, place)
    .filter((account) => chance(state.world.seed, account.id, "in snapshots") < 0.5)
    .flatMap((account) => {
      const metrics = reportedFigures(state, place, account, date);
      if (Object.values(metrics).every((value) => value === null)) return [];
      const snapshotId = id20(state.world.seed, account.id, date, "activity");
      return [
        {
          id: snapshotId,
          name: `${account.name} on ${date}`,
          type: "own",
          companyId: place.companyId,
          locationId: place.id,
          accountId: account.id,
          snapshotId,
          date,
          metrics,
        },
      ];
    });
}

function pushOf(setting: Setting, snapshotId: string, place: Location) {
  const { seed, bornAt } = setting.state.world;
  if (chance(seed, snapshotId, place.id, "pushed") > 0.4) return null;
  const at = bornAt - (1 + (hash32(seed, snapshotId, place.id) % 300)) * 86_400_000;
  const status = chance(seed, snapshotId, place.id, "done") < 0.9 ? "completed" : "processing";
  return { id: id20(seed, snapshotId, place.id, "push"), locationId: place.id, status, at };
}
