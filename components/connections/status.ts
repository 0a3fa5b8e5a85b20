import { CirclePause, Unplug } from "lucide-react";
import type { Tone } from "@/components/ui/status-tag";
import type { ConnectionView, TokenView } from "@/lib/connections/schema";

type Status = ConnectionView["status"] | TokenView["status"];

export const STATUS_WORDS: Record<Status, { word: string; tone: Tone }> = {
  working: { word: "Working", tone: "good" },
  needs_reauth: { word: "Needs authorization", tone: "bad" },
  paused: { word: "Paused", tone: "warn" },
  removed: { word: "Removed", tone: "neutral" },
  not_minted: { word: "Not minted", tone: "neutral" },
};

export const STATUS_ICONS = { paused: CirclePause, removed: Unplug } as const;

export const KIND_WORDS: Record<ConnectionView["kind"], string> = {
  agency_oauth: "Agency OAuth",
  location_oauth: "Location OAuth, own install",
  api_key: "API key",
};

/** How many location tokens are stored: what the card counts and what removing destroys. */
export function mintedTokens(connection: Pick<ConnectionView, "tokens">): number {
  return connection.tokens.filter(({ status }) => status !== "not_minted").length;
}
