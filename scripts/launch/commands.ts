import { verifyChain, wordsOf } from "@/lib/audit/verify-chain";
import { rotateVault } from "@/lib/connections/rotate-vault";
import { env } from "@/lib/env";
import { withDatabase } from "./with-database";

/** `npm run audit:verify`: whether the audit is whole. Answers the exit code. */
export function verifyAudit(): Promise<number> {
  return withDatabase(async ({ db }) => {
    const report = await verifyChain(db);
    console.log(wordsOf(report));
    return report.faults.length === 0 ? 0 : 1;
  });
}

/** `npm run vault -- rotate`: a new vault key, online. Answers the exit code. */
export function vault(args: string[]): Promise<number> {
  if (args[0] !== "rotate") {
    console.error("Say what to do: npm run vault -- rotate");
    return Promise.resolve(1);
  }
  return withDatabase(async ({ db }) => {
    const { keyId, rewrapped } = await rotateVault({ db, env: env() }, ({ done, total }) => {
      console.log(`${done} of ${total} stored values wrapped anew`);
    });
    console.log(
      `The vault key is ${keyId} now; ${rewrapped} stored values use it. The old key goes when nothing needs it.`,
    );
    return 0;
  });
}
