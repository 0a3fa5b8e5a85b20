import { PageHeader } from "@/components/layout/page-header";
import type { Role } from "@/lib/context";
import { ROLE_WORDS } from "@/lib/people/roles";
import { DevicesCard } from "./devices-card";
import { PasswordCard } from "./password-card";
import { SecondFactorCard } from "./second-factor-card";

type AccountViewProps = { name: string; email: string; role: Role; companyName: string };

export function AccountView({ name, email, role, companyName }: AccountViewProps) {
  return (
    <>
      <PageHeader title="Your account" facts={[name, email, `${ROLE_WORDS[role].name} at ${companyName}`]} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <DevicesCard />
          <SecondFactorCard />
        </div>
        <PasswordCard email={email} />
      </div>
    </>
  );
}
