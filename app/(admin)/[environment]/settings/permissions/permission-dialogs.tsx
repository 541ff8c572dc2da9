"use client";

import { lazy, Suspense } from "react";
import type { PermissionDetails } from "@/lib/permissions/get-permission";
import { useDialogUrl } from "../use-dialog-url";

const PermissionDialog = lazy(() => import("./permission-dialog"));
const DeletePermissionDialog = lazy(() => import("./delete-permission-dialog"));

/** The dialog that the address asks for. */
export function PermissionDialogs({
  environmentKey,
  isAdding,
  edited,
  deleted,
}: {
  environmentKey: string;
  isAdding: boolean;
  edited: PermissionDetails | null;
  deleted: PermissionDetails | null;
}) {
  const { close } = useDialogUrl();
  const shared = { environmentKey, onClose: close };
  return (
    <Suspense fallback={null}>
      {isAdding ? <PermissionDialog {...shared} permission={null} /> : null}
      {/* Another version is a new starting point for the form, which then shows what it would save over. */}
      {edited ? <PermissionDialog key={edited.version} {...shared} permission={edited} /> : null}
      {deleted ? <DeletePermissionDialog {...shared} permission={deleted} /> : null}
    </Suspense>
  );
}
