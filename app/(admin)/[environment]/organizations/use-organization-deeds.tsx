"use client";

import { CircleSlash, Eye, RotateCcw, Trash2 } from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useAction } from "@/components/form/use-action";
import type { MenuEntry } from "@/components/ui/menu-button";
import { unsuspendOrganizationAction } from "./actions";

const SuspendOrganizationDialog = lazy(() => import("./suspend-organization-dialog"));
const DeleteOrganizationDialog = lazy(() => import("./delete-organization-dialog"));

/** What a deed needs to know of the organization it is done to. */
export type DeedOrganization = { id: string; name: string; isDefault: boolean; isSuspended: boolean };

/** What can be done to an organization from the list and the record; nothing ends the default one. */
export function useOrganizationDeeds(
  environmentKey: string,
  canWrite: boolean,
  options: { onDeleted?: () => void } = {},
) {
  const [dialog, setDialog] = useState<ReactNode>(null);
  const close = () => setDialog(null);
  const unsuspend = useAction((input) => unsuspendOrganizationAction(environmentKey, input), {
    success: "Organization unsuspended",
  });

  function entries(organization: DeedOrganization, { isOnRecord = false } = {}): MenuEntry[] {
    const list: MenuEntry[] = [];
    const shared = { environmentKey, organization, onClose: close };
    if (!isOnRecord) {
      list.push({
        label: "View details",
        icon: Eye,
        href: `/${environmentKey}/organizations/${organization.id}`,
      });
    }
    if (!canWrite || organization.isDefault) return list;
    if (organization.isSuspended) {
      list.push({
        label: "Unsuspend organization",
        icon: RotateCcw,
        onSelect: () => unsuspend.run({ organizationId: organization.id }),
      });
    } else {
      list.push({
        label: "Suspend organization",
        icon: CircleSlash,
        onSelect: () => setDialog(<SuspendOrganizationDialog {...shared} />),
      });
    }
    list.push({
      label: "Delete organization",
      icon: Trash2,
      isDestructive: true,
      startsGroup: true,
      onSelect: () => setDialog(<DeleteOrganizationDialog {...shared} onDeleted={options.onDeleted} />),
    });
    return list;
  }

  return { entries, dialog: <Suspense fallback={null}>{dialog}</Suspense> };
}
