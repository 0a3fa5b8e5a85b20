"use client";

import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ApiError } from "@/lib/http/api-client";

type KeyFieldProps = { value: string; onChange: (value: string) => void; error: unknown };

/** A pasted key. It is not shown again after it was stored, and a refused one stays in the field. */
export function KeyField({ value, onChange, error }: KeyFieldProps) {
  return (
    <Field
      label="Key"
      hint="Private integration keys start with pit- and have 40 characters. It is tried before it is stored."
      error={fieldError(error, "key")}
    >
      <Input
        type="password"
        autoComplete="off"
        spellCheck={false}
        required
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}

/** The sentence for one field of a refused form. */
export function fieldError(error: unknown, name: string): string | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.fields.find(({ path }) => path === `body.${name}`)?.message;
}

/** Whether a refusal already stands beside the fields it is about. */
export function hasFieldError(error: unknown): boolean {
  return ["key", "label", "locationId"].some((name) => fieldError(error, name) !== undefined);
}
