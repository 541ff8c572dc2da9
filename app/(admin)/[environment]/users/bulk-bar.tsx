"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { Button } from "@/components/ui/button";
import { MenuButton, type MenuEntry } from "@/components/ui/menu-button";
import type { BulkDeed } from "@/lib/bulk/schema";
import type { DeedUser } from "./say-results";
import type { UserRights } from "./user-rights";

const BulkDialog = lazy(() => import("./bulk-dialog"));

/** All users that a query of the list matches, and how they are called: "10,000+ users". */
export type AllMatching = { query: string; people: string };

/** What can be done with the users selected, or with all that match. */
export default function BulkBar({
  environmentKey,
  rights,
  roles,
  selected,
  clear,
  matching,
  isAll,
  setIsAll,
  onSuspend,
  onRestore,
}: {
  environmentKey: string;
  rights: UserRights;
  roles: readonly FilterOption[];
  selected: readonly DeedUser[];
  clear: () => void;
  /** Null unless the whole page is selected and there are more. */
  matching: AllMatching | null;
  isAll: boolean;
  setIsAll: (isAll: boolean) => void;
  onSuspend: () => void;
  onRestore: () => void;
}) {
  const [dialog, setDialog] = useState<ReactNode>(null);
  const all = isAll ? matching : null;
  const open = (kind: BulkDeed["kind"]) =>
    setDialog(
      <BulkDialog
        environmentKey={environmentKey}
        kind={kind}
        roles={roles}
        people={all ? all.people : selected.length === 1 ? "1 user" : `${selected.length} users`}
        selection={all ? { query: all.query } : { userIds: selected.map(({ id }) => id) }}
        onClose={() => setDialog(null)}
        onDone={clear}
      />,
    );
  const entries: MenuEntry[] = [];
  if (rights.canChangeMembers) {
    entries.push({ label: "Add to organization", onSelect: () => open("add_to_organization") });
  }
  if (rights.canSetRoles && roles.length > 0) {
    entries.push({ label: "Give role", onSelect: () => open("give_role") });
    entries.push({ label: "Take role", onSelect: () => open("take_role") });
  }
  if (rights.canDelete) {
    entries.push({
      label: "Delete",
      isDestructive: true,
      startsGroup: entries.length > 0,
      onSelect: () => open("delete"),
    });
  }
  return (
    <>
      {matching && !isAll ? (
        <Button variant="link" size="sm" onClick={() => setIsAll(true)}>
          Select all {matching.people} that match
        </Button>
      ) : null}
      {rights.canSuspend ? (
        <>
          <Button variant="outline" size="sm" onClick={all ? () => open("suspend") : onSuspend}>
            Suspend
          </Button>
          <Button variant="outline" size="sm" onClick={all ? () => open("restore") : onRestore}>
            Restore
          </Button>
        </>
      ) : null}
      {entries.length > 0 ? (
        <MenuButton variant="outline" size="sm" entries={entries}>
          More actions
        </MenuButton>
      ) : null}
      <Suspense fallback={null}>{dialog}</Suspense>
    </>
  );
}
