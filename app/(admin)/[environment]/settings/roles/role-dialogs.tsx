"use client";

import { lazy, Suspense } from "react";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { PermissionChoice } from "@/lib/permissions/list-permission-choices";
import type { RoleDetails } from "@/lib/roles/get-role";
import { useDialogUrl } from "../use-dialog-url";
import type { CopyChoice } from "./copy-roles-dialog";

const RoleDialog = lazy(() => import("./role-dialog"));
const CopyRolesDialog = lazy(() => import("./copy-roles-dialog"));
const DeleteRoleDialog = lazy(() => import("./delete-role-dialog"));

/** The dialog that the address asks for. */
export function RoleDialogs({
  environmentKey,
  canWrite,
  choices,
  isAdding,
  edited,
  deleted,
  copied,
  copyTo,
}: {
  environmentKey: string;
  canWrite: boolean;
  choices: PermissionChoice[];
  isAdding: boolean;
  edited: RoleDetails | null;
  deleted: RoleDetails | null;
  copied: RoleDetails | null;
  copyTo: CopyChoice | null;
}) {
  const { close } = useDialogUrl();
  const shared = { environmentKey, onClose: close };
  const isOfTeam = environmentKey === TEAM_ENVIRONMENT;
  return (
    <Suspense fallback={null}>
      {isAdding ? <RoleDialog {...shared} isOfTeam={isOfTeam} canWrite choices={choices} /> : null}
      {copied ? (
        <RoleDialog {...shared} isOfTeam={isOfTeam} canWrite choices={choices} template={copied} />
      ) : null}
      {/* Another version is a new starting point for the form, which then shows what it would save over. */}
      {edited ? (
        <RoleDialog
          key={edited.version}
          {...shared}
          isOfTeam={isOfTeam}
          canWrite={canWrite && !edited.isFixed}
          choices={choices}
          role={edited}
        />
      ) : null}
      {copyTo ? (
        <CopyRolesDialog
          key={copyTo.preview ? `${copyTo.preview.target.key} ${copyTo.preview.seen}` : null}
          {...shared}
          {...copyTo}
        />
      ) : null}
      {deleted ? <DeleteRoleDialog {...shared} role={deleted} /> : null}
    </Suspense>
  );
}
