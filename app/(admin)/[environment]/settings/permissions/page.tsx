import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { mayDefine } from "@/lib/permissions/assert-may-define";
import { getPermission } from "@/lib/permissions/get-permission";
import { listPermissions } from "@/lib/permissions/list-permissions";
import { namedListSpec } from "@/lib/permissions/schema";
import { AddLink } from "../add-link";
import { findOrNull } from "../find-or-null";
import { PermissionDialogs } from "./permission-dialogs";
import { PermissionsTable } from "./permissions-table";

export const metadata: Metadata = { title: "Permissions" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function PermissionsPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "roles:read")) notFound();
  const search = await searchParams;
  const canWrite = can(ctx, "roles:write") && mayDefine(ctx);
  const get = (id: string) => getPermission(ctx, id);
  const [{ permissions, count, next, previous }, edited, deleted] = await Promise.all([
    listPermissions(ctx, parseListParams(search, namedListSpec)),
    canWrite ? findOrNull(search.edit, get) : null,
    canWrite ? findOrNull(search.delete, get) : null,
  ]);
  const { key } = ctx.environment;
  return (
    <>
      <PageHeader
        title="Permissions"
        description="What users may do in your product. Give them one by one, or together in roles."
      >
        {canWrite ? <AddLink>Add permission</AddLink> : null}
      </PageHeader>
      <PermissionsTable
        rows={permissions}
        canWrite={canWrite}
        canSeeHolders={can(ctx, "users:read")}
        page={{ count, next, previous }}
      />
      <PermissionDialogs
        environmentKey={key}
        isAdding={canWrite && search.add !== undefined}
        edited={edited}
        deleted={deleted}
      />
    </>
  );
}
