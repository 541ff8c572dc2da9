import type { ReactNode } from "react";
import { CommandButton, type CommandButtonProps } from "@/components/layout/command-button";
import { EnvironmentSwitcher, type EnvironmentSwitcherProps } from "@/components/layout/environment-switcher";
import { Logo } from "@/components/layout/logo";
import { MobileSidebar } from "@/components/layout/mobile-sidebar";
import type { NavigationGroup } from "@/components/layout/navigation";
import { SidebarNav } from "@/components/layout/sidebar-nav";
import { UserMenu, type UserMenuProps } from "@/components/layout/user-menu";

/** The frame of the dashboard: sidebar, top bar, and the page in between. The window scrolls, not a box in it. */
export function AppShell({
  businessName,
  environments,
  navigation,
  user,
  command,
  breadcrumbs,
  children,
}: {
  businessName?: string;
  environments: EnvironmentSwitcherProps;
  navigation: readonly NavigationGroup[];
  user: UserMenuProps;
  command: CommandButtonProps;
  /** A `Breadcrumb`, as a slot: a parallel route or the layout gives it. */
  breadcrumbs?: ReactNode;
  children: ReactNode;
}) {
  const sidebar = (
    <>
      <div className="flex h-14 shrink-0 items-center px-4">
        <Logo name={businessName} />
      </div>
      <div className="px-3 pb-4">
        <EnvironmentSwitcher {...environments} />
      </div>
      <SidebarNav groups={navigation} className="min-h-0 flex-1 overflow-y-auto px-3 pb-4" />
    </>
  );
  return (
    <div className="min-h-dvh lg:pl-60">
      <a
        href="#main"
        className="fixed top-2 left-2 z-60 -translate-y-16 rounded-md bg-primary px-3 py-2 font-medium text-primary-foreground text-sm focus:translate-y-0"
      >
        Skip to content
      </a>
      <aside
        aria-label="Sidebar"
        className="fixed inset-y-0 left-0 z-30 flex w-60 flex-col border-sidebar-border border-r bg-sidebar max-lg:hidden"
      >
        {sidebar}
      </aside>
      <header className="sticky top-0 z-20 flex h-14 items-center gap-2 border-b bg-background px-4 sm:px-6">
        <MobileSidebar>{sidebar}</MobileSidebar>
        <div className="min-w-0 flex-1">{breadcrumbs}</div>
        <CommandButton {...command} />
        <UserMenu {...user} />
      </header>
      <main
        id="main"
        tabIndex={-1}
        className="mx-auto w-full max-w-7xl px-4 py-6 outline-none sm:px-6 sm:py-8"
      >
        {children}
      </main>
    </div>
  );
}
