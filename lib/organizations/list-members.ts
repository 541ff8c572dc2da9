import "server-only";
import type { Context } from "@/lib/core/context";
import { assertCan } from "@/lib/permissions/assert-can";
import type { UserListParams } from "@/lib/users/list-spec";
import { listUsers, type UserPage } from "@/lib/users/list-users";
import { getOrganization } from "./get-organization";

/** A page of an organization's members: the list of users, kept to this organization by the same indexes. */
export async function listMembers(
  ctx: Context,
  organizationId: string,
  params: UserListParams,
): Promise<UserPage> {
  assertCan(ctx, "organizations:read");
  const { id } = await getOrganization(ctx, organizationId);
  return listUsers(ctx, { ...params, filters: { ...params.filters, organization: [id] } });
}
