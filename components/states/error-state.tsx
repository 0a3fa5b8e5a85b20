import { CircleAlert, RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";
import { ApiError } from "@/lib/http/api-client";

type ErrorStateProps = {
  title?: string;
  /** What is wrong and what to do. Taken from `error` when left out. */
  message?: ReactNode;
  /** What a query or mutation threw: gives the sentence and the reference. */
  error?: unknown;
  onRetry?: () => void;
  retrying?: boolean;
  /** The request id, for whoever looks into it. */
  reference?: string | null;
  /** Another way out than trying again. */
  action?: ReactNode;
  /** h1 where this is the whole page; h2, the default, follows any heading without leaving a level out. */
  heading?: "h1" | "h2" | "h3";
  className?: string;
};

/** A failure, inside the card it concerns: cause, retry, and a reference to quote. */
export function ErrorState(props: ErrorStateProps) {
  const { title = "This could not be loaded", error, onRetry, retrying, action, className } = props;
  const Heading = props.heading ?? "h2";
  const reference = props.reference ?? (error instanceof ApiError ? error.requestId : null);
  const message = props.message ?? sentenceOf(error);
  return (
    <div role="alert" className={cn("flex flex-col items-center gap-1 px-6 py-10 text-center", className)}>
      <span className="mb-2 grid size-10 place-items-center rounded-card bg-bad-soft text-bad">
        <CircleAlert className="size-5" aria-hidden />
      </span>
      <Heading className="font-semibold">{title}</Heading>
      <div className="max-w-md text-muted">{message}</div>
      {(onRetry || action) && (
        <div className="mt-3 flex flex-wrap justify-center gap-2">
          {onRetry && (
            <Button onClick={onRetry} loading={retrying}>
              {!retrying && <RotateCw aria-hidden />}
              Retry
            </Button>
          )}
          {action}
        </div>
      )}
      {reference && (
        <p className="mt-2 inline-flex items-center gap-1 text-meta text-muted">
          Reference <code className="font-mono">{reference}</code>
          <CopyButton text={reference} what="reference" />
        </p>
      )}
    </div>
  );
}

/** The sentence of a thrown value: ours when it came from a route, a plain one otherwise. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : "Something failed on this page. Try again.";
}
