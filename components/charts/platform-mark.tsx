import type { ComponentType } from "react";
import {
  FaBluesky,
  FaFacebookF,
  FaGoogle,
  FaHashtag,
  FaInstagram,
  FaLinkedinIn,
  FaPinterestP,
  FaThreads,
  FaTiktok,
  FaUsers,
  FaXTwitter,
  FaYoutube,
} from "react-icons/fa6";
import { cn } from "@/components/ui/cn";
import { platformColor, platformLabel } from "./platform";

const GLYPHS: Record<string, ComponentType<{ size?: number; "aria-hidden"?: boolean }>> = {
  google: FaGoogle,
  facebook: FaFacebookF,
  instagram: FaInstagram,
  linkedin: FaLinkedinIn,
  twitter: FaXTwitter,
  tiktok: FaTiktok,
  "tiktok-business": FaTiktok,
  youtube: FaYoutube,
  pinterest: FaPinterestP,
  threads: FaThreads,
  bluesky: FaBluesky,
  community: FaUsers,
};

type PlatformMarkProps = {
  platform: string;
  /** Side of the square in pixels. */
  size?: number;
  /** Where the platform's name stands beside it already, the mark is silent. */
  decorative?: boolean;
  className?: string;
};

/** A platform's glyph on a square tinted with its colour. */
export function PlatformMark({ platform, size = 22, decorative = false, className }: PlatformMarkProps) {
  const Glyph = GLYPHS[platform] ?? FaHashtag;
  const color = platformColor(platform);
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": platformLabel(platform) })}
      title={decorative ? undefined : platformLabel(platform)}
      className={cn("inline-grid shrink-0 place-items-center rounded-control text-foreground", className)}
      style={{
        width: size,
        height: size,
        backgroundColor: `color-mix(in oklab, ${color} 24%, var(--surface))`,
      }}
    >
      <Glyph size={Math.round(size * 0.55)} aria-hidden />
    </span>
  );
}
