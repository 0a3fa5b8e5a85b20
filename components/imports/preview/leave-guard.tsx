"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import type { Keeping } from "./use-kept-repairs";

/** Asks before repairs that are not kept yet are lost: on closing the tab through the browser, on following a link through a dialog. */
export function LeaveGuard({ active, keeping }: { active: boolean; keeping: Keeping }) {
  const router = useRouter();
  const [goal, setGoal] = useState<string | null>(null);
  useEffect(() => {
    if (!active) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
        return;
      const link = event.target instanceof Element ? event.target.closest("a") : null;
      if (!link || link.target === "_blank" || link.origin !== location.origin || link.hash) return;
      event.preventDefault();
      event.stopPropagation();
      setGoal(link.pathname + link.search);
    };
    window.addEventListener("beforeunload", onUnload);
    // Before the router hears of it.
    document.addEventListener("click", onClick, true);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
    };
  }, [active]);
  return (
    <ConfirmDialog
      open={goal !== null}
      onOpenChange={(open) => !open && setGoal(null)}
      title={
        keeping.step === "sending"
          ? "Leave while the file is being sent?"
          : "Leave before the repairs are kept?"
      }
      sentence={
        keeping.step === "sending"
          ? "Your repairs are kept, but the rest of the file is not. You would have to choose the same file again to go on."
          : "The last repairs are in this tab only. Stay until they are kept, or download the corrected file."
      }
      confirmLabel={keeping.step === "sending" ? "Leave" : "Leave and drop them"}
      cancelLabel="Stay"
      tone="danger"
      onConfirm={() => goal && router.push(goal)}
    />
  );
}
