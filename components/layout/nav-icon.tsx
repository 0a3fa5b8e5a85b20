"use client";

import type { LucideIcon } from "lucide-react";
import { useLinkStatus } from "next/link";
import { cn } from "@/components/ui/cn";

/** A page's sign inside its link; it pulses while the page is on its way. */
export function NavIcon({ icon: Icon, className }: { icon: LucideIcon; className?: string }) {
  const { pending } = useLinkStatus();
  return <Icon className={cn(className, pending && "animate-pulse [animation-delay:150ms]")} aria-hidden />;
}
