"use client";

import { UserRound } from "lucide-react";
import type { ReactNode } from "react";
import { useMemo } from "react";
import type { DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { SavedView } from "@/lib/saved-views/list-saved-views";
import type { UserFilterChoices } from "@/lib/users/list-user-filters";
import { userName } from "@/lib/users/user-name";
import type { UserRow } from "@/lib/users/user-rows";
import { DownloadUsers } from "./download-users";
import { SavedViews } from "./saved-views";
import { useUserDeeds } from "./use-user-deeds";
import { userColumns } from "./user-columns";
import { userFilters } from "./user-filters";
import type { UserRights } from "./user-rights";

/** The list of users with all that can be done from it. */
export function UsersTable({
  environmentKey,
  users,
  page,
  sort,
  choices,
  savedViews,
  rights,
  addUser,
}: {
  environmentKey: string;
  users: readonly UserRow[];
  page: DataTablePage;
  sort: string;
  choices: UserFilterChoices;
  savedViews: readonly SavedView[];
  rights: UserRights;
  addUser: ReactNode;
}) {
  const deeds = useUserDeeds(environmentKey, rights);
  const filters = useMemo(() => userFilters(environmentKey, choices), [environmentKey, choices]);
  return (
    <>
      <DataTable
        label="Users"
        columns={userColumns}
        rows={users}
        getRowId={(user) => user.id}
        getRowName={userName}
        getRowHref={(user) => `/${environmentKey}/users/${user.id}`}
        getRowEntries={(user) => deeds.entries(user)}
        sort={sort}
        searchLabel="Search users"
        filters={filters}
        tools={
          <>
            <SavedViews environmentKey={environmentKey} views={savedViews} canShare={rights.canShareViews} />
            {rights.canExport ? <DownloadUsers environmentKey={environmentKey} /> : null}
          </>
        }
        selectionActions={
          rights.canSuspend
            ? (selected, clear) => (
                <>
                  <Button variant="outline" size="sm" onClick={() => deeds.suspendAll(selected, clear)}>
                    Suspend
                  </Button>
                  <Button variant="outline" size="sm" onClick={() => deeds.restoreAll(selected, clear)}>
                    Restore
                  </Button>
                </>
              )
            : undefined
        }
        page={page}
        empty={
          <EmptyState
            icon={UserRound}
            title="No users yet"
            text="People appear here when they sign up, or when you add them."
          >
            {addUser}
          </EmptyState>
        }
      />
      {deeds.dialog}
    </>
  );
}
