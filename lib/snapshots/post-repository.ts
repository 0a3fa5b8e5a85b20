import { sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";

export type MirroredPost = {
  post_id: string;
  account_id: string | null;
  platform: string;
  status: string;
  kind: string;
  source: string | null;
  caption: string;
  media: "none" | "image" | "images" | "gif" | "video";
  thumbnail: string | null;
  tags: string[];
  category_id: string | null;
  has_link: number;
  hashtags: number;
  scheduled_at: string | null;
  published_at: string | null;
  likes: number | null;
  comments: number | null;
  shares: number | null;
};

type Place = { companyId: string; locationId: string; timezone: string };

const COLUMNS = `post_id text, account_id text, platform text, status text, kind text, source text, caption text,
  media text, thumbnail text, tags text[], category_id text, has_link int, hashtags int, scheduled_at timestamptz,
  published_at timestamptz, likes int, comments int, shares int`;
const NAMES = COLUMNS.split(",").map((column) => column.trim().split(" ")[0] ?? "");
const FIGURES = ["likes", "comments", "shares"];

/**
 * Makes the mirror of the window say what the upstream listed: new and changed posts stored, posts that are listed no longer
 * removed. A known insight is never replaced by an unknown one. The slots of the window's days are built again with it.
 */
export async function mirrorWindow(
  tx: Transaction,
  place: Place,
  window: { from: string; to: string },
  posts: readonly MirroredPost[],
  capturedAt: Date,
): Promise<void> {
  // One writer a location, as for its snapshots.
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`snapshots:${place.locationId}`}, 0))`,
  );
  const sets = NAMES.filter((name) => name !== "post_id").map((name) =>
    FIGURES.includes(name) ? `${name} = coalesce(excluded.${name}, m.${name})` : `${name} = excluded.${name}`,
  );
  for (let at = 0; at < posts.length; at += 1_000) {
    await tx.execute(sql`
      insert into mirrored_posts as m (company_id, location_id, captured_at, ${sql.raw(NAMES.join(", "))})
      select ${place.companyId}::uuid, ${place.locationId}, ${capturedAt.toISOString()}::timestamptz, p.*
      from jsonb_to_recordset(${JSON.stringify(posts.slice(at, at + 1_000))}::jsonb) as p(${sql.raw(COLUMNS)})
      on conflict (location_id, post_id) do update
        set captured_at = excluded.captured_at, ${sql.raw(sets.join(", "))}
        where m.company_id = excluded.company_id`);
  }
  await tx.execute(sql`
    delete from mirrored_posts
    where company_id = ${place.companyId}::uuid and location_id = ${place.locationId}
      and coalesce(published_at, scheduled_at) between ${window.from}::timestamptz and ${window.to}::timestamptz
      and not (post_id = any(${sql.param(posts.map(({ post_id }) => post_id))}::text[]))`);
  await buildSlots(tx, place);
}

const ENGAGEMENT = "coalesce(likes, 0) + coalesce(comments, 0) + coalesce(shares, 0)";

/** Weekday and hour are those of the location's own clock, so a day of 23 or 25 hours needs no care. */
async function buildSlots(tx: Transaction, place: Place): Promise<void> {
  await tx.execute(
    sql`delete from post_slots where location_id = ${place.locationId} and company_id = ${place.companyId}::uuid`,
  );
  await tx.execute(sql`
    insert into post_slots (location_id, company_id, day, weekday, hour, platform, posts, rated, engagement)
    select ${place.locationId}, ${place.companyId}::uuid, local::date, extract(isodow from local)::int,
      extract(hour from local)::int, platform, count(*)::int,
      count(*) filter (where num_nonnulls(likes, comments, shares) > 0)::int,
      coalesce(sum(${sql.raw(ENGAGEMENT)}), 0)::int
    from (
      select *, published_at at time zone ${place.timezone} as local from mirrored_posts
      where location_id = ${place.locationId} and company_id = ${place.companyId}::uuid
        and status = 'published' and published_at is not null
    ) p
    group by local::date, extract(isodow from local), extract(hour from local), platform`);
}

export async function hasMirroredPosts(
  db: Executor,
  companyId: string,
  locationId: string,
): Promise<boolean> {
  const { rows } = await db.execute(
    sql`select 1 from mirrored_posts where company_id = ${companyId}::uuid and location_id = ${locationId} limit 1`,
  );
  return rows.length > 0;
}
