import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { mayDefine } from "@/lib/permissions/assert-may-define";
import { listPermissionChoices } from "@/lib/permissions/list-permission-choices";
import { namedListSpec } from "@/lib/permissions/schema";
import { getRole } from "@/lib/roles/get-role";
import { listCopyTargets } from "@/lib/roles/list-copy-targets";
import { listRoles } from "@/lib/roles/list-roles";
import { previewCopy } from "@/lib/roles/preview-copy";
import { AddLink } from "../add-link";
import { findOrNull } from "../find-or-null";
import { CopyLink } from "./copy-link";
import { RoleDialogs } from "./role-dialogs";
import { RolesTable } from "./roles-table";

export const metadata: Metadata = { title: "Roles" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RolesPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "roles:read")) notFound();
  const search = await searchParams;
  const canWrite = can(ctx, "roles:write") && mayDefine(ctx);
  const get = (id: string) => getRole(ctx, id);
  const isAdding = canWrite && search.add !== undefined;
  const targets = canWrite ? await listCopyTargets(ctx) : [];
  const isCopying = targets.length > 0 && search.copyTo !== undefined;
  const [{ roles, count, next, previous }, edited, deleted, copied, choices, preview] = await Promise.all([
    listRoles(ctx, parseListParams(search, namedListSpec)),
    findOrNull(search.edit, get),
    canWrite ? findOrNull(search.delete, get) : null,
    canWrite ? findOrNull(search.copy, get) : null,
    isAdding || search.edit !== undefined || search.copy !== undefined ? listPermissionChoices(ctx) : [],
    isCopying && targets.some(({ key }) => key === search.copyTo)
      ? findOrNull(search.copyTo, (key) => previewCopy(ctx, key))
      : null,
  ]);
  return (
    <>
      <PageHeader
        title="User roles"
        description={
          ctx.environment.key === TEAM_ENVIRONMENT
            ? "What members of your team may do in this dashboard. Only an owner changes it."
            : "Permissions in groups. A role is defined here, and given to a user in an organization."
        }
      >
        {targets.length > 0 ? <CopyLink /> : null}
        {canWrite ? <AddLink>Add role</AddLink> : null}
      </PageHeader>
      <RolesTable
        rows={roles}
        canWrite={canWrite}
        canSeeHolders={can(ctx, "users:read")}
        page={{ count, next, previous }}
      />
      <RoleDialogs
        environmentKey={ctx.environment.key}
        canWrite={canWrite}
        choices={choices}
        isAdding={isAdding}
        edited={edited}
        deleted={deleted}
        copied={copied}
        copyTo={isCopying ? { targets, preview } : null}
      />
    </>
  );
}
