import { Term } from "@/components/help/term";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import type { ConnectionView } from "@/lib/connections/schema";
import { list } from "@/lib/format";
import type { useAuthorize } from "./queries";

type MissingScopesProps = {
  connection: ConnectionView;
  authorize: ReturnType<typeof useAuthorize>;
  onRotateKey: () => void;
};

/** What was not granted, which features stand still for it, and the way to ask for just that. */
export function MissingScopes({ connection, authorize, onRotateKey }: MissingScopesProps) {
  const { id: connectionId, kind, status, missingScopes: missing } = connection;
  if (missing.length === 0 || status === "removed") return null;
  const features = [...new Set(missing.map(({ feature }) => feature))];
  const these = missing.length === 1 ? "this permission" : `these ${missing.length} permissions`;
  return (
    <div className="px-4 pb-3">
      <Notice
        tone="warn"
        title={`Not allowed: ${list(features, 4)}`}
        action={
          kind === "api_key" ? (
            <Button size="sm" onClick={onRotateKey}>
              Rotate the key
            </Button>
          ) : (
            <Button
              size="sm"
              loading={authorize.isPending}
              onClick={() => authorize.mutate({ connectionId, scopes: missing.map(({ name }) => name) })}
            >
              Reconnect with {these}
            </Button>
          )
        }
      >
        {kind === "api_key" ? "The key lacks" : "At the Social Media API nobody allowed"} the{" "}
        <Term id="scope">{missing.length === 1 ? "scope" : "scopes"}</Term>{" "}
        {missing.map(({ name, label }, index) => (
          <span key={name}>
            {index > 0 && ", "}
            <code className="break-all font-mono text-meta">{name}</code> (
            {label.charAt(0).toLowerCase() + label.slice(1)})
          </span>
        ))}
        . What needs {missing.length === 1 ? "it" : "them"} stands still.
      </Notice>
    </div>
  );
}
