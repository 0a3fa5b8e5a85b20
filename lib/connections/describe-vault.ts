import type { Context } from "@/lib/context";
import { env } from "@/lib/env";
import { readStoredSecrets } from "./credential-repository";
import { ROTATED_AT } from "./facts";
import type { VaultView } from "./schema";
import { createVault } from "./vault";
import { keyFileOf, vaultKeysOf } from "./vault-keys";
import { readFact } from "./view-repository";

/** The state of the vault: which keys it has, what each one seals, and whether everything of this company opens. */
export async function describeVault(ctx: Context): Promise<VaultView> {
  const vault = createVault(vaultKeysOf(env()));
  const [rows, rotatedAt] = await Promise.all([
    readStoredSecrets(ctx.db, ctx.companyId),
    readFact(ctx.db, ROTATED_AT),
  ]);
  const opened = rows.filter((row) =>
    opens(() => vault.open({ companyId: row.companyId, rowId: row.id }, row)),
  );
  const onNewest = rows.filter((row) => row.keyId === vault.newestKeyId()).length;
  return {
    keyId: vault.newestKeyId(),
    keyIds: vault.keyIds(),
    stored: rows.length,
    onNewest,
    opened: opened.length,
    rotatedAt: typeof rotatedAt === "string" ? rotatedAt : null,
    canRotate: keyFileOf(env()) !== null,
    rewrapping: onNewest < rows.length,
  };
}

function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}
