import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import type { ConnectionView } from "@/lib/connections/schema";
import { age, day } from "@/lib/format";

const SOON_MS = 14 * 86_400_000;

/** What is to be renewed when, the soonest first. */
export function RotationCard({ connections }: { connections: ConnectionView[] }) {
  const due = connections
    .flatMap((one) => (one.rotationDueAt ? [{ id: one.id, label: one.label, at: one.rotationDueAt }] : []))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  if (due.length === 0) return null;
  return (
    <Card aria-label="Rotation due">
      <CardHeader>
        <CardTitle>Rotation due</CardTitle>
      </CardHeader>
      <CardBody>
        <ul className="flex flex-col gap-2">
          {due.map(({ id, label, at }) => (
            <li key={id} className="flex flex-col">
              <span className="font-medium wrap-anywhere">{label}</span>
              <span
                className={
                  new Date(at).getTime() - Date.now() < SOON_MS
                    ? "text-meta text-warn tabular-nums"
                    : "text-meta text-muted tabular-nums"
                }
              >
                {day(at.slice(0, 10))}, {age(at)}
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
