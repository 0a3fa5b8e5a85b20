"use client";

import { Bookmark, BookmarkPlus, Settings2, Users } from "lucide-react";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, MenuItem, MenuLabel, MenuSeparator } from "@/components/ui/dropdown-menu";
import type { SavedView } from "@/lib/views/schema";
import { ManageViewsDialog } from "./manage-views-dialog";
import { useViews } from "./queries";
import { SaveViewDialog } from "./save-view-dialog";
import { addressOfView, pageOfView, searchToKeep } from "./view-address";

/** Saved views of the report pages: the present address kept under a name, and those kept before. */
export function ViewsMenu({ canShare }: { canShare: boolean }) {
  const path = usePathname();
  const search = searchToKeep(useSearchParams().toString());
  const [dialog, setDialog] = useState<"save" | "manage" | null>(null);
  const found = useViews(true);
  const views = found.data?.views ?? [];
  const own = views.filter((view) => view.own);
  const shared = views.filter((view) => !view.own);
  const present = views.find((view) => view.path === path && view.search === search);
  const close = () => setDialog(null);
  return (
    <>
      <DropdownMenu
        trigger={
          <Button variant="ghost" size="sm">
            <Bookmark aria-hidden /> {present ? present.name : "Views"}
          </Button>
        }
      >
        <MenuItem onSelect={() => setDialog("save")}>
          <BookmarkPlus aria-hidden /> Save this view
        </MenuItem>
        {own.length > 0 && (
          <MenuItem onSelect={() => setDialog("manage")}>
            <Settings2 aria-hidden /> Rename, share or delete
          </MenuItem>
        )}
        <ViewLinks title="Your views" views={own} />
        <ViewLinks title="Shared with you" views={shared} />
        {found.isError && <MenuLabel>Your views could not be read. Reload the page to try again.</MenuLabel>}
      </DropdownMenu>
      <SaveViewDialog
        open={dialog === "save"}
        onOpenChange={close}
        path={path}
        search={search}
        canShare={canShare}
      />
      <ManageViewsDialog open={dialog === "manage"} onOpenChange={close} views={views} canShare={canShare} />
    </>
  );
}

function ViewLinks({ title, views }: { title: string; views: readonly SavedView[] }) {
  if (views.length === 0) return null;
  return (
    <>
      <MenuSeparator />
      <MenuLabel>{title}</MenuLabel>
      {views.map((view) => (
        <MenuItem key={view.viewId} asChild>
          <Link href={addressOfView(view)}>
            <span className="max-w-64 truncate">{view.name}</span>
            <span className="ml-auto inline-flex items-center gap-1 pl-3 text-meta text-muted">
              {view.own ? pageOfView(view) : view.ownerName}
              {view.own && view.shared && <Users aria-label="shared" />}
            </span>
          </Link>
        </MenuItem>
      ))}
    </>
  );
}
