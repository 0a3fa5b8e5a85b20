"use client";

import { Ban, Plus, Users } from "lucide-react";
import { useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Input } from "@/components/ui/input";
import { AlertList } from "@/components/watch/alert-list";
import { plural } from "@/lib/format";
import type { PersonWithLink } from "@/lib/people/add-person";
import type { Person } from "@/lib/people/schema";
import { LinkDialog } from "./link-dialog";
import { mayDisable } from "./may-disable";
import { PeopleNav } from "./people-nav";
import { PeopleTable } from "./people-table";
import { PersonDialog } from "./person-dialog";
import { useChangePerson, usePasswordLinkFor, usePeople, useResetSecondFactor } from "./queries";

type Open = { what: "add" } | { what: "edit" | "disable" | "reset"; person: Person } | null;

export function PeopleView({ ownUserId }: { ownUserId: string }) {
  const people = usePeople();
  const change = useChangePerson();
  const makeLink = usePasswordLinkFor();
  const reset = useResetSecondFactor();
  const [open, setOpen] = useState<Open>(null);
  const [shown, setShown] = useState<PersonWithLink | null>(null);
  const [search, setSearch] = useState("");

  const all = people.data?.people ?? [];
  const wanted = search.trim().toLocaleLowerCase();
  const found = all.filter(({ name, email }) => `${name} ${email}`.toLocaleLowerCase().includes(wanted));
  const count = (role: Person["role"]) =>
    all.filter((one) => one.role === role && one.status !== "disabled").length;
  const facts = people.data
    ? [
        plural(all.length, "person", "people"),
        plural(count("admin"), "admin"),
        plural(count("marketer"), "marketer"),
        plural(count("viewer"), "viewer"),
      ]
    : [];
  const resetting = open?.what === "reset" ? open.person : null;
  const disabling = open?.what === "disable" ? open.person : null;
  const actionError = makeLink.error ?? (open === null ? change.error : null);

  return (
    <>
      <PageHeader
        title="People"
        facts={facts}
        actions={
          <Button variant="primary" onClick={() => setOpen({ what: "add" })} disabled={!people.data}>
            <Plus aria-hidden />
            Add person
          </Button>
        }
      />
      <PeopleNav />
      <AlertList
        about="person"
        action={({ subjectId }) => {
          const person = all.find(({ userId }) => userId === subjectId);
          return (
            person &&
            mayDisable(person, ownUserId) && (
              <Button
                size="sm"
                aria-label={`Disable ${person.name}`}
                onClick={() => setOpen({ what: "disable", person })}
              >
                <Ban aria-hidden />
                Disable
              </Button>
            )
          );
        }}
      />
      {actionError && (
        <p role="alert" className="rounded-control bg-bad-soft px-3 py-2 text-bad">
          {actionError.message}
        </p>
      )}
      <Card className="overflow-hidden">
        {people.isError && !people.data ? (
          <ErrorState
            error={people.error}
            onRetry={() => void people.refetch()}
            retrying={people.isFetching}
          />
        ) : !people.data ? (
          <LoadingState label="Loading people" className="py-2" />
        ) : (
          <>
            {all.length > 7 && (
              <div className="border-b p-3">
                <Input
                  type="search"
                  aria-label="Search people"
                  placeholder="Search by name or e-mail"
                  className="max-w-72"
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                />
              </div>
            )}
            {found.length === 0 ? (
              <EmptyState
                icon={Users}
                title="Nobody fits this search"
                action={<Button onClick={() => setSearch("")}>Clear search</Button>}
              />
            ) : (
              <PeopleTable
                people={found}
                locations={people.data.locations}
                ownUserId={ownUserId}
                onEdit={(person) => setOpen({ what: "edit", person })}
                onDisable={(person) => setOpen({ what: "disable", person })}
                onEnable={({ userId }) => change.mutate({ userId, change: { disabled: false } })}
                onResetFactor={(person) => setOpen({ what: "reset", person })}
                onLink={({ userId }) => makeLink.mutate(userId, { onSuccess: setShown })}
              />
            )}
          </>
        )}
      </Card>
      {people.data && (open?.what === "add" || open?.what === "edit") && (
        <PersonDialog
          person={open.what === "edit" ? open.person : null}
          locations={people.data.locations}
          onClose={() => setOpen(null)}
          onAdded={(answer) => {
            setOpen(null);
            setShown(answer);
          }}
        />
      )}
      <LinkDialog answer={shown} onClose={() => setShown(null)} />
      <ConfirmDialog
        open={disabling !== null}
        onOpenChange={(next) => {
          if (next) return;
          setOpen(null);
          change.reset();
        }}
        title={`Disable ${disabling?.name ?? ""}?`}
        sentence="Every device they are signed in on is signed out at once, and they cannot sign in until you enable them again. What they did stays in the audit."
        confirmLabel="Disable"
        tone="danger"
        busy={change.isPending}
        error={change.error?.message}
        onConfirm={() =>
          disabling &&
          change.mutate(
            { userId: disabling.userId, change: { disabled: true } },
            { onSuccess: () => setOpen(null) },
          )
        }
      />
      <ConfirmDialog
        open={resetting !== null}
        onOpenChange={(next) => {
          if (next) return;
          setOpen(null);
          reset.reset();
        }}
        title={`Reset the second factor of ${resetting?.name ?? ""}?`}
        sentence="Their authenticator app, passkeys and recovery codes stop working and every device is signed out. Until they set up a new factor their password alone lets them in, so make sure it is really them who asked."
        confirmLabel="Reset"
        tone="danger"
        busy={reset.isPending}
        error={reset.error?.message}
        onConfirm={() => resetting && reset.mutate(resetting.userId, { onSuccess: () => setOpen(null) })}
      />
    </>
  );
}
