"use client";

import { RotateCw } from "lucide-react";
import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Button } from "@/components/ui/button";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ConnectionView, TokenView } from "@/lib/connections/schema";
import { number } from "@/lib/format";
import { shortMoment } from "./moment";
import { useSteer } from "./queries";
import { StatusWord } from "./status-word";

const FIRST = 6;
const ORDER: Record<TokenView["status"], number> = { needs_reauth: 0, paused: 1, working: 2, not_minted: 3 };

/** The tokens minted from an agency connection, one a location; trouble first, then the busiest. */
export function TokenTable({ connection, zone }: { connection: ConnectionView; zone: string }) {
  const [all, setAll] = useState(false);
  const steer = useSteer();
  const sorted = [...connection.tokens].sort(
    (a, b) => ORDER[a.status] - ORDER[b.status] || b.callsToday - a.callsToday,
  );
  const shown = all ? sorted : sorted.slice(0, FIRST);
  return (
    <>
      {steer.isError && (
        <p role="alert" className="mb-2 text-bad">
          {sentenceOf(steer.error)}
        </p>
      )}
      <Table label={`Location tokens of ${connection.label}`} frameClassName="max-h-[480px]">
        <thead>
          <tr>
            <Th>Location</Th>
            <Th>Status</Th>
            <Th numeric className="max-sm:hidden">
              Next refresh
            </Th>
            <Th numeric>Calls today</Th>
          </tr>
        </thead>
        <tbody>
          {shown.map((token) => (
            <Tr key={token.locationId}>
              <Td>
                <span className="font-medium">{token.locationName}</span>
                {token.statusReason && (
                  <p className="max-w-md whitespace-normal text-meta text-muted">{token.statusReason}</p>
                )}
              </Td>
              <Td>
                <span className="inline-flex flex-wrap items-center gap-2">
                  <StatusWord status={token.status} />
                  {(token.status === "paused" || token.status === "needs_reauth") && (
                    <Button
                      size="sm"
                      loading={steer.isPending}
                      onClick={() =>
                        steer.mutate({
                          connectionId: connection.id,
                          action: "retry",
                          locationId: token.locationId,
                        })
                      }
                    >
                      <RotateCw aria-hidden />
                      Try now
                    </Button>
                  )}
                </span>
              </Td>
              <Td numeric className="max-sm:hidden">
                {refreshWords(token, zone)}
              </Td>
              <Td numeric>{number(token.callsToday)}</Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      {sorted.length > FIRST && (
        <Button variant="ghost" size="sm" className="mt-2" onClick={() => setAll(!all)}>
          {all ? "Show fewer" : `All ${sorted.length} locations`}
        </Button>
      )}
    </>
  );
}

function refreshWords(token: TokenView, zone: string): string {
  if (token.status === "not_minted") return "On the next call";
  if (token.retryAt) return `Tried again ${shortMoment(token.retryAt, zone)}`;
  return token.nextRefreshAt ? shortMoment(token.nextRefreshAt, zone) : "On the next call";
}
