"use client";

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
import { forgetFile, handedOverFile, handOverFile } from "./chosen-file";
import { DropZone } from "./drop-zone";
import { PreviewWorkspace } from "./preview/preview-workspace";
import { TemplateMenu } from "./template-menu";

/** Choosing a file, then looking at it. The location stands in the address, the file only in this tab. */
export function NewImportView({ isAdmin }: { isAdmin: boolean }) {
  const router = useRouter();
  const locationId = useSearchParams().get("locationId");
  const locations = useLocations();
  const [file, setFile] = useState<File | null>(null);
  // After the first drawing: the server knows of no file.
  useEffect(() => setFile(handedOverFile()), []);

  const known = (locations.data?.locations ?? []).filter((location) => location.status !== "removed");
  const only = known.length === 1 ? known[0] : undefined;
  const location = known.find((one) => one.id === locationId) ?? only ?? null;

  if (file && (locations.isPending || known.length > 0))
    return (
      <PreviewWorkspace
        key={`${file.name} ${file.size} ${file.lastModified}`}
        file={file}
        locations={known}
        location={location}
        onLocation={(id) => router.replace(`/imports/new?locationId=${encodeURIComponent(id)}`)}
        onAnother={() => {
          forgetFile();
          setFile(null);
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
      {locations.isPending ? (
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
          onFile={(chosen) => {
            handOverFile(chosen);
            setFile(chosen);
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
