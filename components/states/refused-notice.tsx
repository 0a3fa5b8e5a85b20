"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "./notice";

/** Somebody was led here from a page that their role does not open. Said once: the address is clean afterwards. */
export function RefusedNotice() {
  const [open, setOpen] = useState(true);
  useEffect(() => {
    const { pathname, search } = window.location;
    const query = new URLSearchParams(search);
    query.delete("refused");
    const text = query.toString();
    window.history.replaceState(null, "", text ? `${pathname}?${text}` : pathname);
  }, []);
  if (!open) return null;
  return (
    <Notice
      tone="info"
      title="Your role does not open this page"
      action={
        <Button size="sm" onClick={() => setOpen(false)}>
          Close
        </Button>
      }
    >
      Ask an admin of your agency if you need it. This is the overview instead.
    </Notice>
  );
}
