import type { Work } from "./csv-work";

const FRESH_MS = 700;
const MOST_BOARDS = 500;

type Board = { at: number; statuses: Promise<Map<string, string>> };

/** The newest csvs of each location, as the upstream's list told them a moment ago: one call for all that wait there. */
const boards = new Map<string, Board>();

/** What the location's list says of a csv. It may lag: what it does not tell proves nothing. */
export async function newsOf(work: Work, upstreamCsvId: string): Promise<string> {
  const { locationId } = work.csv;
  let board = boards.get(locationId);
  if (!board || Date.now() - board.at > FRESH_MS) {
    if (boards.size >= MOST_BOARDS) boards.clear();
    const fresh = { at: Date.now(), statuses: work.upstream.newest() };
    board = fresh;
    boards.set(locationId, fresh);
    fresh.statuses.then(
      () => {
        fresh.at = Date.now();
      },
      () => boards.delete(locationId),
    );
  }
  return (await board.statuses).get(upstreamCsvId) ?? "not listed";
}
