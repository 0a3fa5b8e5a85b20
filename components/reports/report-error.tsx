import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ApiError } from "@/lib/http/api-client";

type ReportErrorProps = {
  error: unknown;
  onRetry: () => void;
  retrying: boolean;
  onReset: () => void;
};

/** A report that failed, or that cannot be as its address asks for it: then another try helps nobody, other filters do. */
export function ReportError({ error, onRetry, retrying, onReset }: ReportErrorProps) {
  const refused = error instanceof ApiError && [400, 403, 404].includes(error.status);
  return (
    <Card>
      {refused ? (
        <ErrorState
          title="There is no such report"
          error={error}
          action={<Button onClick={onReset}>Reset the filters</Button>}
        />
      ) : (
        <ErrorState error={error} onRetry={onRetry} retrying={retrying} />
      )}
    </Card>
  );
}
