"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { fieldError, formError } from "@/components/auth/field-errors";
import { BrandCard } from "@/components/delivery/brand-card";
import { PageHeader } from "@/components/layout/page-header";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type CompanyView, companyView } from "@/lib/company/schema";
import { api } from "@/lib/http/api-client";
import { SecurityCard } from "./security-card";

/** The agency's name and timezone, and what this installation was set to. */
export function SettingsView({ company, timezones }: { company: CompanyView; timezones: readonly string[] }) {
  const router = useRouter();
  const [name, setName] = useState(company.name);
  const [timezone, setTimezone] = useState(company.timezone);
  const save = useMutation({
    mutationFn: () => api("/api/company", { method: "PUT", json: { name, timezone }, schema: companyView }),
    onSuccess: () => router.refresh(),
  });
  const failed = formError(save.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const facts: [string, string][] = [
    ["Agency at the Social Media API", company.companyId ?? "Not connected yet"],
    ["Social Media API", company.demo ? `${company.upstream} (sandbox)` : company.upstream],
    ["Signed out when idle for", `${company.sessionIdleMinutes} min`],
    ["Signed out at the latest after", `${company.sessionMaxHours} h`],
    ["Sign-in besides the password", company.externalSignIn ?? "None set"],
    [
      "E-mail",
      company.mail ? "Sent by the mail server that was set" : "No mail server set; kept for download",
    ],
    ["Version", company.version],
  ];
  return (
    <>
      <PageHeader title="Settings" facts={["for everybody of the agency"]} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <div className="grid gap-4">
          <Card>
            <CardHeader>
              <CardTitle>Agency</CardTitle>
            </CardHeader>
            <CardBody>
              <form className="flex flex-col gap-4" onSubmit={submit}>
                <Field
                  label="Name"
                  hint="Stands on every page and on shared reports."
                  error={fieldError(save.error, "name")}
                >
                  <Input
                    value={name}
                    onChange={(event) => setName(event.target.value)}
                    required
                    maxLength={120}
                  />
                </Field>
                <Field
                  label="Timezone"
                  hint="For times that belong to no location, such as the audit."
                  error={fieldError(save.error, "timezone")}
                >
                  <Input
                    list="timezones"
                    value={timezone}
                    onChange={(event) => setTimezone(event.target.value)}
                    required
                  />
                </Field>
                <datalist id="timezones">
                  {timezones.map((zone) => (
                    <option key={zone} value={zone} />
                  ))}
                </datalist>
                {failed && <Notice tone="bad">{failed}</Notice>}
                {save.isSuccess && <Notice tone="good">Saved.</Notice>}
                <div>
                  <Button
                    type="submit"
                    variant="primary"
                    loading={save.isPending}
                    disabled={name === company.name && timezone === company.timezone}
                  >
                    Save
                  </Button>
                </div>
              </form>
            </CardBody>
          </Card>
          <Card>
            <CardHeader>
              <CardTitle>This installation</CardTitle>
            </CardHeader>
            <CardBody>
              <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[auto_1fr]">
                {facts.map(([label, value]) => (
                  <div key={label} className="contents">
                    <dt className="text-muted">{label}</dt>
                    <dd className="break-all">{value}</dd>
                  </div>
                ))}
              </dl>
              <p className="mt-3 text-meta text-muted">
                Set by the environment; the file .env.example lists every setting.
              </p>
            </CardBody>
          </Card>
        </div>
        <div className="grid gap-4">
          <SecurityCard company={company} />
          <BrandCard />
        </div>
      </div>
    </>
  );
}
