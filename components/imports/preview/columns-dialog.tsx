"use client";

import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { NativeSelect } from "@/components/ui/native-select";
import { Table, Td, Th, Tr } from "@/components/ui/table";
import { FIELD_KEYS, FIELD_LABELS, type FieldKey } from "@/lib/csv/formats";
import type { ColumnMap } from "@/lib/csv/header";
import type { Summary } from "@/lib/csv/import-session";
import type { Sheet } from "./use-sheet";

type ColumnsDialogProps = {
  call: Sheet["call"];
  summary: Summary;
  onSave: (columns: (FieldKey | null)[]) => Promise<void>;
  onClose: () => void;
};

const BY: Record<NonNullable<ColumnMap["by"][number]>, string> = {
  name: "by its name",
  position: "by its place",
  content: "by its content",
  person: "by you",
};

/** Which column of the file is which field: name, sample, field, and how it was recognised. */
export function ColumnsDialog({ call, summary, onSave, onClose }: ColumnsDialogProps) {
  const { map } = summary;
  const [columns, setColumns] = useState(map.columns);
  const [busy, setBusy] = useState(false);
  const samples = useSamples(call);
  const twice = columns.find((key, at) => key !== null && columns.indexOf(key) !== at);
  const listed = map.columns.map((_, at) => ({
    at,
    // A column has no other identity than its place, which never changes.
    key: `column ${at}`,
    name: map.names[at]?.trim() || `Column ${at + 1}`,
  }));
  const changed = columns.some((key, at) => key !== map.columns[at]);

  async function save(): Promise<void> {
    setBusy(true);
    await onSave(columns);
    onClose();
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title="Columns"
      description={
        twice
          ? `Two columns are ${FIELD_LABELS[twice]}. Keep one of them.`
          : summary.canUndo && changed
            ? "Another reading starts from the file again: the edits made so far are dropped."
            : "What each column of the file is. Columns that are not used are kept out of every post."
      }
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            disabled={!changed || twice !== undefined}
            loading={busy}
            onClick={() => void save()}
          >
            Use these columns
          </Button>
        </>
      }
    >
      <Table label="Columns of the file">
        <thead>
          <tr>
            <Th>Column</Th>
            <Th className="max-md:hidden">First value</Th>
            <Th>Read as</Th>
            <Th className="max-md:hidden">Recognised</Th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ at, name, key }) => {
            const by = columns[at] === map.columns[at] ? map.by[at] : "person";
            return (
              <Tr key={key}>
                <Td className="max-w-44 truncate font-medium" title={name}>
                  {name}
                </Td>
                <Td className="max-w-56 truncate text-muted max-md:hidden" title={samples[at]}>
                  {samples[at] || "empty"}
                </Td>
                <Td>
                  <NativeSelect
                    aria-label={`Field of ${name}`}
                    className="w-52 max-md:w-40"
                    value={columns[at] ?? ""}
                    onChange={({ target }) =>
                      setColumns(
                        columns.map((key, index) =>
                          index === at ? (FIELD_KEYS.find((one) => one === target.value) ?? null) : key,
                        ),
                      )
                    }
                  >
                    <option value="">Not used</option>
                    {FIELD_KEYS.map((key) => (
                      <option key={key} value={key}>
                        {FIELD_LABELS[key]}
                      </option>
                    ))}
                  </NativeSelect>
                </Td>
                <Td className="whitespace-nowrap text-muted max-md:hidden">
                  {columns[at] === null ? "not used" : by ? BY[by] : ""}
                </Td>
              </Tr>
            );
          })}
        </tbody>
      </Table>
    </Dialog>
  );
}

/** The first filled cell of each column, used or not. */
function useSamples(call: Sheet["call"]): string[] {
  const [samples, setSamples] = useState<string[]>([]);
  useEffect(() => {
    let live = true;
    void call("columnSamples").then((found) => live && setSamples(found));
    return () => {
      live = false;
    };
  }, [call]);
  return samples;
}
