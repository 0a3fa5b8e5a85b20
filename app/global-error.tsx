"use client";

import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** The last resort, when the frame of every page failed: it must not need any part of it. */
export default function GlobalError({ error, reset }: GlobalErrorProps) {
  return (
    <html lang="en-GB">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 p-6">
          <h1 className="font-semibold text-page">The product could not be shown</h1>
          <p className="text-muted">
            Nothing was changed. Try again; if it stays, pass the reference on to whoever runs the product.
          </p>
          {error.digest && <p className="text-meta text-muted">Reference {error.digest}</p>}
          <button
            type="button"
            onClick={reset}
            className="h-[34px] rounded-control bg-primary px-3 font-medium text-on-primary"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
