"use client";

import type { ComponentProps } from "react";
import { AppShell } from "@/components/layout/app-shell";
import type { CommandPage, CommandResultGroup } from "@/components/layout/command-palette";
import { DashboardBreadcrumb } from "./dashboard-breadcrumb";
import { findRecords } from "./find-records";

type Shell = ComponentProps<typeof AppShell>;

/** The shell with what needs the browser: the search of the palette and the way out. */
export function DashboardShell({
  environmentKey,
  pages,
  user,
  ...shell
}: Omit<Shell, "user" | "command" | "breadcrumbs"> & {
  environmentKey: string;
  pages: readonly CommandPage[];
  user: Omit<Shell["user"], "signOut">;
}) {
  return (
    <AppShell
      {...shell}
      user={{ ...user, signOut }}
      command={{ pages, search: (text) => searchRecords(environmentKey, text) }}
      breadcrumbs={<DashboardBreadcrumb pages={pages} environmentKey={environmentKey} />}
    />
  );
}

async function searchRecords(environmentKey: string, text: string): Promise<readonly CommandResultGroup[]> {
  const { users, organizations } = await findRecords(environmentKey, text);
  const people = users.map(({ id, name, email }) => ({
    id,
    label: name,
    note: email ?? undefined,
    href: `/${environmentKey}/users/${id}`,
  }));
  const places = organizations.map(({ id, name, code }) => ({
    id,
    label: name,
    note: code,
    href: `/${environmentKey}/organizations/${id}`,
  }));
  return [
    { label: "Users", items: people },
    { label: "Organizations", items: places },
  ].filter(({ items }) => items.length > 0);
}

// A form, because signing out changes something and the proxy refuses such requests from other sites.
async function signOut(): Promise<void> {
  const form = document.createElement("form");
  form.method = "post";
  form.action = "/sign-out";
  document.body.append(form);
  form.submit();
}
