"use client";

import { Eye, UserMinus, UserRound } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { DataTableFilterSpec, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { UserFilter } from "@/lib/users/list-spec";
import { userName } from "@/lib/users/user-name";
import type { UserRow } from "@/lib/users/user-rows";
import { userColumns } from "../../../users/user-columns";

const RemoveMemberDialog = lazy(() => import("./remove-member-dialog"));

const shown = new Set(["name", "email", "lastSignIn", "created"]);
const columns = userColumns.filter(({ id }) => shown.has(id));
const filters: (DataTableFilterSpec & { key: UserFilter })[] = [
  {
    key: "status",
    label: "Status",
    kind: "options",
    options: [
      { value: "active", label: "Active" },
      { value: "suspended", label: "Suspended" },
    ],
  },
];

/** The members of an organization. */
export function MembersTable({
  environmentKey,
  organization,
  users,
  page,
  sort,
  canWrite,
}: {
  environmentKey: string;
  organization: { id: string; name: string };
  users: readonly UserRow[];
  page: DataTablePage;
  sort: string;
  canWrite: boolean;
}) {
  const [removed, setRemoved] = useState<UserRow | null>(null);
  return (
    <>
      <DataTable
        label="Users"
        columns={columns}
        rows={users}
        getRowId={({ id }) => id}
        getRowName={userName}
        getRowHref={({ id }) => `/${environmentKey}/users/${id}`}
        getRowEntries={(user) => [
          { label: "View details", icon: Eye, href: `/${environmentKey}/users/${user.id}` },
          ...(canWrite
            ? [
                {
                  label: "Remove user",
                  icon: UserMinus,
                  isDestructive: true,
                  startsGroup: true,
                  onSelect: () => setRemoved(user),
                },
              ]
            : []),
        ]}
        sort={sort}
        searchLabel="Search users of this organization"
        filters={filters}
        page={page}
        empty={
          <EmptyState
            icon={UserRound}
            title="No users in this organization"
            text={canWrite ? "Add users who are in this environment already." : undefined}
          />
        }
      />
      <Suspense fallback={null}>
        {removed ? (
          <RemoveMemberDialog
            environmentKey={environmentKey}
            organization={organization}
            user={{ id: removed.id, name: userName(removed) }}
            onClose={() => setRemoved(null)}
          />
        ) : null}
      </Suspense>
    </>
  );
}
