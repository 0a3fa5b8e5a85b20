"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef } from "react";
import { type AuditFilter, auditFilter } from "@/lib/audit/schema";

const NAMES = ["action", "person", "location", "from", "to"] as const;

/** The filter of the page's address; a value that cannot be read counts as none. */
export function useAuditFilter() {
  const search = useSearchParams();
  const pathname = usePathname();
  const router = useRouter();
  const filter: AuditFilter = Object.fromEntries(
    NAMES.flatMap((name) => {
      const value = search.get(name);
      return value && auditFilter.shape[name].safeParse(value).success ? [[name, value]] : [];
    }),
  );
  // Two choices may follow each other before the address has changed: the second builds on the first.
  const asked = useRef<{ filter: AuditFilter; text: string } | null>(null);
  useEffect(() => {
    if (asked.current?.text === search.toString()) asked.current = null;
  }, [search]);
  const change = (part: AuditFilter) => {
    const next = { ...(asked.current?.filter ?? filter), ...part };
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(next)) if (value) query.set(name, value);
    const text = query.toString();
    asked.current = { filter: next, text };
    router.replace(text ? `${pathname}?${text}` : pathname, { scroll: false });
  };
  const reset = () => {
    asked.current = { filter: {}, text: "" };
    router.replace(pathname, { scroll: false });
  };
  return { filter, change, reset, isDefault: Object.keys(filter).length === 0 };
}
