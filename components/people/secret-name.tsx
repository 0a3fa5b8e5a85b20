import type { ReactNode } from "react";
import { age } from "@/lib/format";

type SecretNameProps = {
  secret: {
    name: string;
    prefix: string;
    createdByName: string;
    expiresAt: string | null;
    lastUsedAt: string | null;
  };
  locations: string;
  /** What only this kind of secret has to say under its name. */
  children?: ReactNode;
};

/** The first cell of a table of secrets; on a phone it also holds what the hidden columns say. */
export function SecretName({ secret, locations, children }: SecretNameProps) {
  const { name, prefix, createdByName, expiresAt, lastUsedAt } = secret;
  return (
    <>
      <span className="wrap-anywhere block font-medium">{name}</span>
      <span className="block text-meta text-muted sm:whitespace-nowrap">
        <code className="font-mono">{prefix}…</code>, by {createdByName}
      </span>
      {children}
      <span className="block text-meta text-muted sm:hidden">
        {locations}, ends {expiresAt ? age(expiresAt) : "when revoked"},{" "}
        {lastUsedAt ? `last used ${age(lastUsedAt)}` : "never used"}
      </span>
    </>
  );
}
