import type { DataTableColumn } from "@/components/data-table/column";
import { Avatar } from "@/components/ui/avatar";
import { RelativeTime } from "@/components/ui/relative-time";
import type { SubscriberColumn } from "@/lib/subscribers/list-spec";
import type { SubscriberRow } from "@/lib/subscribers/list-subscribers";
import { SubscriberStatusBadge } from "./subscriber-status-badge";

/** How a person on a list is called: the name, or the address where there is none. */
export function subscriberName({
  firstName,
  lastName,
  email,
}: Pick<SubscriberRow, "firstName" | "lastName" | "email">): string {
  return `${firstName} ${lastName}`.trim() || email;
}

/** The columns of the list, by the names that its URL and its download use too. */
export const subscriberColumns: (DataTableColumn<SubscriberRow> & { id: SubscriberColumn })[] = [
  {
    id: "name",
    header: "Name",
    sortKey: "name",
    leading: (row) => <Avatar name={subscriberName(row)} />,
    cell: (row) => <bdi className="block min-w-0 truncate xl:max-w-64">{subscriberName(row)}</bdi>,
    // The email's own column has no room on a phone.
    note: (row) =>
      subscriberName(row) === row.email ? null : <span className="md:hidden">{row.email}</span>,
  },
  {
    id: "email",
    header: "Email",
    sortKey: "email",
    cell: (row) => (
      <span title={row.email} className="block truncate xl:max-w-64">
        {row.email}
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    cell: (row) => <SubscriberStatusBadge status={row.status} />,
    isOnPhone: true,
  },
  {
    id: "source",
    header: "Source",
    cell: ({ source }) => <Source source={source} />,
  },
  {
    id: "created",
    header: "Added",
    sortKey: "created",
    sortsDescendingFirst: true,
    cell: (row) => <RelativeTime value={row.createdAt} />,
  },
];

/** The site whose form was used. */
export function Source({ source }: { source: string | null }) {
  if (!source) return <span className="text-muted-foreground">Added by an admin</span>;
  return (
    <span title={source} className="block truncate xl:max-w-56">
      {source.replace(/^https:\/\//, "")}
    </span>
  );
}
