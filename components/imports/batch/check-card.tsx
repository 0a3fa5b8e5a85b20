"use client";

import { useState } from "react";
import { sentenceOf } from "@/components/states/error-state";
import { ProgressPanel } from "@/components/states/progress-panel";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { BatchView } from "@/lib/imports/schema";
import { useSteerBatch } from "../queries";

/** How far the server is with reading and checking the file; nothing of it is sent anywhere meanwhile. */
export function CheckCard({ batch, canSteer }: { batch: BatchView; canSteer: boolean }) {
  const steer = useSteerBatch(batch.batchId);
  const [openedAt] = useState(() => Date.now());
  if (!batch.check) return null;
  const counting = batch.check.total === null;
  return (
    <Card className="p-4">
      <ProgressPanel
        label={counting ? "Reading the file" : "Checking every row"}
        done={batch.check.rows}
        total={batch.check.total}
        startedAt={openedAt}
        note={
          <>
            {counting
              ? "First the whole file is looked through: how many rows, which columns, which locations."
              : "Each row is checked for the accounts it goes to. You may leave this page; it goes on."}
            {steer.isError && (
              <span role="alert" className="block text-bad">
                {sentenceOf(steer.error)}
              </span>
            )}
          </>
        }
        action={
          canSteer && (
            <Button size="sm" loading={steer.isPending} onClick={() => steer.mutate("cancel")}>
              Cancel the check
            </Button>
          )
        }
      />
    </Card>
  );
}
