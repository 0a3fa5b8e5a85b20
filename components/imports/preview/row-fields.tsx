"use client";

import { useEffect, useId, useRef, useState } from "react";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { NativeSelect } from "@/components/ui/native-select";
import { Textarea } from "@/components/ui/textarea";
import { FIELD_KEYS, FIELD_LABELS, type FieldKey } from "@/lib/csv/formats";
import type { SessionRow } from "@/lib/csv/import-session";
import type { Preview } from "./use-preview";

const ALWAYS: readonly FieldKey[] = [
  "postAtSpecificTime",
  "content",
  "link",
  "imageUrls",
  "accounts",
  "tags",
];
const LONG: ReadonlySet<FieldKey> = new Set([
  "content",
  "followUpComment",
  "imageUrls",
  "videoUrls",
  "googleTermsConditions",
]);

/** Every field of the row that holds something or has an issue, each to be changed; others can be added. */
export function RowFields({ row, preview }: { row: SessionRow; preview: Preview }) {
  const [added, setAdded] = useState<FieldKey[]>([]);
  const withIssue = new Set(row.issues.flatMap((issue) => (issue.field ? [issue.field] : [])));
  const shown = FIELD_KEYS.filter(
    (key) => ALWAYS.includes(key) || row.fields[key] || withIssue.has(key) || added.includes(key),
  );
  return (
    <section aria-label="Fields of the row" className="flex flex-col gap-3 border-t pt-3">
      <h3 className="font-semibold text-[13px]">Fields</h3>
      {shown.map((field) => (
        <FieldEditor
          key={field}
          field={field}
          value={row.fields[field] ?? ""}
          wanted={preview.wantedField === field}
          onSave={(value) => void preview.sheet.change("edit", row.row, field, value)}
        />
      ))}
      <NativeSelect
        aria-label="Add a field"
        value=""
        onChange={({ target }) => {
          const key = FIELD_KEYS.find((one) => one === target.value);
          if (key) setAdded((before) => [...before, key]);
        }}
      >
        <option value="">Add a field</option>
        {FIELD_KEYS.filter((key) => !shown.includes(key)).map((key) => (
          <option key={key} value={key}>
            {FIELD_LABELS[key]}
          </option>
        ))}
      </NativeSelect>
    </section>
  );
}

type FieldEditorProps = {
  field: FieldKey;
  value: string;
  /** Somebody asked to edit it elsewhere. */
  wanted: boolean;
  onSave: (value: string) => void;
};

/** Saves on leaving the field and on Enter; Esc gives the old value back. */
function FieldEditor({ field, value, wanted, onSave }: FieldEditorProps) {
  const id = useId();
  const control = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  useEffect(() => {
    if (!wanted) return;
    control.current?.focus();
    control.current?.scrollIntoView({ block: "center" });
  }, [wanted]);
  const shared = {
    id,
    value: text,
    onBlur: () => text !== value && onSave(text),
    className: "text-[13px]",
  };
  function onKey(key: string, newLine: boolean): void {
    if (key === "Escape") setText(value);
    if (key === "Escape" || (key === "Enter" && !newLine)) control.current?.blur();
  }
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id} className="text-meta">
        {FIELD_LABELS[field]}
      </Label>
      {LONG.has(field) ? (
        <Textarea
          {...shared}
          ref={control}
          rows={field === "content" ? 5 : 2}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.stopPropagation();
            onKey(event.key, true);
          }}
        />
      ) : (
        <Input
          {...shared}
          ref={control}
          onChange={({ target }) => setText(target.value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") event.stopPropagation();
            onKey(event.key, false);
          }}
        />
      )}
    </div>
  );
}
