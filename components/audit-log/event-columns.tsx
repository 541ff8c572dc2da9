import type { DataTableColumn } from "@/components/data-table/column";
import { RelativeTime } from "@/components/ui/relative-time";
import type { EventRow, EventUser } from "@/lib/audit-log/schema";

function Missing() {
  return <span className="text-muted-foreground">–</span>;
}

function Id({ value }: { value: string }) {
  return <span className="font-mono text-xs">{value}</span>;
}

function UserName({ user }: { user: EventUser }) {
  return <span className={user.state === "present" ? undefined : "text-muted-foreground"}>{user.name}</span>;
}

const byUser: DataTableColumn<EventRow>[] = [
  {
    id: "user",
    header: "User",
    cell: ({ user }) => (user ? <UserName user={user} /> : <Missing />),
  },
  { id: "email", header: "Email", isOffByDefault: true, cell: ({ user }) => user?.email ?? <Missing /> },
  {
    id: "userId",
    header: "User ID",
    isOffByDefault: true,
    cell: ({ user }) => (user ? <Id value={user.id} /> : <Missing />),
  },
];

const ofAll: DataTableColumn<EventRow>[] = [
  {
    id: "time",
    header: "Date and time",
    isOnPhone: true,
    cell: ({ at }) => <RelativeTime value={at} className="whitespace-nowrap" />,
  },
  { id: "ip", header: "IP address", cell: ({ ip }) => (ip ? <Id value={ip} /> : <Missing />) },
  { id: "location", header: "Location", cell: ({ location }) => location ?? <Missing /> },
  {
    id: "application",
    header: "Application",
    cell: ({ application }) => application?.name ?? <Missing />,
  },
  { id: "actor", header: "Actor", cell: ({ actor }) => actor.name },
  {
    id: "organizations",
    header: "Organizations",
    isOffByDefault: true,
    cell: ({ organizations }) => (organizations.length ? organizations.join(", ") : <Missing />),
  },
];

const event: DataTableColumn<EventRow> = { id: "event", header: "Event", cell: ({ label }) => label };

// A phone has room for two columns: there the user stands under the event.
const eventAndUser: DataTableColumn<EventRow> = {
  ...event,
  note: ({ user }) => (user ? <span className="md:hidden">{user.name}</span> : null),
};

/** The columns of the log of an environment. */
export const logColumns: readonly DataTableColumn<EventRow>[] = [eventAndUser, ...byUser, ...ofAll];

/** The columns of one user's log: whose it is stands above it. */
export const userLogColumns: readonly DataTableColumn<EventRow>[] = [event, ...ofAll];
