"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";

/** Asks before edits are lost: on closing the tab through the browser, on following a link through a dialog. */
export function LeaveGuard({ active }: { active: boolean }) {
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
      title="Leave without scheduling?"
      sentence="The edits made here are in this tab only. Download the corrected file first to keep them."
      confirmLabel="Leave and drop the edits"
      cancelLabel="Stay"
      tone="danger"
      onConfirm={() => goal && router.push(goal)}
    />
  );
}
