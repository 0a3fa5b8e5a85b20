import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/states/notice";
import type { Role } from "@/lib/context";
import { ROLE_WORDS } from "@/lib/people/roles";
import { DevicesCard } from "./devices-card";
import { PasskeysCard } from "./passkeys-card";
import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";

type AccountViewProps = {
  name: string;
  email: string;
  role: Role;
  companyName: string;
  /** The role asks for a second factor, and there is none yet. */
  factorMissing: boolean;
};

export function AccountView({ name, email, role, companyName, factorMissing }: AccountViewProps) {
  return (
    <>
      <PageHeader title="Your account" facts={[name, email, `${ROLE_WORDS[role].name} at ${companyName}`]} />
      {factorMissing && (
        <Notice tone="warn" title="A second factor is asked of you">
          {companyName} lets nobody with your role in by password alone. Add a passkey or set up an
          authenticator app here; everything else opens right after.
        </Notice>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <DevicesCard />
          <PasswordCard email={email} />
        </div>
        <div className="grid gap-4">
          <PasskeysCard />
          <SecondFactorCard />
        </div>
      </div>
    </>
  );
}
