"use client";

import { useState } from "react";
import { fieldError } from "@/components/auth/field-errors";
import { Checkbox } from "@/components/ui/checkbox";
import { type ApiKey, KEY_DOMAINS, type KEY_SCOPES } from "@/lib/auth/api-key-schema";
import type { People } from "@/lib/people/schema";
import { useCreateApiKey } from "./key-queries";
import { SecretDialog } from "./secret-dialog";

type Scope = (typeof KEY_SCOPES)[number];

type KeyDialogProps = {
  locations: People["locations"];
  onClose: () => void;
  onCreated: (created: { key: ApiKey; secret: string }) => void;
};

const DOMAIN_WORDS: Record<(typeof KEY_DOMAINS)[number], string> = {
  locations: "Locations and accounts",
  snapshots: "Snapshots",
  reports: "Reports",
  imports: "Imports",
  posts: "Posts",
};

export function KeyDialog({ locations, onClose, onCreated }: KeyDialogProps) {
  const create = useCreateApiKey();
  const [scopes, setScopes] = useState<Scope[]>(["snapshots.read", "reports.read"]);
  return (
    <SecretDialog
      title="Add an API key"
      description="For a script of yours. It can do at most what a marketer may, and ends when its maker stops being an admin."
      confirmLabel="Add key"
      nameHint="What uses it."
      defaultDays="90"
      locations={locations}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={(input) => create.mutate({ ...input, scopes }, { onSuccess: onCreated })}
    >
      <fieldset>
        <legend className="mb-1.5 font-medium">Permissions</legend>
        <ul className="divide-y rounded-control border">
          {KEY_DOMAINS.map((domain) => (
            <li key={domain} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-3 py-2">
              <span className="min-w-40 flex-1">{DOMAIN_WORDS[domain]}</span>
              {(["read", "write"] as const).map((verb) => {
                const scope: Scope = `${domain}.${verb}`;
                return (
                  <Checkbox
                    key={scope}
                    aria-label={`${DOMAIN_WORDS[domain]}: ${verb}`}
                    checked={scopes.includes(scope)}
                    onCheckedChange={(on) =>
                      setScopes(on === true ? [...scopes, scope] : scopes.filter((one) => one !== scope))
                    }
                    label={verb === "read" ? "Read" : "Change"}
                  />
                );
              })}
            </li>
          ))}
        </ul>
        {fieldError(create.error, "scopes") && (
          <p className="mt-1 text-bad text-meta">{fieldError(create.error, "scopes")}</p>
        )}
      </fieldset>
    </SecretDialog>
  );
}
