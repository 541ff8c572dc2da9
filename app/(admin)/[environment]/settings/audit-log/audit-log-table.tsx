"use client";

import {
  AppWindow,
  Building2,
  CalendarDays,
  Download,
  Globe,
  ListFilter,
  UserCog,
  UserRound,
} from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ComponentProps, useMemo } from "react";
import { EventTable } from "@/components/audit-log/event-table";
import type { DataTableFilterSpec, FilterOption } from "@/components/data-table/column";
import { buttonVariants } from "@/components/ui/button";
import { findRecords } from "../../find-records";

type Table = ComponentProps<typeof EventTable>;
type Options = Record<
  "types" | "applications" | "admins" | "users" | "organizations",
  readonly FilterOption[]
>;

/** The log of an environment with its filters and the download of exactly what they leave. */
export function AuditLogTable({
  options,
  canExport,
  ...table
}: Omit<Table, "filters" | "tools" | "isOfOneUser"> & { options: Options; canExport: boolean }) {
  const { environmentKey } = table;
  const search = useSearchParams();
  const filters = useMemo(() => filterSpecs(environmentKey, options), [environmentKey, options]);
  const download = canExport ? (
    // A download is no page: the browser must fetch it, not the router.
    <a
      href={`/${environmentKey}/settings/audit-log/export?${search}`}
      download
      className={buttonVariants({ variant: "outline", size: "sm" })}
    >
      <Download aria-hidden="true" className="text-muted-foreground" />
      <span className="max-sm:sr-only">Download CSV</span>
    </a>
  ) : null;
  return <EventTable {...table} filters={filters} tools={download} />;
}

function filterSpecs(environmentKey: string, options: Options): DataTableFilterSpec[] {
  return [
    { key: "type", label: "Event", kind: "options", icon: ListFilter, options: options.types },
    { key: "date", label: "Date", kind: "date", icon: CalendarDays },
    {
      key: "user",
      label: "User",
      kind: "search",
      icon: UserRound,
      selected: options.users,
      search: async (text) =>
        (await findRecords(environmentKey, text)).users.map(({ id, name, email }) => ({
          value: id,
          label: email ? `${name} (${email})` : name,
        })),
    },
    {
      key: "organization",
      label: "Organization",
      kind: "search",
      icon: Building2,
      selected: options.organizations,
      search: async (text) =>
        (await findRecords(environmentKey, text)).organizations.map(({ id, name }) => ({
          value: id,
          label: name,
        })),
    },
    {
      key: "application",
      label: "Application",
      kind: "options",
      icon: AppWindow,
      options: options.applications,
    },
    { key: "actor", label: "Actor", kind: "options", icon: UserCog, options: options.admins },
    {
      key: "ip",
      label: "IP address",
      kind: "search",
      icon: Globe,
      // Nothing to look up: what is typed is the choice, once it looks like an address.
      search: async (text) => (/^[\da-f.:]{3,45}$/i.test(text) ? [{ value: text, label: text }] : []),
    },
  ];
}
