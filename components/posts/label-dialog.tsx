"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorState } from "@/components/states/error-state";
import { LoadingState } from "@/components/states/loading-state";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { NativeSelect } from "@/components/ui/native-select";
import { RadioGroup } from "@/components/ui/radio-group";
import { plural } from "@/lib/format";
import type { ChangePostsInput } from "@/lib/posts/change-schema";
import type { ChosenPost } from "@/lib/posts/schema";
import { ChangeDialog } from "./change-dialog";
import { groupsForChange } from "./chosen-groups";
import { labelsQuery, usePreview } from "./queries";

type LabelDialogProps = {
  kind: "category" | "tags";
  /** Categories and tags belong to one location. */
  locationId: string;
  posts: readonly ChosenPost[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onStarted: (changeIds: string[]) => void;
};

/** Gives posts a category or tags, or takes them away. */
export function LabelDialog({ kind, locationId, posts, ...dialog }: LabelDialogProps) {
  const labels = useQuery(labelsQuery(locationId));
  const [categoryId, setCategoryId] = useState<string | null>(null);
  const [touched, setTouched] = useState(false);
  const [mode, setMode] = useState<"add" | "remove" | "set">("add");
  const [tagIds, setTagIds] = useState<string[]>([]);
  const preview = usePreview();
  const change = (apply: () => void) => {
    apply();
    setTouched(true);
    preview.reset();
  };
  const says = kind === "category" ? touched : tagIds.length > 0 || mode === "set";
  const requests = groupsForChange(new Map([[locationId, posts]])).map(
    (group): ChangePostsInput =>
      kind === "category" ? { kind, ...group, categoryId } : { kind, ...group, mode, tagIds },
  );
  const names = new Map(
    [...(labels.data?.tags ?? []), ...(labels.data?.categories ?? [])].map(({ id, name }) => [id, name]),
  );
  return (
    <ChangeDialog
      {...dialog}
      title={`${kind === "category" ? "Category" : "Tags"} of ${plural(posts.length, "post")}`}
      description="Everything else of each post stays. Published posts are left as they are."
      verb="Change"
      requests={says ? requests : null}
      names={names}
      preview={preview}
    >
      {labels.isPending ? (
        <LoadingState label="Loading categories and tags" rows={2} />
      ) : labels.isError ? (
        <ErrorState heading="h3" error={labels.error} onRetry={() => void labels.refetch()} />
      ) : kind === "category" ? (
        <Field label="New category">
          <NativeSelect
            value={touched ? (categoryId ?? "none") : ""}
            onChange={(event) =>
              change(() => setCategoryId(event.target.value === "none" ? null : event.target.value))
            }
          >
            <option value="" disabled>
              Choose a category
            </option>
            <option value="none">No category</option>
            {labels.data.categories.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </Field>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2">
          <fieldset>
            <legend className="mb-1.5 font-medium">What to do</legend>
            <RadioGroup
              label="What to do with the tags"
              value={mode}
              onValueChange={(next) => change(() => setMode(next))}
              options={[
                { value: "add", label: "Add these tags" },
                { value: "remove", label: "Take these tags away" },
                { value: "set", label: "Have exactly these tags" },
              ]}
            />
          </fieldset>
          <fieldset className="flex max-h-48 flex-col gap-2 overflow-y-auto">
            <legend className="mb-1.5 font-medium">Tags</legend>
            {labels.data.tags.length === 0 && (
              <p className="text-muted">This location has no tags. Add them in the social planner.</p>
            )}
            {labels.data.tags.map(({ id, name }) => (
              <Checkbox
                key={id}
                label={name}
                checked={tagIds.includes(id)}
                onCheckedChange={(on) =>
                  change(() =>
                    setTagIds(on === true ? [...tagIds, id] : tagIds.filter((other) => other !== id)),
                  )
                }
              />
            ))}
          </fieldset>
        </div>
      )}
    </ChangeDialog>
  );
}
