import { headers } from "next/headers";
import { Brand } from "@/components/layout/brand";
import { NotFoundState } from "@/components/states/not-found-state";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="border-b bg-surface px-3 py-1">
        <div className="w-fit">
          <Brand />
        </div>
      </header>
      <main className="grid flex-1 place-items-center p-4">
        <NotFoundState path={(await headers()).get("x-path")} />
      </main>
    </div>
  );
}
