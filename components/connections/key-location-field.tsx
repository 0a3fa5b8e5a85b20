"use client";

import { useLocations } from "@/components/layout/queries";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { NativeSelect } from "@/components/ui/native-select";

/** Where a pasted key reaches: the agency, or one location. */
export type KeyPlace = { kind: "agency" } | { kind: "location" | "other"; locationId: string };

type KeyLocationFieldProps = {
  value: KeyPlace;
  /** Nothing is connected yet. */
  first: boolean;
  onChange: (place: KeyPlace) => void;
  error?: string | undefined;
};

/** A location of the list; its id is typed only where the product does not know the location yet. */
export function KeyLocationField({ value, first, onChange, error }: KeyLocationFieldProps) {
  const locations = useLocations().data?.locations ?? [];
  const typed = value.kind === "other";
  return (
    <>
      <Field label="Made for" error={typed ? undefined : error}>
        <NativeSelect
          value={value.kind === "location" ? value.locationId : value.kind}
          onChange={({ target }) =>
            onChange(
              target.value === "agency"
                ? { kind: "agency" }
                : target.value === "other"
                  ? { kind: "other", locationId: "" }
                  : { kind: "location", locationId: target.value },
            )
          }
        >
          <option value="agency">
            {first ? "The whole agency, once it is connected" : "The whole agency"}
          </option>
          {locations.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          <option value="other">{first ? "One location" : "A location that is not listed here"}</option>
        </NativeSelect>
      </Field>
      {typed && (
        <Field label="Location id" hint="As it stands at the Social Media API." error={error}>
          <Input
            required
            autoComplete="off"
            spellCheck={false}
            value={value.locationId}
            onChange={(event) => onChange({ kind: "other", locationId: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
