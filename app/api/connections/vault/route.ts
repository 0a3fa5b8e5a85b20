import { rotateVaultKey } from "@/lib/connections/rotate-vault-key";
import { defineRoute } from "@/lib/http/define-route";

export const POST = defineRoute({
  summary: "Add a vault key, wrap every stored token with it and retire the old one once nothing uses it.",
  access: { role: "admin", location: "none", stepUp: true },
  run: ({ ctx }) => rotateVaultKey(ctx),
});
