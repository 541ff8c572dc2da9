import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { UserListParams } from "./list-spec";

const MOST_ROLES = 200;

type Choice = { value: string; label: string };

export type UserFilterChoices = {
  roles: Choice[];
  /** Those that the filter names already; others are found by typing. */
  organizations: Choice[];
  /** Where a new user goes unless the admin says otherwise. */
  defaultOrganization: Choice | null;
};

/** What the filters of the list offer and already hold. */
export async function listUserFilters(ctx: Context, params: UserListParams): Promise<UserFilterChoices> {
  assertCan(ctx, "users:read");
  const environmentId = ctx.environment.id;
  const chosen = params.filters.organization.filter(isId);
  const select = { id: true, name: true } as const;
  const [roles, organizations] = await Promise.all([
    db.role.findMany({ where: { environmentId }, orderBy: { name: "asc" }, take: MOST_ROLES, select }),
    db.organization.findMany({
      where: { environmentId, OR: [{ id: { in: chosen } }, { isDefault: true }] },
      select: { ...select, isDefault: true },
    }),
  ]);
  const toChoice = ({ id, name }: { id: string; name: string }): Choice => ({ value: id, label: name });
  const standard = organizations.find(({ isDefault }) => isDefault);
  return {
    roles: roles.map(toChoice),
    organizations: organizations.filter(({ id }) => chosen.includes(id)).map(toChoice),
    defaultOrganization: standard ? toChoice(standard) : null,
  };
}
