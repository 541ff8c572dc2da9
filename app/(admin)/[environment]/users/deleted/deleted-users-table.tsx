"use client";

import { RotateCcw, Trash2, UserX } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import type { DataTableColumn, DataTablePage } from "@/components/data-table/column";
import { DataTable } from "@/components/data-table/data-table";
import { useAction } from "@/components/form/use-action";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { toast } from "@/components/ui/toast";
import type { Recovered } from "@/lib/deleted-users/recover-user";
import type { DeletedUserRow } from "@/lib/deleted-users/schema";
import { recoverUserAction } from "./actions";

const EraseUserDialog = lazy(() => import("./erase-user-dialog"));

const columns: DataTableColumn<DeletedUserRow>[] = [
  {
    id: "name",
    header: "Name",
    cell: ({ name }) => name,
    note: ({ name, email, isBeingErased }) =>
      isBeingErased ? <Badge variant="warning">Being erased</Badge> : email === name ? null : email,
    takesRoom: true,
  },
  { id: "by", header: "Deleted by", cell: ({ deletedBy }) => deletedBy ?? "The system" },
  {
    id: "deleted",
    header: "Deleted",
    cell: ({ deletedAt }) => <RelativeTime value={deletedAt} />,
    isOnPhone: true,
  },
  { id: "due", header: "To be erased", cell: ({ dueAt }) => <RelativeTime value={dueAt} /> },
];

type DeletedUsersTableProps = {
  environmentKey: string;
  rows: DeletedUserRow[];
  page: DataTablePage;
  canChange: boolean;
};

/** The recycle bin of users. */
export function DeletedUsersTable({ environmentKey, rows, page, canChange }: DeletedUsersTableProps) {
  const router = useRouter();
  const [erasing, setErasing] = useState<DeletedUserRow | null>(null);
  const restore = useAction<Recovered>((input) => recoverUserAction(environmentKey, input), {
    onSuccess: (recovered) => {
      toast.success("User restored");
      const missing = inWords(recovered);
      if (missing) toast.error(missing);
      router.push(`/${environmentKey}/users/${recovered.userId}`);
    },
  });
  return (
    <>
      <DataTable
        label="Deleted users"
        columns={columns}
        rows={rows}
        getRowId={({ id }) => id}
        getRowName={({ name }) => name}
        getRowEntries={(row) =>
          canChange && !row.isBeingErased
            ? [
                {
                  label: "Restore user",
                  icon: RotateCcw,
                  onSelect: () => restore.run({ userId: row.id }),
                },
                {
                  label: "Erase now",
                  icon: Trash2,
                  isDestructive: true,
                  startsGroup: true,
                  onSelect: () => setErasing(row),
                },
              ]
            : []
        }
        page={page}
        empty={
          <EmptyState
            icon={UserX}
            title="No deleted users"
            text="Users whose record is removed stay here until they are erased."
          />
        }
      />
      <Suspense fallback={null}>
        {erasing ? (
          <EraseUserDialog environmentKey={environmentKey} user={erasing} onClose={() => setErasing(null)} />
        ) : null}
      </Suspense>
    </>
  );
}

function inWords({ takenIdentities, leftOut }: Recovered): string {
  const parts: string[] = [];
  if (takenIdentities.length > 0) {
    parts.push(`Without ${takenIdentities.join(", ")}: another user has it now.`);
  }
  if (leftOut > 0) parts.push("Organizations, roles or permissions that are gone were left out.");
  return parts.join(" ");
}
