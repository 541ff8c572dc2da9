import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { durationInWords } from "@/lib/core/duration-in-words";
import { parseListParams } from "@/lib/core/list-params";
import { listDeletedUsers } from "@/lib/deleted-users/list-deleted-users";
import { DELETED_USER_LIST } from "@/lib/deleted-users/schema";
import { can } from "@/lib/permissions/assert-can";
import { listUnapprovableAbout } from "@/lib/support/list-unapprovable-about";
import { UnapprovableAboutProvider } from "../../support-policies";
import { userRights } from "../user-rights";
import { DeletedUsersTable } from "./deleted-users-table";

export const metadata: Metadata = { title: "Deleted users" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function DeletedUsersPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "users:read")) notFound();
  const list = parseListParams(await searchParams, DELETED_USER_LIST);
  const { rows, days, ...page } = await listDeletedUsers(ctx, list);
  const about = await listUnapprovableAbout(
    ctx,
    rows.map(({ id }) => id),
  );
  return (
    <UnapprovableAboutProvider about={about}>
      <PageHeader
        title="Deleted users"
        description={`Users whose record was removed can be restored for ${durationInWords(days, "day")}. Then they are erased.`}
      />
      <DeletedUsersTable
        environmentKey={ctx.environment.key}
        rows={rows}
        page={page}
        canChange={userRights(ctx).canDelete}
      />
    </UnapprovableAboutProvider>
  );
}
