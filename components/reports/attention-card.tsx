import {
  CalendarOff,
  CirclePause,
  FileClock,
  type LucideIcon,
  PlugZap,
  RefreshCwOff,
  TrendingDown,
  Unplug,
} from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { StatusTag, TONE_CLASS, type Tone } from "@/components/ui/status-tag";
import { age } from "@/lib/format";
import type { Attention } from "@/lib/reports/schema";

const KINDS: Record<Attention["kind"], { icon: LucideIcon; tone: Tone; word: string; remedy: string }> = {
  connection_ended: { icon: PlugZap, tone: "bad", word: "Needs authorization", remedy: "Reconnect" },
  connection_paused: { icon: CirclePause, tone: "warn", word: "Connection paused", remedy: "Resume" },
  expired: { icon: Unplug, tone: "bad", word: "Account expired", remedy: "Reconnect" },
  capture_failed: { icon: RefreshCwOff, tone: "bad", word: "Capture failing", remedy: "See why" },
  reach_fell: { icon: TrendingDown, tone: "bad", word: "Reach fell", remedy: "Open report" },
  no_posts: { icon: CalendarOff, tone: "warn", word: "No posts", remedy: "Plan posts" },
  import_waits: { icon: FileClock, tone: "warn", word: "Import waits", remedy: "Review rows" },
};

const SHOWN = 8;

type AttentionCardProps = { items: readonly Attention[]; locations: number };

/** What needs a person, worst first: one sentence with numbers, one button named after the remedy. */
export function AttentionCard({ items, locations }: AttentionCardProps) {
  const concerned = new Set(
    items.flatMap(({ locationId, locationIds }) => locationIds ?? (locationId === null ? [] : [locationId])),
  ).size;
  return (
    <Card>
      <CardHeader className="pb-2">
        <CardTitle>Needs attention</CardTitle>
        {concerned > 0 && (
          <StatusTag tone="neutral" icon={null}>
            {concerned} of {locations}
          </StatusTag>
        )}
      </CardHeader>
      {items.length === 0 ? (
        <p className="px-4 pb-4 text-muted">
          Nothing: every account is connected, reach holds, and posts were published in the last 14 days
          wherever it is known.
        </p>
      ) : (
        <ul>
          {items.slice(0, SHOWN).map((item) => (
            <AttentionItem key={`${item.kind} ${item.href} ${item.sentence}`} item={item} />
          ))}
        </ul>
      )}
      {items.length > SHOWN && (
        <details>
          <summary className="border-t px-4 py-2.5 text-muted">{items.length - SHOWN} more</summary>
          <ul>
            {items.slice(SHOWN).map((item) => (
              <AttentionItem key={`${item.kind} ${item.href} ${item.sentence}`} item={item} />
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}

function AttentionItem({ item }: { item: Attention }) {
  const { icon: Icon, tone, word, remedy } = KINDS[item.kind];
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t px-4 py-3 first:border-t-0">
      <span
        className={cn("grid size-7 shrink-0 place-items-center self-start rounded-control", TONE_CLASS[tone])}
      >
        <Icon className="size-4" aria-hidden />
      </span>
      <div className="min-w-48 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
          <span className="font-medium">{item.locationName}</span>
          <StatusTag tone={tone} icon={null}>
            {word}
          </StatusTag>
          {item.since && (
            <span suppressHydrationWarning className="text-meta text-muted">
              {age(item.since)}
            </span>
          )}
        </p>
        <p className="text-[13px] text-muted">{item.sentence}</p>
      </div>
      {item.href === null ? (
        <span className="text-meta text-muted max-sm:ml-10">Ask an admin</span>
      ) : (
        <Button asChild size="sm" className="max-sm:ml-10">
          <Link href={item.href} aria-label={`${remedy}: ${item.locationName}`}>
            {remedy}
          </Link>
        </Button>
      )}
    </li>
  );
}
