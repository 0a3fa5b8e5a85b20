"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { IconButton } from "./icon-button";

/** Copies `text`. `what` completes the label: "Copy reference". */
export function CopyButton({ text, what, className }: { text: string; what: string; className?: string }) {
  const [state, setState] = useState<"ready" | "copied" | "refused">("ready");
  useEffect(() => {
    if (state === "ready") return;
    const timer = setTimeout(() => setState("ready"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const label = {
    ready: `Copy ${what}`,
    copied: "Copied",
    refused: "The browser refused to copy. Select the text instead.",
  }[state];
  return (
    <>
      <IconButton
        size="sm"
        label={label}
        className={className}
        onClick={() =>
          navigator.clipboard.writeText(text).then(
            () => setState("copied"),
            () => setState("refused"),
          )
        }
      >
        {state === "copied" ? <Check aria-hidden /> : <Copy aria-hidden />}
      </IconButton>
      <span role="status" className="sr-only">
        {state === "ready" ? "" : label}
      </span>
    </>
  );
}
