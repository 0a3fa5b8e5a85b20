import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unpackCarried } from "./chromium";
import { E2E_PORT, E2E_SANDBOX_PORT } from "./places";
import { startProduct } from "./product";

/** Starts the whole product with its own command on its own ports and a fresh data folder; the journeys click on that. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  await unpackCarried();
  const dataDir = await mkdtemp(join(tmpdir(), "2chat-e2e-"));
  // The database server may run as another user; a folder it cannot enter would be replaced by one left behind.
  await chmod(dataDir, 0o755);
  const product = await startProduct({ port: E2E_PORT, sandboxPort: E2E_SANDBOX_PORT, dataDir });
  return async () => {
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
