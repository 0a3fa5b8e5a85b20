import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { isDay } from "@/lib/calendar";
import { ApiError } from "@/lib/http/api-client";

type ReportErrorProps = {
  error: unknown;
  onRetry: () => void;
  retrying: boolean;
  onReset: () => void;
};

/** A report that failed, or that cannot be as its address asks for it: then another try helps nobody, other filters do. */
export function ReportError({ error, onRetry, retrying, onReset }: ReportErrorProps) {
  const pathname = usePathname();
  const search = useSearchParams();
  const router = useRouter();
  const from = search.get("from") ?? "";
  const to = search.get("to") ?? "";
  const swap = () => {
    const next = new URLSearchParams(search);
    next.set("from", to);
    next.set("to", from);
    router.replace(`${pathname}?${next}`, { scroll: false });
  };
  const refused = error instanceof ApiError && [400, 403, 404].includes(error.status);
  return (
    <Card>
      {refused ? (
        <ErrorState
          title="This report cannot be shown"
          error={error}
          action={
            <>
              {isDay(from) && isDay(to) && from > to && (
                <Button variant="primary" onClick={swap}>
                  Swap the two days
                </Button>
              )}
              <Button onClick={onReset}>Reset the filters</Button>
            </>
          }
        />
      ) : (
        <ErrorState error={error} onRetry={onRetry} retrying={retrying} />
      )}
    </Card>
  );
}
