"use client";

import { BookOpen } from "lucide-react";
import { useEffect, useState } from "react";
import { EmptyState } from "@/components/states/empty-state";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Kbd } from "@/components/ui/kbd";
import { Sheet } from "@/components/ui/sheet";
import { findTerms, termOf } from "./terms";

/** The address part that opens the drawer; `#help-<term>` opens it at a term. */
export const HELP_HASH = "#help";

/** The terms of the product. It opens by the address, so any page, notice or message can link to a term. */
export function HelpDrawer() {
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const [termId, setTermId] = useState<string | null>(null);

  useEffect(() => {
    const follow = () => {
      const { hash } = window.location;
      if (hash !== HELP_HASH && !hash.startsWith(`${HELP_HASH}-`)) return setOpen(false);
      setSearch("");
      setTermId(termOf(hash.slice(HELP_HASH.length + 1))?.id ?? null);
      setOpen(true);
    };
    follow();
    window.addEventListener("hashchange", follow);
    return () => window.removeEventListener("hashchange", follow);
  }, []);

  const close = () => {
    setOpen(false);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  };
  const shown = findTerms(search);
  return (
    <Sheet
      open={open}
      onOpenChange={(next) => !next && close()}
      title="Help and terms"
      description="What the words on these pages mean."
    >
      <Input
        type="search"
        aria-label="Search terms"
        placeholder="Search terms"
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setTermId(null);
        }}
      />
      <dl className="mt-3 flex flex-col gap-1">
        {shown.map((term) => (
          <div
            key={term.id}
            ref={(node) => {
              if (node && term.id === termId) node.scrollIntoView({ block: "center" });
            }}
            className={cn("-mx-2 rounded-control px-2 py-2", term.id === termId && "bg-primary-soft")}
          >
            <dt className="font-medium">{term.name}</dt>
            <dd className="m-0 text-muted">{term.text}</dd>
          </div>
        ))}
      </dl>
      {shown.length === 0 && (
        <EmptyState icon={BookOpen} title="No term matches">
          Try another word, or fewer letters of it.
        </EmptyState>
      )}
      <p className="mt-4 border-t pt-3 text-meta text-muted">
        Press <Kbd>?</Kbd> on any page for the keys it knows.
      </p>
    </Sheet>
  );
}
