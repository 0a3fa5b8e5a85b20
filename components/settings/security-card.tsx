"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { Notice } from "@/components/states/notice";
import { Button } from "@/components/ui/button";
import { Card, CardBody, CardHeader, CardTitle } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { type CompanyView, companyView } from "@/lib/company/schema";
import { ROLES, type Role } from "@/lib/context";
import { plural } from "@/lib/format";
import { api } from "@/lib/http/api-client";
import { ROLE_WORDS } from "@/lib/people/roles";

/** Which roles must have a second factor; people without one see only their account until they have. */
export function SecurityCard({ company }: { company: CompanyView }) {
  const router = useRouter();
  const [roles, setRoles] = useState<readonly Role[]>(company.secondFactorRoles);
  const save = useMutation({
    mutationFn: () =>
      api("/api/company/security", {
        method: "PUT",
        json: { secondFactorRoles: roles },
        schema: companyView,
      }),
    onSuccess: () => router.refresh(),
  });
  const changed =
    roles.length !== company.secondFactorRoles.length ||
    roles.some((role) => !company.secondFactorRoles.includes(role));

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    save.mutate();
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Second factor</CardTitle>
      </CardHeader>
      <CardBody>
        <form className="flex flex-col gap-4" onSubmit={onSubmit}>
          <p className="text-muted">
            Besides the password: a passkey, or a code of an authenticator app. People who must have one see
            only their own account until they set it up.
          </p>
          <fieldset className="flex flex-col gap-2.5">
            <legend className="mb-2 font-medium">Ask it of</legend>
            {ROLES.toReversed().map((role) => (
              <Checkbox
                key={role}
                checked={roles.includes(role)}
                onCheckedChange={(on) => {
                  save.reset();
                  setRoles(on ? [...roles, role] : roles.filter((one) => one !== role));
                }}
                label={
                  <>
                    {ROLE_WORDS[role].name}s
                    <span className="block text-meta text-muted">
                      {company.withoutFactor[role] === 0
                        ? "Everybody has one."
                        : `${plural(company.withoutFactor[role], "person has", "people have")} none yet.`}
                    </span>
                  </>
                }
              />
            ))}
          </fieldset>
          {save.isError && <Notice tone="bad">{sentenceOf(save.error)}</Notice>}
          {save.isSuccess && !changed && <Notice tone="good">Saved.</Notice>}
          <div>
            <Button type="submit" variant="primary" loading={save.isPending} disabled={!changed}>
              Save
            </Button>
          </div>
        </form>
      </CardBody>
    </Card>
  );
}
