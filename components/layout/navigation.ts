import {
  CalendarDays,
  Camera,
  ChartLine,
  FileSpreadsheet,
  LayoutDashboard,
  type LucideIcon,
  MapPin,
  Plug,
  ScrollText,
  Send,
  Settings,
  UserRound,
  Users,
} from "lucide-react";
import { hasRole, type Role } from "@/lib/context";

export type NavItem = {
  label: string;
  href: string;
  icon: LucideIcon;
  /** Which of the shell's counts stands beside it. */
  count?: "imports" | "connections" | "people";
  countTone?: "info" | "warn";
  /** The least role that may open it; left out: everybody. */
  role?: Role;
};

export const MAIN_PAGES: readonly NavItem[] = [
  { label: "Overview", href: "/overview", icon: LayoutDashboard },
  { label: "Snapshots", href: "/snapshots", icon: ChartLine },
  { label: "Locations", href: "/locations", icon: MapPin },
  { label: "Posts", href: "/posts", icon: CalendarDays },
  { label: "Imports", href: "/imports", icon: FileSpreadsheet, count: "imports", countTone: "info" },
  { label: "Delivery", href: "/delivery", icon: Send, role: "marketer" },
];

export const ADMIN_PAGES: readonly NavItem[] = [
  { label: "Connections", href: "/connections", icon: Plug, count: "connections", countTone: "warn" },
  { label: "People", href: "/people", icon: Users, count: "people", countTone: "warn" },
  { label: "Audit", href: "/audit", icon: ScrollText },
  { label: "Settings", href: "/settings", icon: Settings },
];

export const ACCOUNT_PAGE: NavItem = { label: "Your account", href: "/account", icon: UserRound };

/** What the command menu offers besides pages; `role` is the least that may do it. */
export const ACTIONS: readonly { label: string; href: string; icon: LucideIcon; role: Role }[] = [
  { label: "Import posts from a file", href: "/imports/new", icon: FileSpreadsheet, role: "marketer" },
  { label: "Capture snapshots", href: "/snapshots", icon: Camera, role: "marketer" },
  { label: "Connect to the Social Media API", href: "/connections", icon: Plug, role: "admin" },
  { label: "Add a person", href: "/people", icon: Users, role: "admin" },
];

/** The pages a role may open, in the sidebar's order. */
export function pagesFor(role: Role): { main: readonly NavItem[]; admin: readonly NavItem[] } {
  return {
    main: MAIN_PAGES.filter((page) => hasRole(role, page.role ?? "viewer")),
    admin: role === "admin" ? ADMIN_PAGES : [],
  };
}

/** True when the address is the page or lies below it. */
export function isUnder(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}
