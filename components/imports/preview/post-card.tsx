"use client";

import { Film, Globe } from "lucide-react";
import { platformLabel } from "@/components/charts/platform";
import { PlatformMark } from "@/components/charts/platform-mark";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import type { AccountView } from "@/lib/accounts/schema";
import { countCaption, type Issue, limitsOf, postTypeOn, readMedia } from "@/lib/csv";
import type { SessionRow } from "@/lib/csv/import-session";
import { list } from "@/lib/format";
import { Picture } from "./media-thumb";
import { dateOf } from "./row-words";

type PostCardProps = {
  row: SessionRow;
  platform: string;
  /** All accounts of the row. */
  accounts: readonly AccountView[];
  issues: readonly Issue[];
};

/** The post as the network would show it; what it would cut off is marked. */
export function PostCard({ row, platform, accounts, issues }: PostCardProps) {
  const here = accounts.filter((account) => account.platform === platform);
  const name = here[0]?.name ?? platformLabel(platform);
  const type = postTypeOn(platform, row.fields);
  const { caption: limit } = limitsOf(platform, type);
  const media = readMedia(row.fields);
  const { day, time } = dateOf(row);
  const link = row.fields.link?.trim();
  const captionIssue = issues.find(
    (issue) => issue.code === "caption_too_long" && issue.platforms.includes(platform),
  );
  return (
    <article
      aria-label={`The post on ${platformLabel(platform)}`}
      className="overflow-hidden rounded-card border bg-surface"
    >
      <header className="flex items-center gap-2.5 px-3.5 pt-3">
        <Avatar name={name} className="size-9 text-[13px]" />
        <div className="min-w-0 flex-1">
          <p className="truncate font-semibold text-[13px]">{name}</p>
          <p className="truncate text-meta text-muted">
            {time ? `${day}, ${time}` : `${day}, not a date`}
            {type !== "post" && ` · ${type}`}
            {here.length > 1 &&
              ` · and ${list(
                here.slice(1).map((account) => account.name),
                2,
              )}`}
          </p>
        </div>
        <PlatformMark platform={platform} size={20} />
      </header>
      <div className="flex flex-col gap-2.5 px-3.5 py-3">
        {limit === 0 ? (
          <p className="text-muted">A {type} shows no caption.</p>
        ) : (
          <CaptionText
            text={row.fields.content ?? ""}
            platform={platform}
            limit={captionIssue ? limit : Number.POSITIVE_INFINITY}
          />
        )}
        {media.kind === "none" && link && (
          <p className="flex items-center gap-2 rounded-control border bg-sunken px-2.5 py-2 text-[13px]">
            <Globe className="size-4 shrink-0 text-muted" aria-hidden />
            <span className="truncate">{link}</span>
          </p>
        )}
        {media.kind !== "none" && link && <p className="break-all text-[13px] text-primary">{link}</p>}
      </div>
      <MediaStrip images={[...media.images, ...media.gif]} videos={media.videos} />
    </article>
  );
}

type CaptionTextProps = { text: string; platform: string; limit: number };

function CaptionText({ text, platform, limit }: CaptionTextProps) {
  if (text.trim() === "") return <p className="text-muted">No caption.</p>;
  const at = fits(platform, text, limit);
  return (
    <p className="whitespace-pre-wrap break-words text-[13px] leading-[19px]">
      {text.slice(0, at)}
      {at < text.length && (
        <mark className="bg-bad-soft text-bad underline decoration-bad decoration-2 underline-offset-2">
          {text.slice(at)}
        </mark>
      )}
    </p>
  );
}

/** How much of the text the network takes: what lies behind is surplus. */
function fits(platform: string, text: string, limit: number): number {
  if (countCaption(platform, text) <= limit) return text.length;
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countCaption(platform, text.slice(0, middle)) <= limit) low = middle;
    else high = middle - 1;
  }
  // Never through the middle of an emoji.
  const code = text.charCodeAt(low);
  return code >= 0xdc00 && code <= 0xdfff ? low - 1 : low;
}

function MediaStrip({ images, videos }: { images: readonly string[]; videos: readonly string[] }) {
  if (videos.length > 0)
    return (
      <p className="mx-3.5 mb-3.5 flex h-28 flex-col items-center justify-center gap-1 rounded-control bg-sunken text-meta text-muted">
        <Film className="size-5" aria-hidden />
        {videos.length === 1 ? "Video" : `${videos.length} videos`}
      </p>
    );
  if (images.length === 0) return null;
  return (
    <div
      className={cn(
        "mx-3.5 mb-3.5 grid gap-0.5 overflow-hidden rounded-control",
        images.length > 1 && "grid-cols-2",
      )}
    >
      {images.slice(0, 4).map((url, index) => (
        <span key={url} className="relative block">
          <Picture url={url} className={cn("w-full", images.length === 1 ? "h-44" : "h-24")} />
          {index === 3 && images.length > 4 && (
            <span className="absolute inset-0 grid place-items-center bg-overlay font-semibold text-white">
              +{images.length - 4}
            </span>
          )}
        </span>
      ))}
    </div>
  );
}
