"use client";

import { Film, Image as ImageIcon, Images, type LucideIcon, Text } from "lucide-react";
import { useState } from "react";
import { cn } from "@/components/ui/cn";
import type { RankedPost } from "@/lib/reports/top-posts-schema";

const MEDIA: Record<RankedPost["media"], { icon: LucideIcon; word: string }> = {
  none: { icon: Text, word: "Text" },
  image: { icon: ImageIcon, word: "Picture" },
  images: { icon: Images, word: "Pictures" },
  gif: { icon: ImageIcon, word: "GIF" },
  video: { icon: Film, word: "Video" },
};

type PostPictureProps = { media: RankedPost["media"]; picture: string | null; className?: string };

/** A post's picture; where it has none, or the browser is not given it, a tile that says what kind of post it is. */
export function PostPicture({ media, picture, className }: PostPictureProps) {
  const [failed, setFailed] = useState<string | null>(null);
  const frame = cn("size-16 shrink-0 overflow-hidden rounded-control border", className);
  if (picture !== null && failed !== picture) {
    return (
      <img
        src={picture}
        alt=""
        loading="lazy"
        referrerPolicy="no-referrer"
        className={cn(frame, "object-cover")}
        onError={() => setFailed(picture)}
        // It may have failed before the page was alive, and then never says so again.
        ref={(image) => {
          if (image?.complete && image.naturalWidth === 0 && image.currentSrc !== "") setFailed(picture);
        }}
      />
    );
  }
  const { icon: Icon, word } = MEDIA[media];
  return (
    <span className={cn(frame, "grid place-content-center justify-items-center gap-1 bg-sunken text-muted")}>
      <Icon className="size-5" aria-hidden />
      <span className="text-[11px] leading-none">{word}</span>
    </span>
  );
}
