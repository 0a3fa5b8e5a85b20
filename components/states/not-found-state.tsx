import { Compass } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "./empty-state";

const WAYS_ON = [
  { href: "/snapshots", label: "Snapshots" },
  { href: "/locations", label: "Locations" },
  { href: "/posts", label: "Posts" },
  { href: "/imports", label: "Imports" },
] as const;

/** An address without a page: which one, why that may be, and where to go instead. */
export function NotFoundState({ path }: { path: string | null }) {
  return (
    <EmptyState
      icon={Compass}
      heading="h1"
      title="There is nothing at this address"
      action={
        <div className="flex flex-col items-center gap-4">
          <Button asChild variant="primary">
            <Link href="/overview">Go to the overview</Link>
          </Button>
          <ul className="flex flex-wrap justify-center gap-x-4 gap-y-2">
            {WAYS_ON.map((way) => (
              <li key={way.href}>
                <Link href={way.href} className="inline-flex min-h-6 items-center text-primary underline">
                  {way.label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      }
    >
      {path && (
        <code className="mx-auto mb-2 block w-fit max-w-full break-all rounded-control bg-sunken px-2 py-1 font-mono text-foreground text-meta">
          {path}
        </code>
      )}
      It was removed, you were not granted it, or the address has a mistake.
    </EmptyState>
  );
}
