"use client";

import { LogOut, Monitor, Moon, Sun, UserRound } from "lucide-react";
import { useTheme } from "next-themes";
import { Avatar } from "@/components/ui/avatar";
import { MenuButton } from "@/components/ui/menu-button";

export type UserMenuProps = {
  name: string;
  email: string;
  /** The reader's own record. */
  profileHref?: string;
  /** A server action that ends the session. */
  signOut: () => Promise<void>;
};

const themes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "System", icon: Monitor },
];

/** Who is signed in, the theme, and the way out. */
export function UserMenu({ name, email, profileHref, signOut }: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <MenuButton
      variant="ghost"
      size="icon"
      aria-label="Your account"
      className="rounded-full"
      menuClassName="w-60"
      header={
        <div className="mb-1 border-b px-2 pt-1 pb-2">
          <p className="truncate font-medium text-sm">{name}</p>
          <p className="truncate text-muted-foreground text-xs">{email}</p>
        </div>
      }
      entries={[
        ...(profileHref ? [{ label: "Your profile", icon: UserRound, href: profileHref }] : []),
        ...themes.map((item, index) => ({
          label: item.label,
          icon: item.icon,
          isChecked: theme === item.value,
          startsGroup: index === 0 && profileHref !== undefined,
          staysOpen: true,
          onSelect: () => setTheme(item.value),
        })),
        { label: "Sign out", icon: LogOut, startsGroup: true, onSelect: () => void signOut() },
      ]}
    >
      <Avatar name={name} />
    </MenuButton>
  );
}
