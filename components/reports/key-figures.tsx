import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Skeleton } from "@/components/ui/skeleton";
import { number, percent, plural } from "@/lib/format";
import { againstWords, countChange, growth, rateChange, type ToldChange } from "@/lib/reports/change-words";
import { fewDaysText, isLikeForLike } from "@/lib/reports/coverage-words";
import {
  type Coverage,
  type KeyFigures as Figures,
  type KeyFigure,
  POSTS_FROM_NOTES,
  type PostsFrom,
} from "@/lib/reports/schema";
import { ArrowChange } from "./change";
import { MetricName, type MetricWord } from "./metric-name";

type KeyFiguresProps = {
  figures: Figures;
  days: number;
  /** What stands behind the figures, where that is not the whole period. */
  note?: string | null;
  /** Of which accounts a few days alone are counted. */
  coverage: Coverage;
  postsFrom: PostsFrom;
  /** Null: compared with nothing. */
  compared: { reason: string | null } | null;
  /** Shown figures belong to the filters before: faint while the new ones are on their way. */
  updating?: boolean;
};

const COMPARED = ["reach", "impressions", "engagement", "engagementRate"] as const;

/** Four figures, each beside the number it is compared to. */
export function KeyFigures({
  figures,
  days,
  note,
  coverage,
  postsFrom,
  compared,
  updating,
}: KeyFiguresProps) {
  const few = fewDaysText(coverage);
  const missing = compared?.reason ?? null;
  const counted = POSTS_FROM_NOTES[postsFrom] && `counted ${POSTS_FROM_NOTES[postsFrom]}`;
  return (
    <div aria-busy={updating} className={cn("flex flex-col gap-2", updating && "opacity-60")}>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
        <Figure metric="reach" value={number(figures.reach.value)}>
          {missing ?? <Against figure={figures.reach} />}
        </Figure>
        <Figure metric="engagementRate" value={percent(figures.engagementRate.value)}>
          {missing ?? (
            <ChangeAgainst
              told={rateChange(figures.engagementRate)}
              against={againstWords(figures.engagementRate, percent)}
            />
          )}
        </Figure>
        <Figure metric="followers" value={number(figures.followers.value)}>
          {figures.followers.change === null ? (
            "change not known"
          ) : (
            <>
              <ArrowChange
                value={figures.followers.change}
                text={number(Math.abs(figures.followers.change))}
              />{" "}
              net, {plural(days, "day")}
            </>
          )}
        </Figure>
        <Figure metric="posts" value={number(figures.posts.value)}>
          {figures.posts.change === null ? (
            missing
          ) : (
            <ChangeAgainst
              told={countChange(figures.posts)}
              against={`vs ${number(figures.posts.previous)}`}
            />
          )}
          {counted && (figures.posts.change === null && missing === null ? counted : `; ${counted}`)}
        </Figure>
      </div>
      <p className="flex flex-wrap gap-x-5 gap-y-1 px-1 text-[13px] text-muted tabular-nums">
        <Minor metric="impressions" figure={figures.impressions} />
        <Minor metric="engagement" figure={figures.engagement} />
        {note && <span>{note} are known</span>}
        {few && <span>{few}</span>}
        {COMPARED.some((metric) => isLikeForLike(figures[metric])) && (
          <span>
            like for like: without accounts, networks or locations that lack days in one of the periods
          </span>
        )}
      </p>
    </div>
  );
}

/** A figure that supports the four. */
function Minor({ metric, figure }: { metric: "impressions" | "engagement"; figure: KeyFigure }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <MetricName metric={metric} />
      <span className="font-medium text-foreground">{number(figure.value)}</span>
      <span>
        <Against figure={figure} />
      </span>
    </span>
  );
}

function Figure({ metric, value, children }: { metric: MetricWord; value: string; children: ReactNode }) {
  return (
    <Card className="px-4 pt-2 pb-3">
      <MetricName metric={metric} />
      <p className="font-semibold text-page tabular-nums sm:text-figure">{value}</p>
      <p className="min-h-5 text-[13px] text-muted tabular-nums">{children}</p>
    </Card>
  );
}

function Against({ figure }: { figure: KeyFigure }) {
  if (figure.previous === null) return null;
  const told = figure.percent === null ? null : growth(figure);
  if (!told) return `vs ${number(figure.previous)}`;
  return <ChangeAgainst told={told} against={againstWords(figure, number)} />;
}

type ChangeAgainstProps = { told: ToldChange | null; against: string };

function ChangeAgainst({ told, against }: ChangeAgainstProps) {
  if (!told) return null;
  return (
    <>
      <ArrowChange value={told.direction} text={told.amount} /> {against}
    </>
  );
}

/** The four cards' places while they load. */
export function KeyFiguresLoading() {
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4 lg:gap-4">
      {["reach", "rate", "followers", "posts"].map((key) => (
        <Skeleton key={key} className="h-[106px] rounded-card" />
      ))}
    </div>
  );
}
