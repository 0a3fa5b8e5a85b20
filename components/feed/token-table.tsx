import { locationWords } from "@/components/people/location-words";
import { SecretName } from "@/components/people/secret-name";
import { Button } from "@/components/ui/button";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { FeedToken } from "@/lib/feed/schema";
import { age } from "@/lib/format";

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
  return (
    <Table label="Feed tokens">
      <thead>
        <tr>
          <Th>Token</Th>
          <Th className="max-sm:hidden">Locations</Th>
          <Th>Status</Th>
          <Th className="max-sm:hidden">Last used</Th>
          <Th className="max-sm:hidden">Ends</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <Tr key={token.tokenId}>
            <Td>
              <SecretName secret={token} locations={locationWords(token, locations)} />
            </Td>
            <Td className="min-w-36 max-sm:hidden">{locationWords(token, locations)}</Td>
            <Td>
              <StatusTag tone={STATUS[token.status].tone}>{STATUS[token.status].word}</StatusTag>
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {token.lastUsedAt ? age(token.lastUsedAt) : "never"}
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
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
