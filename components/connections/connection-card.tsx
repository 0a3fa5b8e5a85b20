"use client";

import {
  Building2,
  ChevronRight,
  Ellipsis,
  GitBranch,
  KeyRound,
  MapPin,
  Pause,
  Play,
  RefreshCw,
  RotateCw,
} from "lucide-react";
import { type ReactNode, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card, CardFooter } from "@/components/ui/card";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { StatusTag } from "@/components/ui/status-tag";
import type { ConnectionView } from "@/lib/connections/schema";
import { day, plural } from "@/lib/format";
import { ConnectionFacts } from "./connection-facts";
import { KeyDialog } from "./key-dialog";
import { MissingScopes } from "./missing-scopes";
import { shortMoment } from "./moment";
import { PauseDialog } from "./pause-dialog";
import { useAuthorize, useSteer } from "./queries";
import { RemoveDialog } from "./remove-dialog";
import { RenameDialog } from "./rename-dialog";
import { RotationDialog } from "./rotation-dialog";
import { ScopeList } from "./scope-list";
import { KIND_WORDS, mintedTokens } from "./status";
import { StatusWord } from "./status-word";
import { TokenTable } from "./token-table";

const ICON = { agency_oauth: Building2, location_oauth: MapPin, api_key: KeyRound } as const;

type Open = "remove" | "rename" | "rotation" | "key" | "pause" | null;

/** One connection: state with the next step, five facts, scopes and tokens to open, and what depends on it. */
export function ConnectionCard({ connection, zone }: { connection: ConnectionView; zone: string }) {
  const [open, setOpen] = useState<Open>(null);
  const steer = useSteer();
  const authorize = useAuthorize();
  const Icon = ICON[connection.kind];
  const connectionId = connection.id;
  const error = steer.error ?? authorize.error;
  const minted = mintedTokens(connection);
  const troubled = connection.tokens.filter(({ status }) => status === "paused" || status === "needs_reauth");
  return (
    <Card aria-label={connection.label}>
      <div className="flex flex-wrap items-center gap-3 px-4 py-3">
        <span className="grid size-8 shrink-0 place-items-center rounded-control bg-sunken text-muted">
          <Icon className="size-4" aria-hidden />
        </span>
        <div className="min-w-48 flex-1">
          <h2 className="flex flex-wrap items-center gap-2 font-semibold text-card">
            {connection.label} <StatusWord status={connection.status} />
            {connection.overlapUntil && <StatusTag tone="info">Rotating</StatusTag>}
            {troubled.length > 0 && (
              <StatusTag tone="warn">{plural(troubled.length, "location token")} held back</StatusTag>
            )}
          </h2>
          <p className="text-meta text-muted">
            {KIND_WORDS[connection.kind]}
            {connection.locationName && ` of ${connection.locationName}`}. Added
            {connection.addedBy && ` by ${connection.addedBy}`}, {day(connection.addedAt.slice(0, 10))}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <MainAction
            connection={connection}
            steer={steer}
            authorize={authorize}
            onRotateKey={() => setOpen("key")}
            onPause={() => setOpen("pause")}
          />
          <DropdownMenu
            trigger={
              <IconButton label={`More for ${connection.label}`}>
                <Ellipsis aria-hidden />
              </IconButton>
            }
          >
            <MenuItem onSelect={() => setOpen("rename")}>Rename</MenuItem>
            <MenuItem onSelect={() => setOpen("rotation")}>Rotation policy</MenuItem>
            {connection.overlapUntil && (
              <MenuItem onSelect={() => steer.mutate({ connectionId, action: "end_overlap" })}>
                End the old key now
              </MenuItem>
            )}
            {connection.status === "needs_reauth" && (
              <MenuItem onSelect={() => steer.mutate({ connectionId, action: "retry" })}>
                Try the present token again
              </MenuItem>
            )}
            <MenuSeparator />
            <MenuItem tone="danger" onSelect={() => setOpen("remove")}>
              Remove
            </MenuItem>
          </DropdownMenu>
        </div>
      </div>
      {connection.status !== "working" && connection.statusReason && (
        <div className="px-4 pb-3">
          <Notice tone={connection.status === "needs_reauth" ? "bad" : "warn"}>
            {connection.statusReason}
            {connection.status === "needs_reauth" &&
              ` ${connection.kind === "api_key" ? "Rotate the key" : "Reconnect"}, then what waits goes on by itself.`}
          </Notice>
        </div>
      )}
      <MissingScopes connection={connection} authorize={authorize} onRotateKey={() => setOpen("key")} />
      {error && (
        <p role="alert" className="px-4 pb-3 text-bad">
          {sentenceOf(error)}
        </p>
      )}
      <ConnectionFacts connection={connection} zone={zone} />
      {connection.scopes.length > 0 && (
        <Section title="Scopes and their use">
          <ScopeList connection={connection} />
        </Section>
      )}
      {connection.tokens.length > 0 && (
        <Section title={`Location tokens, ${minted} of ${connection.tokens.length} minted`}>
          <TokenTable connection={connection} zone={zone} />
        </Section>
      )}
      <CardFooter>
        <span className="min-w-0">
          <GitBranch className="mr-1.5 inline size-3.5 align-[-2px]" aria-hidden />
          <span className="font-medium text-foreground">
            {connection.status === "working" ? "Depend on it:" : "Waiting for it:"}
          </span>{" "}
          {connection.dependents.join(", ")}.
        </span>
        {connection.accessExpiresAt && (
          <span className="ml-auto">Access ends {shortMoment(connection.accessExpiresAt, zone)}</span>
        )}
      </CardFooter>
      <RemoveDialog connection={connection} open={open === "remove"} onClose={() => setOpen(null)} />
      {open === "rotation" && <RotationDialog connection={connection} onClose={() => setOpen(null)} />}
      {open === "pause" && <PauseDialog connection={connection} onClose={() => setOpen(null)} />}
      {open === "rename" && <RenameDialog connection={connection} onClose={() => setOpen(null)} />}
      {open === "key" && <KeyDialog rotating={connection} onClose={() => setOpen(null)} />}
    </Card>
  );
}

type MainActionProps = {
  connection: ConnectionView;
  steer: ReturnType<typeof useSteer>;
  authorize: ReturnType<typeof useAuthorize>;
  onRotateKey: () => void;
  onPause: () => void;
};

/** The one step that helps most in the present state, and pause beside it. */
function MainAction({ connection, steer, authorize, onRotateKey, onPause }: MainActionProps) {
  const connectionId = connection.id;
  if (connection.status === "paused") {
    return (
      <Button loading={steer.isPending} onClick={() => steer.mutate({ connectionId, action: "resume" })}>
        <Play aria-hidden />
        Resume
      </Button>
    );
  }
  const renew =
    connection.kind === "api_key" ? (
      <Button onClick={onRotateKey}>
        <RotateCw aria-hidden />
        Rotate
      </Button>
    ) : (
      <Button loading={authorize.isPending} onClick={() => authorize.mutate({ connectionId })}>
        <RefreshCw aria-hidden />
        Reconnect
      </Button>
    );
  return (
    <>
      {connection.status === "working" && (
        <Button onClick={onPause}>
          <Pause aria-hidden />
          Pause
        </Button>
      )}
      {renew}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="group border-t">
      <summary className="flex min-h-10 cursor-pointer list-none items-center gap-1.5 px-4 py-2 font-medium hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight
          className="size-4 text-muted transition-transform duration-[120ms] group-open:rotate-90"
          aria-hidden
        />
        {title}
      </summary>
      <div className="px-4 pt-1 pb-4 sm:pl-9">{children}</div>
    </details>
  );
}
