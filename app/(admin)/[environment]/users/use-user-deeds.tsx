"use client";

import { CircleSlash, Eye, RotateCcw, Trash2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { useAction } from "@/components/form/use-action";
import type { MenuEntry } from "@/components/ui/menu-button";
import type { UserResult } from "@/lib/users/user-result";
import { restoreUserAction, restoreUsersAction } from "./actions";
import { type DeedUser, sayResults } from "./say-results";
import type { UserRights } from "./user-rights";

// Most visits never open a dialog, so none of their code belongs to the page's first load.
const SuspendUserDialog = lazy(() => import("./suspend-user-dialog"));
const SuspendUsersDialog = lazy(() => import("./suspend-users-dialog"));
const DeleteUserDialog = lazy(() => import("./delete-user-dialog"));

/** What can be done to users from the list and the record: menu entries, deeds over a selection, and their dialogs. */
export function useUserDeeds(
  environmentKey: string,
  rights: UserRights,
  options: { onRecordDeleted?: () => void } = {},
) {
  const [dialog, setDialog] = useState<ReactNode>(null);
  const close = () => setDialog(null);
  const restoreOne = useAction((input) => restoreUserAction(environmentKey, input), {
    success: "User restored",
  });
  // Of the selection that is on its way: the answer holds ids, and people are called by name.
  const restoring = useRef<{ users: readonly DeedUser[]; clear: () => void }>(null);
  const restoreMany = useAction<UserResult[]>((input) => restoreUsersAction(environmentKey, input), {
    onSuccess: (results) => {
      sayResults(results, "restored", restoring.current?.users);
      restoring.current?.clear();
    },
  });

  function entries(user: DeedUser, { isOnRecord = false } = {}): MenuEntry[] {
    const list: MenuEntry[] = [];
    const shared = { environmentKey, user, onClose: close };
    if (!isOnRecord) {
      list.push({ label: "View details", icon: Eye, href: `/${environmentKey}/users/${user.id}` });
    }
    if (rights.canSuspend && user.status === "active") {
      list.push({
        label: "Suspend user",
        icon: CircleSlash,
        onSelect: () => setDialog(<SuspendUserDialog {...shared} />),
      });
    }
    if (rights.canSuspend && user.status === "suspended") {
      list.push({
        label: "Restore user",
        icon: RotateCcw,
        onSelect: () => restoreOne.run({ userId: user.id }),
      });
    }
    if (rights.canDelete) {
      list.push({
        label: "Delete user",
        icon: Trash2,
        isDestructive: true,
        startsGroup: true,
        onSelect: () => setDialog(<DeleteUserDialog {...shared} onRecordDeleted={options.onRecordDeleted} />),
      });
    }
    return list;
  }

  return {
    entries,
    suspendAll: (users: readonly DeedUser[], clear: () => void) =>
      setDialog(<SuspendUsersDialog {...{ environmentKey, users, onClose: close, onDone: clear }} />),
    restoreAll: (users: readonly DeedUser[], clear: () => void) => {
      if (restoreMany.isPending) return;
      restoring.current = { users, clear };
      restoreMany.run({ userIds: users.map(({ id }) => id) });
    },
    dialog: <Suspense fallback={null}>{dialog}</Suspense>,
  };
}
