"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Progress } from "@/components/ui/progress";
import { bytes, plural } from "@/lib/format";
import { type BatchView, MAX_PART_BYTES } from "@/lib/imports/schema";
import { isWhole } from "../batch-words";
import { handOverFile } from "../chosen-file";
import { DropZone } from "../drop-zone";
import { hashOf } from "../preview/upload-file";

/** An upload that broke off: what is there is kept, and the same file goes on where it stopped. */
export function ReceivingCard({ batch }: { batch: BatchView }) {
  const router = useRouter();
  const [trouble, setTrouble] = useState<string | null>(null);
  const parts = Math.ceil(batch.fileSize / MAX_PART_BYTES);
  const { batchId, locationId } = batch;
  const preview = `/imports/new?${new URLSearchParams({ locationId, batchId })}`;

  async function take(file: File): Promise<void> {
    setTrouble(null);
    const fileHash = await hashOf(file);
    if (batch.fileHash !== null && (file.size !== batch.fileSize || fileHash !== batch.fileHash)) {
      setTrouble(
        `${file.name} is not the file whose upload was begun, or it has changed since. Choose ${batch.fileName} as it was, or start a new import.`,
      );
      return;
    }
    handOverFile(file);
    router.push(preview);
  }

  if (isWhole(batch))
    return (
      <Card className="flex flex-wrap items-center gap-3 p-4">
        <p className="min-w-0 flex-1">
          <b className="font-semibold">The whole file is here.</b> Look at its rows, repair what needs it, and
          schedule them.
        </p>
        <Button asChild variant="primary">
          <Link href={preview}>Check the rows</Link>
        </Button>
      </Card>
    );

  return (
    <Card className="flex flex-col gap-3 p-4">
      <h2 className="font-semibold">
        {batch.parts.length} of {plural(parts, "part")} of the file are here
      </h2>
      <Progress label="Parts of the file" done={batch.parts.length} total={parts} />
      <p className="text-[13px] text-muted">
        {batch.fileName}, {bytes(batch.fileSize)}. Choose the same file again: it is looked at as before, with
        every repair that was kept, and only what is missing is sent.
      </p>
      <DropZone onFile={(file) => void take(file)} />
      {trouble && (
        <p role="alert" className="text-bad">
          {trouble}
        </p>
      )}
    </Card>
  );
}
