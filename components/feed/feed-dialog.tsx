"use client";

import { SecretDialog } from "@/components/people/secret-dialog";
import { useCreateFeedToken } from "./queries";

type FeedDialogProps = {
  locations: readonly { locationId: string; name: string }[];
  onClose: () => void;
  onCreated: (created: { secret: string; url: string }) => void;
};

export function FeedDialog({ locations, onClose, onCreated }: FeedDialogProps) {
  const create = useCreateFeedToken();
  return (
    <SecretDialog
      title="Add a feed token"
      description="It reads the snapshots of its locations and nothing else, and ends when its maker stops being an admin."
      confirmLabel="Add token"
      nameHint="What reads the feed."
      defaultDays="365"
      locations={locations}
      busy={create.isPending}
      error={create.error}
      onClose={onClose}
      onSubmit={(input) => create.mutate(input, { onSuccess: onCreated })}
    />
  );
}
