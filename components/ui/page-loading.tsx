import { Skeleton } from "./skeleton";

/** For a route's loading.tsx: head, filters, figures and one large card, in the places they will have. */
export function PageLoading({ figures = 4 }: { figures?: number }) {
  return (
    <div className="flex flex-col gap-4" role="status" aria-label="Loading">
      <Skeleton className="h-7 w-56" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <div className="flex gap-2">
        <Skeleton className="h-[30px] w-40" />
        <Skeleton className="h-[30px] w-28" />
      </div>
      {figures > 0 && (
        <div className="grid grid-cols-2 gap-4 lg:grid-cols-4">
          {Array.from({ length: figures }, (_, index) => `figure-${index}`).map((key) => (
            <Skeleton key={key} className="h-28 rounded-card" />
          ))}
        </div>
      )}
      <Skeleton className="h-80 rounded-card" />
    </div>
  );
}
