import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHeader } from "@/components/ui/page-header";
import { requireAdmin } from "@/lib/boundary/session";
import { parseListParams } from "@/lib/core/list-params";
import { can } from "@/lib/permissions/assert-can";
import { listSavedViews } from "@/lib/saved-views/list-saved-views";
import { listUnapprovableAbout } from "@/lib/support/list-unapprovable-about";
import { USER_LIST } from "@/lib/users/list-spec";
import { listUserFilters } from "@/lib/users/list-user-filters";
import { listUsers } from "@/lib/users/list-users";
import { UnapprovableAboutProvider } from "../../support-policies";
import { AddUserButton } from "../add-user-button";
import { userRights } from "../user-rights";
import { UsersTable } from "../users-table";

export const metadata: Metadata = { title: "Users" };

type Props = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function UsersPage({ params, searchParams }: Props) {
  const ctx = await requireAdmin((await params).environment);
  if (!can(ctx, "users:read")) notFound();
  const list = parseListParams(await searchParams, USER_LIST);
  const [{ users, ...page }, choices, savedViews] = await Promise.all([
    listUsers(ctx, list),
    listUserFilters(ctx, list),
    listSavedViews(ctx, "users"),
  ]);
  const about = await listUnapprovableAbout(
    ctx,
    users.map(({ id }) => id),
  );
  const rights = userRights(ctx);
  const { key } = ctx.environment;
  const addUser = rights.canCreate ? (
    <AddUserButton environmentKey={key} defaultOrganization={choices.defaultOrganization} />
  ) : null;
  return (
    <UnapprovableAboutProvider about={about}>
      <PageHeader title="Users" description="Everyone who can sign in here, in all organizations.">
        {addUser}
      </PageHeader>
      <UsersTable
        environmentKey={key}
        users={users}
        page={page}
        sort={`${list.sort.isDescending ? "-" : ""}${list.sort.key}`}
        choices={choices}
        savedViews={savedViews}
        rights={rights}
        addUser={addUser}
      />
    </UnapprovableAboutProvider>
  );
}
