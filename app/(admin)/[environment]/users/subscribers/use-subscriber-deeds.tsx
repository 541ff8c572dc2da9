"use client";

import { Eye, Trash2, UserRound, UserRoundPlus } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { FilterOption } from "@/components/data-table/column";
import type { MenuEntry } from "@/components/ui/menu-button";
import type { SubscriberRow } from "@/lib/subscribers/list-subscribers";
import type { SubscriberKind } from "@/lib/subscribers/schema";
import { KIND_WORDS } from "./kind-words";
import type { SubscriberRights } from "./subscriber-rights";

// Most visits never open a dialog, so none of their code belongs to the page's first load.
const ConvertToUserDialog = lazy(() => import("./convert-to-user-dialog"));
const DeleteSubscriberDialog = lazy(() => import("./delete-subscriber-dialog"));

/** What can be done to one row: menu entries and their dialogs. */
export function useSubscriberDeeds({
  environmentKey,
  kind,
  rights,
  defaultOrganization,
  showDetails,
}: {
  environmentKey: string;
  kind: SubscriberKind;
  rights: SubscriberRights;
  defaultOrganization: FilterOption | null;
  showDetails: (id: string) => void;
}) {
  const [dialog, setDialog] = useState<ReactNode>(null);
  const onClose = () => setDialog(null);

  function entries(subscriber: SubscriberRow): MenuEntry[] {
    const list: MenuEntry[] = [
      { label: "View details", icon: Eye, onSelect: () => showDetails(subscriber.id) },
    ];
    const shared = { environmentKey, kind, subscriber, onClose };
    const { convertedUserId } = subscriber;
    if (convertedUserId && rights.canReadUsers) {
      list.push({
        label: "View user",
        icon: UserRound,
        href: `/${environmentKey}/users/${convertedUserId}`,
      });
    }
    if (!convertedUserId && rights.canConvert) {
      list.push({
        label: "Convert to user",
        icon: UserRoundPlus,
        onSelect: () =>
          setDialog(<ConvertToUserDialog {...shared} defaultOrganization={defaultOrganization} />),
      });
    }
    if (rights.canWrite) {
      list.push({
        label: KIND_WORDS[kind].remove,
        icon: Trash2,
        isDestructive: true,
        startsGroup: true,
        onSelect: () => setDialog(<DeleteSubscriberDialog {...shared} />),
      });
    }
    return list;
  }

  return { entries, dialog: <Suspense fallback={null}>{dialog}</Suspense> };
}
