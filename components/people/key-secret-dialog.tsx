import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogClose } from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";

/** Shows a new secret, this once. */
export function KeySecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  return (
    <Dialog
      open={secret !== null}
      onOpenChange={(open) => !open && onClose()}
      size="sm"
      title="Your new API key"
      description="Copy it now: it is not shown again."
      footer={
        <DialogClose asChild>
          <Button variant="primary">Done</Button>
        </DialogClose>
      }
    >
      {secret && (
        <div className="flex items-center gap-1">
          <Input readOnly aria-label="API key" className="font-mono text-meta" value={secret} />
          <CopyButton text={secret} what="API key" />
        </div>
      )}
    </Dialog>
  );
}
