import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { parseListParams } from "@/lib/core/list-params";
import { listMembers } from "@/lib/organizations/list-members";
import { can } from "@/lib/permissions/assert-can";
import { USER_LIST } from "@/lib/users/list-spec";
import { requireOrganization } from "../require-organization";
import { AddMembersButton } from "./add-members-button";
import { MembersTable } from "./members-table";

export const metadata: Metadata = { title: "Users" };

type Props = {
  params: Promise<{ environment: string; organizationId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function MembersPage({ params, searchParams }: Props) {
  const { environment, organizationId } = await params;
  const { ctx, organization } = await requireOrganization(environment, organizationId);
  if (!can(ctx, "users:read")) notFound();
  const list = parseListParams(await searchParams, USER_LIST);
  const { users, ...page } = await listMembers(ctx, organization.id, list);
  const canWrite = can(ctx, "organizations:write");
  const named = { id: organization.id, name: organization.name };
  return (
    <section aria-labelledby="users">
      <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
        <h2 id="users" className="font-semibold text-lg tracking-tight">
          Users
        </h2>
        {canWrite ? <AddMembersButton environmentKey={environment} organization={named} /> : null}
      </div>
      <MembersTable
        environmentKey={environment}
        organization={named}
        users={users}
        page={page}
        sort={`${list.sort.isDescending ? "-" : ""}${list.sort.key}`}
        canWrite={canWrite}
      />
    </section>
  );
}
