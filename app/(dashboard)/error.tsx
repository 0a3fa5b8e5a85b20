"use client";

import Link from "next/link";
import { ErrorState } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";

type ErrorPageProps = { error: Error & { digest?: string }; reset: () => void };

export default function ErrorPage({ error, reset }: ErrorPageProps) {
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
