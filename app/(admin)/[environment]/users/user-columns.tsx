import type { DataTableColumn } from "@/components/data-table/column";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/components/ui/cn";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserColumn } from "@/lib/users/list-spec";
import { userName } from "@/lib/users/user-name";
import type { UserRow } from "@/lib/users/user-rows";
import { LockedWord } from "./locked";
import { UserStatusBadge } from "./user-status-badge";

const labels = { active: "Active", suspended: "Suspended", deleted: "Deleted" } as const;

/** The columns of the list, by the names that its URL and its download use too. */
export const userColumns: (DataTableColumn<UserRow> & { id: UserColumn })[] = [
  {
    id: "name",
    header: "Name",
    sortKey: "name",
    // The email's own column has no room on a phone.
    note: (user) => (user.email ? <span className="md:hidden">{user.email}</span> : null),
    leading: (user) => <Avatar name={userName(user)} />,
    cell: (user) => (
      <span
        className={cn(
          "flex min-w-0 items-center gap-2 2xl:max-w-72",
          // Two badges leave a name no room beside them.
          user.lockedUntil && user.status !== "active" ? "md:max-w-66" : "md:max-w-48",
        )}
      >
        <bdi className="min-w-0 truncate">{userName(user)}</bdi>
        <UserStatusBadge status={user.status} lockedUntil={user.lockedUntil} />
      </span>
    ),
  },
  {
    id: "email",
    header: "Email",
    sortKey: "email",
    takesRoom: true,
    cell: (user) => (user.email ? <span title={user.email}>{user.email}</span> : <None />),
  },
  { id: "organizations", header: "Organizations", cell: organizations },
  {
    id: "lastSignIn",
    header: "Last sign-in",
    sortKey: "lastSignIn",
    sortsDescendingFirst: true,
    cell: (user) => <RelativeTime value={user.lastSignInAt} />,
  },
  {
    id: "status",
    header: "Status",
    cell: ({ status, lockedUntil }) => (
      <>
        {labels[status]}
        {lockedUntil ? <LockedWord until={lockedUntil} /> : null}
      </>
    ),
  },
  {
    id: "created",
    header: "Created",
    sortKey: "created",
    sortsDescendingFirst: true,
    cell: (user) => <RelativeTime value={user.createdAt} />,
  },
];

function organizations({ organizations, organizationCount }: UserRow) {
  const [first] = organizations;
  if (!first) return <None />;
  const others = organizationCount - 1;
  return (
    <span
      title={organizations.join(", ") + (organizationCount > organizations.length ? ", …" : "")}
      className="flex gap-1.5"
    >
      <span className="truncate md:max-w-32 2xl:max-w-64">{first}</span>
      {others > 0 ? <span className="text-muted-foreground">+{others}</span> : null}
    </span>
  );
}

function None() {
  return <span className="text-muted-foreground">None</span>;
}
