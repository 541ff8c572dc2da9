"use client";

import { UserRound } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { lazy, type ReactNode, Suspense, useMemo, useState } from "react";
import type { DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import type { SavedView } from "@/lib/saved-views/list-saved-views";
import type { UserFilterChoices } from "@/lib/users/list-user-filters";
import { userName } from "@/lib/users/user-name";
import type { UserRow } from "@/lib/users/user-rows";
import type { AllMatching } from "./bulk-bar";
import { DownloadUsers } from "./download-users";
import { SavedViews } from "./saved-views";
import { useUserDeeds } from "./use-user-deeds";
import { userColumns } from "./user-columns";
import { userFilters } from "./user-filters";
import type { UserRights } from "./user-rights";

// Nothing is selected on most visits.
const BulkBar = lazy(() => import("./bulk-bar"));

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
  const query = useQueryOfRows();
  const [allKey, setAllKey] = useState<string | null>(null);
  const isAll = allKey === query;
  const canAct = rights.canSuspend || rights.canDelete || rights.canSetRoles || rights.canChangeMembers;

  function allOf(selected: readonly UserRow[]): AllMatching | null {
    const isWholePage = selected.length === users.length && (page.next ?? page.previous) !== null;
    const count = `${page.count?.toLocaleString("en")}${page.isCapped ? "+" : ""}`;
    return isWholePage ? { query, people: `${count} users` } : null;
  }

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
        selectionText={(selected) =>
          allOf(selected) && isAll ? `All ${allOf(selected)?.people} selected` : null
        }
        selectionActions={
          canAct
            ? (selected, clear) => (
                <Suspense fallback={null}>
                  <BulkBar
                    environmentKey={environmentKey}
                    rights={rights}
                    roles={choices.roles}
                    selected={selected}
                    clear={clear}
                    matching={allOf(selected)}
                    isAll={isAll}
                    setIsAll={(next) => setAllKey(next ? query : null)}
                    onSuspend={() => deeds.suspendAll(selected, clear)}
                    onRestore={() => deeds.restoreAll(selected, clear)}
                  />
                </Suspense>
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

/** The part of the address that says which users there are; its page, order and columns change nothing of that. */
function useQueryOfRows(): string {
  const search = new URLSearchParams(useSearchParams());
  for (const name of ["cursor", "direction", "sort", "columns"]) search.delete(name);
  return search.toString();
}
