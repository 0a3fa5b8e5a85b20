import { ImportSession, type Target } from "../import-session";

/** Twice, since what a browser concludes from the first sheet of its life it takes back at the second. */
const SHEETS = 2;
const ROWS = 2500;
/** Rows between two looks at whether a file has come: some milliseconds at most. */
const AT_ONCE = 250;

const NETWORKS = ["facebook", "instagram", "linkedin", "twitter"];
const TARGET: Target = {
  accounts: NETWORKS.map((platform) => ({ id: platform, name: platform, platform, type: null })),
  accountIds: NETWORKS,
  timezone: "UTC",
  now: 0,
  existing: [],
};

/**
 * Reads made-up sheets before there is a file, so that the browser has compiled by then what reads and checks rows: the
 * first rows stand in less than half the time. Stops where `isAwaited` says that a file is there. Answers the rows it read.
 */
export async function warmUp(isAwaited: () => boolean): Promise<number> {
  let rows = 0;
  for (let sheet = 0; sheet < SHEETS; sheet++) {
    await nextTurn();
    if (isAwaited()) break;
    const stream = () => piecesOf(isAwaited);
    const source = { name: "", size: Number.POSITIVE_INFINITY, slice: async () => new Uint8Array(), stream };
    rows += (await new ImportSession(source, TARGET).read(() => undefined)).rows;
  }
  return rows;
}

async function* piecesOf(isAwaited: () => boolean): AsyncGenerator<Uint8Array, void, void> {
  const encoder = new TextEncoder();
  yield encoder.encode("postAtSpecificTime,content,link,imageUrls,gifUrl,videoUrls\n");
  for (let row = 0; row < ROWS; row += AT_ONCE) {
    if (row > 0) await nextTurn();
    if (row > 0 && isAwaited()) return;
    yield encoder.encode(Array.from({ length: AT_ONCE }, (_, at) => madeUpRow(row + at)).join(""));
  }
}

/** Only between two turns does a worker hear that a file has come. */
const nextTurn = (): Promise<void> => new Promise((turn) => setTimeout(turn, 0));

/** Rows as sheets have them: most are plain, some have quotes, newlines, hashtags or something wrong. */
function madeUpRow(index: number): string {
  const words = `Post ${index}: opening hours, news and offers of our team for you https://example.com/p/${index}`;
  const caption =
    index % 5 === 0 ? `"${words}\n\nsaid ""yes"" #local #team"` : `${words.replace(",", "")} #local`;
  const due = new Date(Date.UTC(2027, 0, 1) + index * 600_000).toISOString();
  const image =
    index % 50 === 0 ? "https://drive.google.com/file/d/1/view" : `https://example.com/p/${index}.jpg`;
  return `${due.slice(0, 10)} ${due.slice(11, 19)},${caption},,${image},,\n`;
}
