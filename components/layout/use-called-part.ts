"use client";

import { type ComponentType, useCallback, useState } from "react";
import { toast } from "sonner";

/** A part that most visits never open: its code comes when it is first called. `load` is a function of the module. */
export function useCalledPart<P>(load: () => Promise<ComponentType<P>>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null);
  const [open, setOpen] = useState(false);
  const turn = useCallback(
    (next: boolean) => {
      setOpen(next);
      if (!next) return;
      load().then(
        (loaded) => setPart(() => loaded),
        () => {
          setOpen(false);
          toast.error("This could not be loaded. Check your connection and try again.");
        },
      );
    },
    [load],
  );
  return { Part, open, turn };
}
