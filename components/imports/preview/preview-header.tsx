"use client";

import { Check, TriangleAlert } from "lucide-react";
import { Fragment, type ReactNode, useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { cn } from "@/components/ui/cn";
import { unusedColumns } from "@/lib/csv/header";
import type { Summary } from "@/lib/csv/import-session";
import { dateRange, list, number, plural } from "@/lib/format";
import type { LocationSummary } from "@/lib/locations/schema";
import { ColumnsDialog } from "./columns-dialog";
import { usePhone } from "./use-phone";
import type { RememberedColumns } from "./use-remembered-columns";
import type { Sheet } from "./use-sheet";

type PreviewHeaderProps = {
  sheet: Sheet;
  /** How the columns come to be read this way, where a person chose it before; and to keep another choice. */
  remembered: RememberedColumns;
  summary: Summary;
  location: LocationSummary | null;
  scheduling: boolean;
  /** Rows go to further locations, each with its own clock. */
  several: boolean;
  /** Location and accounts. */
  children: ReactNode;
};

const FORMATS = { basic: "Basic format", advance: "Advance format", own: "Own columns" } as const;

/** File, facts, where the rows go, and which of the four steps one is at. */
export function PreviewHeader(props: PreviewHeaderProps) {
  const { sheet, summary, location, remembered } = props;
  const [columns, setColumns] = useState(false);
  const phone = usePhone();
  const used = summary.map.columns.filter((key) => key !== null).length;
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-80">
          <PageHeader
            title={summary.fileName}
            breadcrumbs={[{ label: "Imports", href: "/imports" }, { label: summary.fileName }]}
            facts={[
              summary.complete ? plural(summary.rows, "row") : `${plural(summary.rows, "row")} so far`,
              ...(summary.fromLocal && summary.toLocal
                ? [dateRange(summary.fromLocal.slice(0, 10), summary.toLocal.slice(0, 10))]
                : []),
              ...(phone ? [] : [FORMATS[summary.map.format], `Read as ${summary.charset}`]),
              ...(location
                ? [
                    `${phone ? "t" : "T"}imes ${props.several ? "of each location" : `in ${location.timezone}`}`,
                  ]
                : []),
            ]}
          />
        </div>
        <Steps
          at={props.scheduling ? 3 : 2}
          columns={
            <button
              type="button"
              onClick={() => setColumns(true)}
              className="rounded underline decoration-dotted underline-offset-4 hover:text-foreground"
            >
              Columns{" "}
              <span className="tabular-nums max-sm:hidden">
                {number(used)} of {number(summary.map.columns.length)}
              </span>
            </button>
          }
        />
      </div>
      <div className="flex items-center gap-2 md:flex-wrap">{props.children}</div>
      <ReadingNotes summary={summary} remembered={remembered} />
      {columns && (
        <ColumnsDialog
          call={sheet.call}
          summary={summary}
          onSave={async (next) => {
            await sheet.change("setColumns", next);
            remembered.keep(next);
          }}
          onClose={() => setColumns(false)}
        />
      )}
    </div>
  );
}

/** What a person should know of how the file was read. */
function ReadingNotes({ summary, remembered }: { summary: Summary; remembered: RememberedColumns }) {
  const unused = summary.complete ? unusedColumns(summary.map) : [];
  const dayFirst = summary.complete && summary.dateOrder === "DMY";
  if (!summary.damaged && unused.length === 0 && !remembered.applied && !dayFirst) return null;
  return (
    <ul className="flex flex-col gap-1 text-[13px] text-muted">
      {summary.damaged && (
        <li className="flex items-start gap-1.5">
          <TriangleAlert className="mt-0.5 size-3.5 shrink-0 text-warn" aria-hidden />
          Some characters could not be read as {summary.charset} and show as �. Find them with the search, or
          save the file as UTF-8 and choose it again.
        </li>
      )}
      {dayFirst && <li>Dates are read as day/month/year: some of the file cannot be read otherwise.</li>}
      {unused.length > 0 && (
        <li>
          Not used: {list(unused, 4)}. {unused.length === 1 ? "It is" : "They are"} kept out of every post;
          Columns above can change that.
        </li>
      )}
      {remembered.applied && (
        <li>
          Columns are read as somebody chose for this header before.{" "}
          <button
            type="button"
            onClick={remembered.drop}
            className="rounded text-foreground underline underline-offset-4 hover:text-primary"
          >
            Recognise them anew
          </button>
        </li>
      )}
    </ul>
  );
}

function Steps({ at, columns }: { at: number; columns: ReactNode }) {
  const steps = ["File", columns, "Check", "Schedule"];
  return (
    <ol aria-label="Steps" className="flex flex-wrap items-center gap-x-2 gap-y-1 text-[13px]">
      {steps.map((step, index) => {
        const done = index < at;
        const now = index === at;
        return (
          <Fragment key={STEP_KEYS[index]}>
            {index > 0 && <li aria-hidden className="h-px w-4 bg-line max-sm:w-2" />}
            <li
              aria-current={now ? "step" : undefined}
              className={cn("flex items-center gap-1.5", now ? "font-semibold" : "text-muted")}
            >
              <span
                className={cn(
                  "grid size-4.5 shrink-0 place-items-center rounded-full border text-[11px] leading-none",
                  done && "border-transparent bg-good-soft text-good",
                  now && "border-transparent bg-primary text-on-primary",
                )}
              >
                {done ? <Check className="size-3" aria-label="done" /> : index + 1}
              </span>
              {step}
            </li>
          </Fragment>
        );
      })}
    </ol>
  );
}

const STEP_KEYS = ["file", "columns", "check", "schedule"];
