"use client";

import { CalendarClock, FolderPen, Tags, Trash2 } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem } from "@/components/ui/dropdown-menu";
import { number, plural } from "@/lib/format";
import type { ChosenPost } from "@/lib/posts/schema";
import { DeleteDialog } from "./delete-dialog";
import { LabelDialog } from "./label-dialog";
import { MoveDialog } from "./move-dialog";
import { type PostsFilter, useMatching } from "./queries";

type BulkBarProps = {
  chosen: ReadonlyMap<string, ChosenPost>;
  onChoose: (chosen: ReadonlyMap<string, ChosenPost>) => void;
  filter: PostsFilter;
  /** How many match in all; null: the upstream did not say. */
  total: number | null;
  today: string;
  onChangesStarted: (changeIds: string[]) => void;
  onDeletionsStarted: (deletionIds: string[]) => void;
};

type Asked = "move" | "category" | "tags" | "delete" | null;

/** What is chosen, and what can be done with all of it at once. */
export function BulkBar(props: BulkBarProps) {
  const { chosen, onChoose, filter, total } = props;
  const [asked, setAsked] = useState<Asked>(null);
  const [groups, setGroups] = useState(new Map<string, ChosenPost[]>());
  const matching = useMatching();
  const ask = (what: Asked) => {
    const byLocation = new Map<string, ChosenPost[]>();
    for (const post of chosen.values())
      byLocation.set(post.locationId, [...(byLocation.get(post.locationId) ?? []), post]);
    setGroups(byLocation);
    setAsked(what);
  };
  const done = (tell: (ids: string[]) => void) => (ids: string[]) => {
    setAsked(null);
    onChoose(new Map());
    tell(ids);
  };
  const dialog = { open: true, onOpenChange: (open: boolean) => setAsked(open ? asked : null) };
  const count = chosen.size;
  const [only, several] = [...new Set([...chosen.values()].map((post) => post.locationId))];
  const oneLocation = only !== undefined && several === undefined;
  const chooseAll = () =>
    matching.mutate(filter, {
      onSuccess: ({ posts }) => onChoose(new Map(posts.map((post) => [post.id, post]))),
    });

  return (
    <>
      {count > 0 && (
        <div className="flex flex-wrap items-center gap-2 rounded-card border bg-surface p-3 shadow-float">
          <span className="font-medium">{plural(count, "post")} chosen</span>
          {total !== null && total > count && (
            <Button variant="ghost" size="sm" loading={matching.isPending} onClick={chooseAll}>
              Choose all {number(total)} that match
            </Button>
          )}
          <Button variant="ghost" size="sm" onClick={() => onChoose(new Map())}>
            Clear
          </Button>
          {matching.error && <span className="text-bad">{sentenceOf(matching.error)}</span>}
          <span className="ml-auto flex flex-wrap items-center gap-2 max-md:w-full max-md:[&>button]:flex-1 max-md:[&_svg]:hidden">
            <Button onClick={() => ask("move")}>
              <CalendarClock aria-hidden />
              Move
            </Button>
            <DropdownMenu
              align="end"
              trigger={
                <Button>
                  <Tags aria-hidden />
                  Category or tags
                </Button>
              }
            >
              <MenuItem disabled={!oneLocation} onSelect={() => ask("category")}>
                <FolderPen aria-hidden />
                Change category
              </MenuItem>
              <MenuItem disabled={!oneLocation} onSelect={() => ask("tags")}>
                <Tags aria-hidden />
                Change tags
              </MenuItem>
              {!oneLocation && (
                <p className="max-w-60 px-2 py-1 text-meta text-muted">
                  Categories and tags belong to one location: choose posts of one.
                </p>
              )}
            </DropdownMenu>
            <Button variant="danger" onClick={() => ask("delete")}>
              <Trash2 aria-hidden />
              <span>
                Delete<span className="max-md:sr-only"> {plural(count, "post")}</span>
              </span>
            </Button>
          </span>
        </div>
      )}
      {asked === "move" && (
        <MoveDialog
          {...dialog}
          groups={groups}
          today={props.today}
          onStarted={done(props.onChangesStarted)}
        />
      )}
      {(asked === "category" || asked === "tags") && only && (
        <LabelDialog
          {...dialog}
          kind={asked}
          locationId={only}
          posts={groups.get(only) ?? []}
          onStarted={done(props.onChangesStarted)}
        />
      )}
      {asked === "delete" && (
        <DeleteDialog {...dialog} groups={groups} onStarted={done(props.onDeletionsStarted)} />
      )}
    </>
  );
}
