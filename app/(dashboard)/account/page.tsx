import type { Metadata } from "next";
import { AccountView } from "@/components/account/account-view";
import { pageContext } from "@/lib/http/page-context";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountPage() {
  const { person } = await pageContext({ returnTo: "/account", beforeFactor: true });
  const { name, email, role, companyName, factorMissing } = person;
  return (
    <AccountView
      name={name}
      email={email}
      role={role}
      companyName={companyName}
      factorMissing={factorMissing}
    />
  );
}
