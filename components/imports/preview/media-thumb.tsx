"use client";

import { Film, ImageIcon, Link2Off } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import type { Media } from "@/lib/csv";

type MediaThumbProps = { media: Media; broken: boolean };

/** The row's first picture, small, with how many there are; "none" in words. */
export function MediaThumb({ media, broken }: MediaThumbProps) {
  const count = media.images.length + media.gif.length + media.videos.length;
  if (count === 0) return <span className="text-muted">none</span>;
  const video = media.videos.length > 0;
  const url = media.images[0] ?? media.gif[0];
  return (
    <span className="flex items-center gap-1.5">
      {broken ? (
        <span className="grid h-7 w-9 place-items-center rounded border border-line-strong border-dashed text-muted">
          <Link2Off className="size-3.5" aria-hidden />
        </span>
      ) : video || !url ? (
        <span className="grid h-7 w-9 place-items-center rounded bg-sunken text-muted">
          <Film className="size-3.5" aria-hidden />
        </span>
      ) : (
        <Picture url={url} className="h-7 w-9 rounded" />
      )}
      <span className="sr-only">{video ? "video" : broken ? "address that cannot be used" : "image"}</span>
      {count > 1 && <span className="text-meta text-muted tabular-nums">×{count}</span>}
    </span>
  );
}

/** A picture from its own address; where it cannot be loaded, a sign of one. */
export function Picture({ url, className }: { url: string; className?: string }) {
  const [failed, setFailed] = useState<string | null>(null);
  if (failed === url)
    return (
      <span className={cn("grid place-items-center bg-sunken text-muted", className)}>
        <ImageIcon className="size-4" aria-hidden />
      </span>
    );
  return (
    <img
      src={url}
      alt=""
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      className={cn("bg-sunken object-cover", className)}
      onError={() => setFailed(url)}
    />
  );
}
