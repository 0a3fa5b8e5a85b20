import type { Role } from "@/lib/context";

export type ShellUser = { name: string; email: string; role: Role };

/** Work that waits, in a word: "1 running", "2". Left out when there is none. */
export type ShellCounts = { imports?: string; connections?: string; people?: string };
