import { Compass } from "lucide-react";
import Link from "next/link";
import { EmptyState } from "@/components/states/empty-state";
import { Button } from "@/components/ui/button";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main className="grid min-h-[70dvh] place-items-center p-4">
      <EmptyState
        icon={Compass}
        title="There is nothing at this address"
        action={
          <Button asChild variant="primary">
            <Link href="/overview">Go to the overview</Link>
          </Button>
        }
      >
        It was removed, you were not granted it, or the address has a mistake.
      </EmptyState>
    </main>
  );
}
