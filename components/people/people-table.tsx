"use client";

import { Ban, Ellipsis, KeyRound, Pencil, RotateCcw, ShieldCheck, ShieldOff } from "lucide-react";
import { Avatar } from "@/components/ui/avatar";
import { DropdownMenu, MenuItem, MenuSeparator } from "@/components/ui/dropdown-menu";
import { IconButton } from "@/components/ui/icon-button";
import { StatusTag, type Tone } from "@/components/ui/status-tag";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { age, MISSING } from "@/lib/format";
import { ROLE_WORDS } from "@/lib/people/roles";
import type { People, Person } from "@/lib/people/schema";
import { locationWords } from "./location-words";
import { mayDisable } from "./may-disable";

const STATUS: Record<Person["status"], { tone: Tone; word: string }> = {
  active: { tone: "good", word: "Active" },
  invited: { tone: "info", word: "Invited" },
  disabled: { tone: "neutral", word: "Disabled" },
};

type PeopleTableProps = {
  people: readonly Person[];
  locations: People["locations"];
  ownUserId: string;
  onEdit: (person: Person) => void;
  onDisable: (person: Person) => void;
  onEnable: (person: Person) => void;
  onLink: (person: Person) => void;
  onResetFactor: (person: Person) => void;
};

export function PeopleTable({ people, locations, ownUserId, ...actions }: PeopleTableProps) {
  return (
    <Table label="People">
      <thead>
        <tr>
          <Th>Person</Th>
          <Th className="max-sm:hidden">Role</Th>
          <Th className="max-sm:hidden">Locations</Th>
          <Th>Status</Th>
          <Th className="max-sm:hidden">Last seen</Th>
          <Th>
            <span className="sr-only">Actions</span>
          </Th>
        </tr>
      </thead>
      <tbody>
        {people.map((person) => (
          <Tr key={person.userId}>
            <Td>
              <span className="flex items-center gap-2.5">
                <Avatar name={person.name} />
                <span className="min-w-0">
                  <span className="block font-medium sm:whitespace-nowrap">
                    {person.name}
                    {person.userId === ownUserId && <span className="font-normal text-muted"> (you)</span>}
                  </span>
                  <span className="block break-words text-meta text-muted sm:whitespace-nowrap">
                    {/* A long address breaks after its @, where there is no room for all of it. */}
                    {person.email.split("@")[0]}@<wbr />
                    {person.email.split("@")[1]}
                  </span>
                  <span className="block text-meta text-muted sm:hidden">
                    {ROLE_WORDS[person.role].name}, {locationWords(person, locations)}
                  </span>
                </span>
              </span>
            </Td>
            <Td className="max-sm:hidden">{ROLE_WORDS[person.role].name}</Td>
            <Td className="min-w-44 max-sm:hidden">{locationWords(person, locations)}</Td>
            <Td>
              <span className="inline-flex items-center gap-1.5">
                <StatusTag tone={STATUS[person.status].tone}>{STATUS[person.status].word}</StatusTag>
                {person.secondFactor && (
                  <span title="Has a second factor" className="text-good">
                    <ShieldCheck className="size-4" aria-hidden />
                    <span className="sr-only">Has a second factor</span>
                  </span>
                )}
              </span>
            </Td>
            <Td className="whitespace-nowrap text-muted max-sm:hidden">
              {person.lastSeenAt ? age(person.lastSeenAt) : MISSING}
            </Td>
            <Td className="text-right">
              <PersonMenu person={person} ownUserId={ownUserId} {...actions} />
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

type PersonMenuProps = Pick<
  PeopleTableProps,
  "onEdit" | "onDisable" | "onEnable" | "onLink" | "onResetFactor"
> & {
  person: Person;
  ownUserId: string;
};

function PersonMenu({
  person,
  ownUserId,
  onEdit,
  onDisable,
  onEnable,
  onLink,
  onResetFactor,
}: PersonMenuProps) {
  return (
    <DropdownMenu
      trigger={
        <IconButton label={`Actions for ${person.name}`} size="sm">
          <Ellipsis aria-hidden />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => onEdit(person)}>
        <Pencil aria-hidden />
        Role and locations
      </MenuItem>
      {person.status !== "disabled" && (
        <MenuItem onSelect={() => onLink(person)}>
          <KeyRound aria-hidden />
          {person.status === "invited" ? "New invitation link" : "Password link"}
        </MenuItem>
      )}
      {person.secondFactor && person.userId !== ownUserId && (
        <MenuItem onSelect={() => onResetFactor(person)}>
          <ShieldOff aria-hidden />
          Reset second factor
        </MenuItem>
      )}
      {person.status === "disabled" && (
        <MenuItem onSelect={() => onEnable(person)}>
          <RotateCcw aria-hidden />
          Enable
        </MenuItem>
      )}
      {mayDisable(person, ownUserId) && (
        <>
          <MenuSeparator />
          <MenuItem tone="danger" onSelect={() => onDisable(person)}>
            <Ban aria-hidden />
            Disable
          </MenuItem>
        </>
      )}
    </DropdownMenu>
  );
}
