import Link from "next/link";
import { Card, CardFooter, CardHeader, CardTitle } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { change, number } from "@/lib/format";
import type { Overview } from "@/lib/reports/schema";
import { PercentChange } from "./change";
import { MetricName } from "./metric-name";

type MoversCardProps = {
  movers: Overview["movers"];
  compared: Overview["compared"];
  /** The card has the page's whole width. */
  wide: boolean;
};

/** Who gained and who lost most, among locations with enough reach to tell. */
export function MoversCard({ movers, compared, wide }: MoversCardProps) {
  const none = movers.up.length + movers.down.length === 0;
  return (
    <Card className="flex flex-col">
      <CardHeader className="pb-2">
        <CardTitle>Movers</CardTitle>
        <span className="ml-auto">
          <MetricName metric="reach" />
        </span>
      </CardHeader>
      {none ? (
        <p className="px-4 pb-4 text-muted">
          {compared === null
            ? "Compare with another period to see who moved."
            : compared.usable
              ? "No location moved among those with enough reach."
              : `Who moved cannot be told: ${compared.reason}.`}
        </p>
      ) : (
        <div className={cn("grid items-start", wide && "lg:grid-cols-2 lg:gap-x-6")}>
          <MoverRows title="Up" rows={movers.up} />
          <MoverRows title="Down" rows={movers.down} />
        </div>
      )}
      <CardFooter className="mt-auto">At least {number(movers.minReach)} reach in both periods</CardFooter>
    </Card>
  );
}

function MoverRows({ title, rows }: { title: string; rows: Overview["movers"]["up"] }) {
  if (rows.length === 0) return null;
  return (
    <table className="w-full" aria-label={`${title} by reach`}>
      <thead>
        <tr className="text-left text-meta text-muted">
          <th scope="col" className="px-4 py-1.5 font-medium">
            {title}
          </th>
          <th scope="col" className="px-3 py-1.5 text-right font-medium">
            Change
          </th>
          <th scope="col" className="px-4 py-1.5 text-right font-medium">
            %
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.locationId} className="hover:bg-sunken/60">
            <td className="border-t px-4 py-2">
              <Link href={`/snapshots?locationId=${row.locationId}`} className="hover:underline">
                {row.name}
              </Link>
            </td>
            <td className="border-t px-3 py-2 text-right text-muted tabular-nums">{change(row.change)}</td>
            <td className="w-24 border-t px-4 py-2 text-right tabular-nums">
              <PercentChange percent={row.percent} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
