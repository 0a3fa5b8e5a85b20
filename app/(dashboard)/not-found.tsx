import { headers } from "next/headers";
import { NotFoundState } from "@/components/states/not-found-state";

export const metadata = { title: "Not found" };

export default async function NotFound() {
  return (
    <div className="grid min-h-[70dvh] place-items-center">
      <NotFoundState path={(await headers()).get("x-path")} />
    </div>
  );
}
