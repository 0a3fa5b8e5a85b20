"use client";

import { LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import {
  DropdownMenu,
  MenuItem,
  MenuLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuSeparator,
} from "@/components/ui/dropdown-menu";
import type { Role } from "@/lib/context";
import type { ShellUser } from "./shell-types";
import { chooseTheme, currentTheme, isTheme, type Theme } from "./theme";

const ROLE_WORD: Record<Role, string> = { viewer: "Viewer", marketer: "Marketer", admin: "Admin" };
const THEME_WORD: Record<Theme, string> = { light: "Light", dark: "Dark", system: "As the system" };

// Every page has this menu, hardly any visit ends here: the code that signs out comes when it is asked for.
async function leave() {
  const { signOut } = await import("next-auth/react");
  await signOut({ callbackUrl: "/sign-in" });
}

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ user }: { user: ShellUser }) {
  const [theme, setTheme] = useState<Theme>("system");
  return (
    <DropdownMenu
      className="w-60"
      trigger={
        <button
          type="button"
          aria-label={`Menu of ${user.name}`}
          onPointerDown={() => setTheme(currentTheme())}
          onKeyDown={() => setTheme(currentTheme())}
          className="grid size-8 shrink-0 place-items-center rounded-full pointer-coarse:size-11"
        >
          <Avatar name={user.name} className="bg-series-5 text-white" />
        </button>
      }
    >
      <div className="px-2 py-1.5">
        <p className="truncate font-medium">{user.name}</p>
        <p className="truncate text-meta text-muted">{user.email}</p>
        <p className="text-meta text-muted">{ROLE_WORD[user.role]}</p>
      </div>
      <MenuSeparator />
      <MenuItem asChild>
        <Link href="/account">
          <UserRound aria-hidden />
          Your account
        </Link>
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Theme</MenuLabel>
      <MenuRadioGroup
        value={theme}
        onValueChange={(value) => {
          if (!isTheme(value)) return;
          setTheme(value);
          void chooseTheme(value);
        }}
      >
        {(["light", "dark", "system"] as const).map((value) => (
          <MenuRadioItem key={value} value={value} onSelect={(event) => event.preventDefault()}>
            {THEME_WORD[value]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => void leave()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </DropdownMenu>
  );
}
