import { Button } from "@/components/ui/button";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ApiKey } from "@/lib/auth/api-key-schema";
import { age, list, plural } from "@/lib/format";
import type { People } from "@/lib/people/schema";

const STATUS: Record<ApiKey["status"], { tone: Tone; word: string }> = {
  working: { tone: "good", word: "Working" },
  expired: { tone: "warn", word: "Expired" },
  revoked: { tone: "neutral", word: "Revoked" },
};

type KeyTableProps = {
  keys: readonly ApiKey[];
  locations: People["locations"];
  onRevoke: (key: ApiKey) => void;
};

export function KeyTable({ keys, locations, onRevoke }: KeyTableProps) {
  const names = new Map(locations.map(({ locationId, name }) => [locationId, name]));
  const locationWords = ({ allLocations, locationIds }: ApiKey) => {
    const known = locationIds.flatMap((locationId) => names.get(locationId) ?? []);
    return allLocations
      ? "All locations"
      : known.length < locationIds.length
        ? plural(locationIds.length, "location")
        : list(known, 2);
  };
  return (
    <Table label="API keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th>Permissions</Th>
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
        {keys.map((key) => (
          <Tr key={key.keyId}>
            <Td>
              <span className="block whitespace-nowrap font-medium">{key.name}</span>
              <span className="block whitespace-nowrap text-meta text-muted">
                <code className="font-mono">{key.prefix}…</code>, by {key.createdByName}
              </span>
            </Td>
            <Td className="min-w-44">{list(key.scopes, 3)}</Td>
            <Td className="min-w-36">{locationWords(key)}</Td>
            <Td>
              <StatusTag tone={STATUS[key.status].tone}>{STATUS[key.status].word}</StatusTag>
            </Td>
            <Td className="whitespace-nowrap text-muted">{key.lastUsedAt ? age(key.lastUsedAt) : "never"}</Td>
            <Td className="whitespace-nowrap text-muted">
              {key.expiresAt ? age(key.expiresAt) : "when revoked"}
            </Td>
            <Td className="text-right">
              {key.status === "working" && (
                <Button size="sm" aria-label={`Revoke ${key.name}`} onClick={() => onRevoke(key)}>
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
