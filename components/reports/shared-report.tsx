"use client";

import { useQuery } from "@tanstack/react-query";
import { Lock } from "lucide-react";
import { useState } from "react";
import { BrandStripe } from "@/components/delivery/brand-stripe";
import { AccountTable } from "@/components/snapshots/account-table";
import { PlatformTable } from "@/components/snapshots/platform-table";
import { SnapshotChart } from "@/components/snapshots/snapshot-chart";
import { ErrorState, sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import type { PublicBrand } from "@/lib/delivery/brand/schema";
import { dateRange, list, plural } from "@/lib/format";
import { api } from "@/lib/http/api-client";
import { daysNote, daysOf } from "@/lib/reports/coverage-words";
import type { Report } from "@/lib/reports/schema";
import { openShareReply } from "@/lib/reports/share-schema";
import type { RankedPost } from "@/lib/reports/top-posts-schema";
import { KeyFigures, KeyFiguresLoading } from "./key-figures";
import { BestPostsCard } from "./top-posts-card";

/** A report for somebody without a sign-in: the agency's name, the figures, nothing to change. */
export function SharedReport({ token }: { token: string }) {
  const [password, setPassword] = useState<string | null>(null);
  // Opening counts as a view, so it happens once a visit and is never repeated on its own.
  const opened = useQuery({
    queryKey: ["shared-report", token, password],
    queryFn: () =>
      api("/api/reports/shared", { method: "POST", json: { token, password }, schema: openShareReply }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
  const asksPassword = password !== null || opened.data?.status === "password";
  return (
    <main className="mx-auto flex max-w-[1120px] flex-col gap-4 px-4 py-6 sm:px-6">
      {opened.data?.status === "open" ? (
        <OpenReport {...opened.data} />
      ) : asksPassword ? (
        <PasswordForm
          busy={opened.isFetching}
          problem={opened.isError ? sentenceOf(opened.error) : opened.data?.wrong ? WRONG : null}
          onSubmit={(next) => (next === password ? void opened.refetch() : setPassword(next))}
        />
      ) : opened.isError ? (
        <Card>
          <ErrorState title="This report cannot be opened" error={opened.error} />
        </Card>
      ) : (
        <div role="status" aria-label="Opening the report" className="flex flex-col gap-4">
          <Skeleton className="h-7 w-56" />
          <KeyFiguresLoading />
          <Skeleton className="h-80 rounded-card" />
        </div>
      )}
    </main>
  );
}

const WRONG = "The password is wrong. Check it with whoever sent the link.";

type PasswordFormProps = { busy: boolean; problem: string | null; onSubmit: (password: string) => void };

function PasswordForm({ busy, problem, onSubmit }: PasswordFormProps) {
  const [password, setPassword] = useState("");
  return (
    <Card className="mx-auto mt-[12vh] w-full max-w-sm p-5">
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(password);
        }}
      >
        <h1 className="flex items-center gap-2 font-semibold text-card">
          <Lock className="size-4 text-muted" aria-hidden /> This report has a password
        </h1>
        <Field label="Password" error={problem}>
          <Input
            type="password"
            autoComplete="off"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        </Field>
        <Button type="submit" variant="primary" loading={busy}>
          Open the report
        </Button>
      </form>
    </Card>
  );
}

type OpenReportProps = {
  label: string;
  agency: string;
  brand: PublicBrand;
  report: Report;
  best: RankedPost[];
};

function OpenReport({ label, agency, brand, report, best }: OpenReportProps) {
  const names = report.locations.map(({ name }) => name);
  return (
    <>
      <header>
        {/* The colour is the agency's, whatever it is: it carries no text and no meaning. */}
        <BrandStripe color={brand.color} className="mb-4 h-[7px]" />
        {brand.logo && (
          <img
            src={brand.logo}
            alt=""
            className="mb-3 max-h-12 max-w-56 rounded-control bg-white object-contain p-1"
          />
        )}
        <p className="font-medium text-muted">{agency}</p>
        <h1 className="wrap-anywhere font-semibold text-page">{label}</h1>
        <p className="wrap-anywhere text-muted">
          {list(names, 3)} · {dateRange(report.period.from, report.period.to)} ·{" "}
          {plural(report.coverage.accounts + report.coverage.notCovered.length, "account")} ·{" "}
          {report.timezones.length === 1 ? `days in ${report.timezones[0]}` : "each location’s own days"}
        </p>
      </header>
      <KeyFigures
        figures={report.figures}
        days={report.period.days}
        note={daysNote(
          daysOf(report.platforms),
          report.coverage.accounts + report.coverage.notCovered.length,
        )}
        coverage={report.coverage}
        postsFrom={report.postsFrom}
        compared={report.compared}
      />
      {report.chart.series.length > 0 && <SnapshotChart report={report} />}
      {report.accounts && <AccountTable rows={report.accounts} withLocation={names.length > 1} />}
      <BestPostsCard posts={best} withAccount={report.coverage.accounts > 1} />
      <PlatformTable rows={report.platforms} />
      <footer className="text-meta text-muted">
        Engagement = likes + comments + shares. Engagement rate = engagement ÷ reach, over days for which both
        are known. A dash is a figure that no network reported.
      </footer>
    </>
  );
}
