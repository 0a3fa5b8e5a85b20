import { Button } from "@/components/ui/button";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { FeedToken } from "@/lib/feed/schema";
import { age, list, plural } from "@/lib/format";

const STATUS: Record<FeedToken["status"], { tone: Tone; word: string }> = {
  working: { tone: "good", word: "Working" },
  expired: { tone: "warn", word: "Expired" },
  revoked: { tone: "neutral", word: "Revoked" },
};

type TokenTableProps = {
  tokens: readonly FeedToken[];
  locations: readonly { locationId: string; name: string }[];
  onRevoke: (token: FeedToken) => void;
};

export function TokenTable({ tokens, locations, onRevoke }: TokenTableProps) {
  const names = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  const locationWords = ({ allLocations, locationIds }: FeedToken) => {
    const known = locationIds.flatMap((id) => names.get(id) ?? []);
    if (allLocations) return "All locations";
    return known.length < locationIds.length ? plural(locationIds.length, "location") : list(known, 2);
  };
  return (
    <Table label="Feed tokens">
      <thead>
        <tr>
          <Th>Token</Th>
          <Th>Locations</Th>
          <Th>Status</Th>
          <Th>Last used</Th>
          <Th>Ends</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Tr key={token.tokenId}>
            <Td>
              <span className="block whitespace-nowrap font-medium">{token.name}</span>
              <span className="block whitespace-nowrap text-meta text-muted">
                <code className="font-mono">{token.prefix}…</code>, by {token.createdByName}
              </span>
            </Td>
            <Td className="min-w-36">{locationWords(token)}</Td>
            <Td>
              <StatusTag tone={STATUS[token.status].tone}>{STATUS[token.status].word}</StatusTag>
            </Td>
            <Td className="whitespace-nowrap text-muted">
              {token.lastUsedAt ? age(token.lastUsedAt) : "never"}
            </Td>
            <Td className="whitespace-nowrap text-muted">
              {token.expiresAt ? age(token.expiresAt) : "when revoked"}
            </Td>
            <Td className="text-right">
              {token.status === "working" && (
                <Button size="sm" aria-label={`Revoke ${token.name}`} onClick={() => onRevoke(token)}>
                  Revoke
                </Button>
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
