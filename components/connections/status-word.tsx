import { StatusTag } from "@/components/ui/status-tag";
import type { ConnectionView, TokenView } from "@/lib/connections/schema";
import { STATUS_ICONS, STATUS_WORDS } from "./status";

/** The state of a connection or token: icon and word. */
export function StatusWord({ status }: { status: ConnectionView["status"] | TokenView["status"] }) {
  const { word, tone } = STATUS_WORDS[status];
  const icon = status === "paused" || status === "removed" ? STATUS_ICONS[status] : undefined;
  return (
    <StatusTag tone={tone} icon={icon}>
      {word}
    </StatusTag>
  );
}
