"use client";

import { Command } from "cmdk";
import { CircleHelp, Keyboard, MapPin, SunMoon } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { HELP_HASH } from "@/components/help/help-drawer";
import { hasRole } from "@/lib/context";
import { commandInputStyle, commandItemStyle } from "./command-style";
import { ACCOUNT_PAGE, ACTIONS, pagesFor } from "./navigation";
import { useLocations } from "./queries";
import type { ShellUser } from "./shell-types";
import { chooseTheme, THEMES } from "./theme";

export type CommandMenuProps = {
  user: ShellUser;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onKeys: () => void;
};

/** Everything reachable by typing: pages, actions, locations. */
export function CommandMenu({ user, open, onOpenChange, onKeys }: CommandMenuProps) {
  const router = useRouter();
  const locations = useLocations(open).data?.locations ?? [];
  const pages = pagesFor(user.role);
  const run = (action: () => void) => () => {
    onOpenChange(false);
    action();
  };
  const visit = (href: string) => run(() => router.push(href));
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-overlay" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12vh] z-40 mx-auto max-w-xl animate-appear overflow-hidden rounded-card border bg-surface shadow-float outline-none"
        >
          <Radix.Title className="sr-only">Search or run a command</Radix.Title>
          <Command label="Search or run a command" loop>
            <Command.Input placeholder="Search or run a command" className={commandInputStyle} />
            <Command.List className="max-h-[60vh] overflow-y-auto p-1">
              <Command.Empty className="px-3 py-6 text-center text-muted">
                Nothing matches. Try a page or the name of a location.
              </Command.Empty>
              <Group heading="Pages">
                {[...pages.main, ...pages.admin, ACCOUNT_PAGE].map(({ href, label, icon: Icon }) => (
                  <Command.Item key={href} value={label} onSelect={visit(href)} className={commandItemStyle}>
                    <Icon aria-hidden />
                    {label}
                  </Command.Item>
                ))}
              </Group>
              <Group heading="Actions">
                {ACTIONS.filter((action) => hasRole(user.role, action.role)).map(
                  ({ href, label, icon: Icon }) => (
                    <Command.Item
                      key={label}
                      value={label}
                      onSelect={visit(href)}
                      className={commandItemStyle}
                    >
                      <Icon aria-hidden />
                      {label}
                    </Command.Item>
                  ),
                )}
                {THEMES.map((theme) => (
                  <Command.Item
                    key={theme}
                    value={`Theme: ${theme}`}
                    onSelect={run(() => chooseTheme(theme))}
                    className={commandItemStyle}
                  >
                    <SunMoon aria-hidden />
                    Theme: {theme}
                  </Command.Item>
                ))}
                <Command.Item
                  value="Help and terms"
                  onSelect={run(() => window.location.assign(HELP_HASH))}
                  className={commandItemStyle}
                >
                  <CircleHelp aria-hidden />
                  Help and terms
                </Command.Item>
                <Command.Item value="Keys of this page" onSelect={run(onKeys)} className={commandItemStyle}>
                  <Keyboard aria-hidden />
                  Keyboard help
                </Command.Item>
              </Group>
              {locations.length > 0 && (
                <Group heading="Locations">
                  {locations.map((location) => (
                    <Command.Item
                      key={location.id}
                      value={`${location.name} ${location.id}`}
                      keywords={[location.city ?? "", location.category ?? ""]}
                      onSelect={visit(`/locations/${encodeURIComponent(location.id)}`)}
                      className={commandItemStyle}
                    >
                      <MapPin aria-hidden />
                      <span className="min-w-0 flex-1 truncate">{location.name}</span>
                      {location.city && <span className="text-meta text-muted">{location.city}</span>}
                    </Command.Item>
                  ))}
                </Group>
              )}
            </Command.List>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Group({ heading, children }: { heading: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}
