"use client";

import { Dialog } from "@/components/ui/dialog";
import { Kbd } from "@/components/ui/kbd";
import { useModKey } from "@/components/ui/mod-key";

const keysWith = (search: string): readonly { keys: readonly string[]; does: string }[] => [
  { keys: [search], does: "Search or run a command" },
  { keys: ["/"], does: "Search on this page" },
  { keys: ["J", "K"], does: "Next and previous row of a table" },
  { keys: ["Enter"], does: "Open the row" },
  { keys: ["Esc"], does: "Close what is open" },
  { keys: ["?"], does: "This list" },
];

export function KeyboardHelp(props: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      {...props}
      size="sm"
      title="Keys"
      description="They rest while you type in a field. Some pages list more of their own."
    >
      <dl className="flex flex-col">
        {keysWith(useModKey("K")).map((entry) => (
          <div key={entry.does} className="flex items-center gap-3 border-b py-2 last:border-b-0">
            <dt className="flex w-32 shrink-0 gap-1">
              {entry.keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd className="m-0">{entry.does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
