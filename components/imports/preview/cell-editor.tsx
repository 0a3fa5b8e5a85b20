"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { cn } from "@/components/ui/cn";

type CellEditorProps = {
  label: string;
  value: string;
  /** Grows over the rows below; Shift Enter makes a new line. */
  multiline: boolean;
  onSave: (value: string) => void;
  onCancel: () => void;
};

/** Lies over its cell. Enter and leaving it save, Esc does not. */
export function CellEditor({ label, value, multiline, onSave, onCancel }: CellEditorProps) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLTextAreaElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function end(save: boolean): void {
    if (ended.current) return;
    ended.current = true;
    if (save && text !== value) onSave(text);
    else onCancel();
  }

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === "Escape") end(false);
    else if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      end(true);
    }
  }

  return (
    <textarea
      ref={field}
      aria-label={label}
      value={text}
      rows={multiline ? 5 : 1}
      spellCheck={multiline}
      onChange={(event) => setText(multiline ? event.target.value : event.target.value.replaceAll("\n", " "))}
      onKeyDown={onKeyDown}
      onBlur={() => end(true)}
      onDoubleClick={(event) => event.stopPropagation()}
      className={cn(
        "absolute top-0 left-0 z-20 min-h-full w-full resize-none border-2 border-primary bg-surface px-1.5 py-1 text-foreground shadow-float outline-none",
        multiline ? "min-w-80" : "min-w-44",
      )}
    />
  );
}
