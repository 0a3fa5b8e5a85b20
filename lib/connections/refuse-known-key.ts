import type { Executor } from "@/db/client";
import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { readStoredKeys } from "./credential-repository";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

/**
 * Throws `unprocessable` naming the connection when the company stored this API key before, also as the older key of an
 * overlap. Two at once are told apart only after `lockApiKeys` in the transaction that stores the key.
 */
export async function refuseKnownKey(
  db: Executor,
  companyId: string,
  key: string,
  except?: string,
): Promise<void> {
  const vault = createVault(vaultKeysOf(env()));
  const held = (await readStoredKeys(db, companyId)).find(({ connectionId, credential }) => {
    if (connectionId === except) return false;
    try {
      const { accessToken, previousToken } = vault.open({ companyId, rowId: credential.id }, credential);
      return accessToken === key || previousToken === key;
    } catch (error) {
      // A secret that does not open is told on its own card; it must not keep others from being added.
      if (error instanceof AppError && error.code === "vault_sealed") return false;
      throw error;
    }
  });
  if (!held) return;
  const message = `This key is stored already, as “${held.label}”. Use that connection, or make another key at the Social Media API.`;
  throw new AppError("unprocessable", { message, fields: [{ path: "body.key", message }] });
}
