"use client";

import type { ReactNode } from "react";
import { Notice } from "@/components/states/notice";
import { plural } from "@/lib/format";
import type { SheetDiff } from "@/lib/posts/sheet-schema";

const SHOWN = 200;

/** The difference between the sheet and the posts: cells before and after, new rows, rows that are gone. */
export function SheetDiffView({ diff }: { diff: SheetDiff }) {
  const { changed, added, removed, unchanged } = diff;
  if (changed.length + added.length + removed.length === 0)
    return (
      <Notice tone="good" title="No difference">
        {plural(diff.posts, "post")} in {plural(diff.rows, "row")} read, and every post is as the sheet says.
      </Notice>
    );
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">
        {plural(diff.posts, "post")} in {plural(diff.rows, "row")} read, {plural(unchanged, "row")} unchanged.
        A post stays at its account and of its type: changes in those columns are not applied. Delete such a
        post and import it anew.
      </p>
      <Part
        title={`${plural(changed.length, "row")} changed${postsOf(changed)}`}
        items={changed}
        keyOf={(row) => String(row.row)}
      >
        {(row) => (
          <>
            <p className="line-clamp-1 font-medium">
              Row {row.row}: {row.caption || "no caption"}
            </p>
            {row.cells.map((cell) => (
              <div
                key={cell.label}
                className="grid gap-x-3 break-words pt-0.5 text-[13px] sm:grid-cols-[9rem_minmax(0,1fr)]"
              >
                <span className="text-muted">{cell.label}:</span>
                <span className="min-w-0">
                  <del className="line-clamp-3 whitespace-pre-line text-muted">{cell.from || "empty"}</del>
                  <ins className="line-clamp-3 whitespace-pre-line no-underline">
                    <span aria-hidden className="mr-1 text-good">
                      →
                    </span>
                    {cell.to || "empty"}
                  </ins>
                </span>
              </div>
            ))}
            {row.problem && <p className="text-bad text-meta">Left as it is: {row.problem}</p>}
          </>
        )}
      </Part>
      <Part title={`${plural(added.length, "new row")}`} items={added} keyOf={(row) => String(row.row)}>
        {(row) => (
          <p className="line-clamp-1">
            Row {row.row}: {row.at || "no time"}, {row.caption || "no caption"}
          </p>
        )}
      </Part>
      <Part
        title={`${plural(removed.length, "row")} gone${postsOf(removed)}`}
        items={removed}
        keyOf={(row) => row.postIds.join()}
      >
        {(row) => (
          <p className="line-clamp-1">
            {row.caption || "No caption"} <span className="text-muted">({row.locationName})</span>
          </p>
        )}
      </Part>
    </div>
  );
}

export const countPosts = (rows: readonly { postIds: readonly string[] }[]): number =>
  rows.reduce((sum, { postIds }) => sum + postIds.length, 0);

/** " (4 posts)": the posts that rows stand for, where they are not one each. */
function postsOf(rows: readonly { postIds: readonly string[] }[]): string {
  const posts = countPosts(rows);
  return posts === rows.length ? "" : ` (${plural(posts, "post")})`;
}

type PartProps<T> = {
  title: string;
  items: readonly T[];
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
};

function Part<T>({ title, items, keyOf, children }: PartProps<T>) {
  if (items.length === 0) return null;
  return (
    <section className="flex flex-col gap-1.5">
      <h4 className="font-medium">{title}</h4>
      <ul className="max-h-60 divide-y overflow-y-auto rounded-control border">
        {items.slice(0, SHOWN).map((item) => (
          <li key={keyOf(item)} className="px-3 py-2">
            {children(item)}
          </li>
        ))}
        {items.length > SHOWN && <li className="px-3 py-2 text-muted">and {items.length - SHOWN} more</li>}
      </ul>
    </section>
  );
}
