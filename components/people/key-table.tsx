import { Ellipsis } from "lucide-react";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import type { ApiKey } from "@/lib/auth/api-key-schema";
import { age, list } from "@/lib/format";
import type { People } from "@/lib/people/schema";
import { locationWords } from "./location-words";
import { SecretName } from "./secret-name";

const STATUS: Record<ApiKey["status"], { tone: Tone; word: string }> = {
  working: { tone: "good", word: "Working" },
  paused: { tone: "warn", word: "Paused" },
  expired: { tone: "warn", word: "Expired" },
  revoked: { tone: "neutral", word: "Revoked" },
};

export type KeyAct = "rotate" | "pause" | "resume" | "revoke";

type KeyTableProps = {
  keys: readonly ApiKey[];
  locations: People["locations"];
  onAct: (act: KeyAct, key: ApiKey) => void;
};

export function KeyTable({ keys, locations, onAct }: KeyTableProps) {
  return (
    <Table label="API keys">
      <thead>
        <tr>
          <Th>Key</Th>
          <Th className="max-lg:hidden">Permissions</Th>
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
        {keys.map((key) => (
          <Tr key={key.keyId}>
            <Td>
              <SecretName secret={key} locations={locationWords(key, locations)}>
                <span className="block text-meta text-muted lg:hidden">{list(key.scopes, 3)}</span>
              </SecretName>
            </Td>
            <Td className="min-w-44 max-lg:hidden">{list(key.scopes, 3)}</Td>
            <Td className="min-w-36 max-sm:hidden">{locationWords(key, locations)}</Td>
            <Td>
              <StatusTag tone={STATUS[key.status].tone}>{STATUS[key.status].word}</StatusTag>
              {key.status === "paused" && key.pausedReason && (
                <span className="mt-0.5 block whitespace-normal text-meta text-muted sm:min-w-44">
                  {key.pausedReason}
                </span>
              )}
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {key.lastUsedAt ? age(key.lastUsedAt) : "never"}
              {key.lastUsedAddress && (
                <span className="block text-meta">from {shortAddress(key.lastUsedAddress)}</span>
              )}
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {key.expiresAt ? age(key.expiresAt) : "when revoked"}
              {key.replaced && <span className="block text-meta">a newer key took over</span>}
            </Td>
            <Td className="text-right">
              <KeyMenu apiKey={key} onAct={onAct} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function KeyMenu({ apiKey, onAct }: { apiKey: ApiKey; onAct: KeyTableProps["onAct"] }) {
  const { status, name, prefix, replaced } = apiKey;
  if (status !== "working" && status !== "paused") return null;
  return (
    <DropdownMenu
      align="end"
      trigger={
        <IconButton label={`More for ${name}, ${prefix}`} size="sm">
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      {!replaced && <MenuItem onSelect={() => onAct("rotate", apiKey)}>Rotate</MenuItem>}
      {status === "working" ? (
        <MenuItem onSelect={() => onAct("pause", apiKey)}>Pause</MenuItem>
      ) : (
        <MenuItem onSelect={() => onAct("resume", apiKey)}>Resume</MenuItem>
      )}
      <MenuSeparator />
      <MenuItem tone="danger" onSelect={() => onAct("revoke", apiKey)}>
        Revoke
      </MenuItem>
    </DropdownMenu>
  );
}

/** An IPv4 address that came through an IPv6 socket reads as what it is. */
function shortAddress(address: string): string {
  return address.replace(/^::ffff:/, "");
}
