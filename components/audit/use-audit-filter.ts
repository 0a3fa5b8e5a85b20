"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
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
  const change = (part: AuditFilter) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries({ ...filter, ...part })) if (value) query.set(name, value);
    const text = query.toString();
    router.replace(text ? `${pathname}?${text}` : pathname, { scroll: false });
  };
  const reset = () => router.replace(pathname, { scroll: false });
  return { filter, change, reset, isDefault: Object.keys(filter).length === 0 };
}
