"use client";

import { useQuery } from "@tanstack/react-query";
import { MapPin, PlugZap } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { PageHeader } from "@/components/layout/page-header";
import { useLocations } from "@/components/layout/queries";
import { EmptyState } from "@/components/states/empty-state";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { DraftView } from "@/lib/imports/draft-schema";
import { forgetFile, handedOverFile, handOverFile } from "./chosen-file";
import { DropZone } from "./drop-zone";
import { PreviewWorkspace } from "./preview/preview-workspace";
import { draftQuery } from "./queries";
import { TemplateMenu } from "./template-menu";

type Chosen = { file: File; draft: DraftView | null };

/** Choosing a file, then looking at it. The address names the location and, once something was repaired, the import. */
export function NewImportView({ isAdmin }: { isAdmin: boolean }) {
  const router = useRouter();
  const search = useSearchParams();
  const locationId = search.get("locationId");
  const locations = useLocations();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  // A file that was begun before, here or elsewhere: the address names it. One that is open already only got its address.
  const [begun, setBegun] = useState(search.get("batchId"));
  const resumed = useQuery({ ...draftQuery(begun ?? ""), enabled: begun !== null && chosen === null });
  useEffect(() => {
    if (chosen) return;
    const handed = handedOverFile();
    if (begun === null) {
      if (handed) setChosen({ file: handed, draft: null });
      return;
    }
    if (!resumed.data) return;
    const { draft } = resumed.data;
    const file = resumed.data.file ?? (handed?.size === draft.fileSize ? handed : null);
    if (file) setChosen({ file, draft });
    else router.replace(`/imports/${begun}`);
  }, [begun, resumed.data, chosen, router]);
  const file = chosen?.file ?? null;

  const known = (locations.data?.locations ?? []).filter((location) => location.status !== "removed");
  const only = known.length === 1 ? known[0] : undefined;
  const location = known.find((one) => one.id === (locationId ?? chosen?.draft?.locationId)) ?? only ?? null;

  if (chosen && file && (locations.isPending || known.length > 0))
    return (
      <PreviewWorkspace
        key={`${file.name} ${file.size} ${file.lastModified}`}
        file={file}
        draft={chosen.draft}
        isAdmin={isAdmin}
        locations={known}
        location={location}
        onLocation={(id) => {
          // The import that is kept so far stays named until another one takes its place.
          const next = new URLSearchParams(search);
          next.set("locationId", id);
          router.replace(`/imports/new?${next}`);
        }}
        onAnother={() => {
          forgetFile();
          // What was kept of the other file is found again in the list of open files.
          window.history.replaceState(
            null,
            "",
            location ? `/imports/new?locationId=${encodeURIComponent(location.id)}` : "/imports/new",
          );
          setBegun(null);
          setChosen(null);
        }}
      />
    );
  return (
    <>
      <PageHeader
        title="New import"
        breadcrumbs={[{ label: "Imports", href: "/imports" }, { label: "New import" }]}
        facts={location ? [location.name, `Times in ${location.timezone}`] : []}
      />
      {begun !== null && resumed.isError ? (
        <Card>
          <ErrorState
            title="The repairs of this file could not be read"
            error={resumed.error}
            onRetry={() => resumed.refetch()}
            retrying={resumed.isFetching}
            action={
              <Button asChild>
                <Link href={`/imports/${begun}`}>Open the import</Link>
              </Button>
            }
          />
        </Card>
      ) : begun !== null ? (
        <Card>
          <LoadingState label="Reading the file and its repairs" />
        </Card>
      ) : locations.isPending ? (
        <Card>
          <LoadingState label="Loading locations" />
        </Card>
      ) : locations.isError ? (
        <Card>
          <ErrorState
            title="Your locations could not be read"
            error={locations.error}
            onRetry={() => locations.refetch()}
            retrying={locations.isFetching}
          />
        </Card>
      ) : known.length === 0 ? (
        <NoLocation connected={locations.data.connected} isAdmin={isAdmin} />
      ) : (
        <DropZone
          large
          extra={<TemplateMenu />}
          onFile={(next) => {
            handOverFile(next);
            setChosen({ file: next, draft: null });
          }}
        />
      )}
    </>
  );
}

function NoLocation({ connected, isAdmin }: { connected: boolean; isAdmin: boolean }) {
  return (
    <Card>
      <EmptyState
        icon={connected ? MapPin : PlugZap}
        title={connected ? "No location to import to" : "Nothing is connected yet"}
        action={
          !connected &&
          isAdmin && (
            <Button asChild variant="primary">
              <Link href="/connections">Connect agency</Link>
            </Button>
          )
        }
      >
        {isAdmin
          ? "Posts are scheduled at locations of your agency, which come from the Social Media API."
          : "No location was granted to you yet. Ask an admin of your agency."}
      </EmptyState>
    </Card>
  );
}
