import { KeyRound } from "lucide-react";
import Link from "next/link";
import { Term } from "@/components/help/term";
import { Button } from "@/components/ui/button";
import { Notice } from "./notice";

type MissingScopeNoticeProps = {
  /** The upstream's own name: "socialplanner/post.write". */
  scope: string;
  /** What cannot be done without it: "schedule posts". */
  needed: string;
  /** null for somebody who may not reconnect: they are told to ask an admin. */
  reconnectHref: string | null;
  className?: string;
};

/** A permission was never granted: name it, say what it stops, and offer to reconnect. */
export function MissingScopeNotice({ scope, needed, reconnectHref, className }: MissingScopeNoticeProps) {
  return (
    <Notice
      tone="warn"
      icon={KeyRound}
      className={className}
      title={
        <>
          The connection lacks the <Term id="scope">scope</Term>{" "}
          <code className="rounded bg-surface px-1 font-mono text-meta">{scope}</code>
        </>
      }
      action={
        reconnectHref && (
          <Button asChild size="sm">
            <Link href={reconnectHref}>Reconnect</Link>
          </Button>
        )
      }
    >
      It is needed to {needed}. {reconnectHref ? "Reconnect and grant it." : "Ask an admin to reconnect."}
    </Notice>
  );
}
