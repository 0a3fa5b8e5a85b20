import Link from "next/link";
import { Button } from "@/components/ui/button";
import { ErrorState } from "./error-state";

type PageErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** A whole page that failed: what to do, and the reference to quote. */
export function PageError({ error, reset }: PageErrorProps) {
  return (
    <div className="grid min-h-[70dvh] place-items-center p-4">
      <ErrorState
        heading="h1"
        title="This page could not be shown"
        message="Nothing was changed. Try again; if it stays, pass the reference on to whoever runs the product."
        reference={error.digest}
        onRetry={reset}
        action={
          <Button asChild variant="ghost">
            <Link href="/overview">Go to the overview</Link>
          </Button>
        }
      />
    </div>
  );
}
