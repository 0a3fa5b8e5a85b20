"use client";

import Link from "next/link";
import { Children, Fragment, isValidElement, type ReactNode, useEffect, useState } from "react";
import { createPortal } from "react-dom";
import { BREADCRUMBS_ID } from "./topbar";

export type Breadcrumb = { label: string; href?: string };

type PageHeaderProps = {
  title: string;
  /** One muted line: counts, timezone. */
  facts?: readonly ReactNode[];
  /** At most one primary button, last. */
  actions?: ReactNode;
  /** The way here, shown in the top bar; the page itself last. Left out: the title alone. */
  breadcrumbs?: readonly Breadcrumb[];
};

/** Title, facts and actions of a page. */
export function PageHeader({ title, facts = [], actions, breadcrumbs }: PageHeaderProps) {
  return (
    <div className="flex flex-wrap items-end gap-3">
      <Breadcrumbs items={breadcrumbs ?? [{ label: title }]} />
      <div className="min-w-0 flex-1 basis-64">
        <h1 className="wrap-anywhere text-balance font-semibold text-page tracking-[-0.01em]">{title}</h1>
        {facts.length > 0 && (
          <p className="text-muted">
            {Children.toArray([...facts]).map((fact, index) => (
              <Fragment key={isValidElement(fact) ? fact.key : String(fact)}>
                {index > 0 && " · "}
                {fact}
              </Fragment>
            ))}
          </p>
        )}
      </div>
      {actions && <div className="flex flex-wrap gap-2 max-md:w-full">{actions}</div>}
    </div>
  );
}

/** Draws itself into the top bar: the layout cannot know what its page is called. */
function Breadcrumbs({ items }: { items: readonly Breadcrumb[] }) {
  const [bar, setBar] = useState<HTMLElement | null>(null);
  useEffect(() => setBar(document.getElementById(BREADCRUMBS_ID)), []);
  if (!bar) return null;
  return createPortal(
    <nav aria-label="Breadcrumbs">
      <ol className="flex min-w-0 items-center gap-1.5 whitespace-nowrap text-muted">
        {items.map((item, index) => {
          const last = index === items.length - 1;
          return (
            <li key={`${item.label} ${item.href ?? ""}`} className={last ? "min-w-0 truncate" : "shrink-0"}>
              {item.href && !last ? (
                <Link href={item.href} className="rounded hover:text-foreground">
                  {item.label}
                </Link>
              ) : (
                <span
                  aria-current={last ? "page" : undefined}
                  className={last ? "font-medium text-foreground" : undefined}
                >
                  {item.label}
                </span>
              )}
              {!last && (
                <span aria-hidden className="ml-1.5">
                  /
                </span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>,
    bar,
  );
}
