import type { Database } from "@/db/client";
import { newId } from "@/db/new-id";
import type { Env } from "@/lib/env";
import { insertConnection, saveCredential, setCompanyUpstreamId } from "./repository";
import { createVault } from "./vault";
import { vaultKeysOf } from "./vault-keys";

type Minted = {
  accessToken: string;
  refreshToken: string;
  expiresIn: number;
  scope: string;
  companyId: string;
  userId: string;
};

/** Mints an agency token pair at the sandbox and stores it through the vault, as the OAuth callback does. */
export async function connectCompanyForTest(options: {
  db: Database;
  env: Env;
  sandboxUrl: string;
  companyId: string;
  scopes?: string[];
}): Promise<{ connectionId: string; credentialId: string }> {
  const { db, env, sandboxUrl, companyId } = options;
  const response = await fetch(`${sandboxUrl}/__sandbox/tokens`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ userType: "Company", ...(options.scopes ? { scopes: options.scopes } : {}) }),
  });
  if (!response.ok) throw new Error(`the sandbox minted no token: ${await response.text()}`);
  const token = (await response.json()) as Minted;
  const scopes = token.scope.split(" ");
  const [connectionId, credentialId] = [newId(), newId()];
  const vault = createVault(vaultKeysOf(env));
  await db.transaction(async (tx) => {
    await setCompanyUpstreamId(tx, companyId, token.companyId);
    await insertConnection(tx, {
      id: connectionId,
      companyId,
      kind: "agency_oauth",
      label: "Agency OAuth",
      upstreamCompanyId: token.companyId,
      upstreamUserId: token.userId,
      scopes,
    });
    await saveCredential(
      tx,
      { id: credentialId, companyId, connectionId, locationId: "" },
      {
        sealed: vault.seal({ companyId, rowId: credentialId }, token),
        scopes,
        expiresInSeconds: token.expiresIn,
      },
    );
  });
  return { connectionId, credentialId };
}
