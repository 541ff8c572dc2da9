import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { ListParams } from "@/lib/core/list-params";
import { namePage } from "@/lib/core/name-page";
import { assertCan } from "@/lib/permissions/assert-can";
import { containsText } from "@/lib/permissions/contains-text";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";

/** A page of the roles of this environment by name; the search looks at name, key and description. */
export async function listRoles(ctx: Context, params: ListParams<"name", never>) {
  assertCan(ctx, "roles:read");
  const environmentId = ctx.environment.id;
  const page = namePage(params);
  const matches = containsText(params.q);
  const [found, count] = await Promise.all([
    db.role.findMany({
      ...page.query,
      where: { environmentId, AND: [matches, page.after] },
      select: {
        id: true,
        name: true,
        key: true,
        description: true,
        isAssignedToNewUsers: true,
        givenPermissions: true,
        _count: { select: { permissions: true } },
      },
    }),
    db.role.count({ where: { environmentId, ...matches } }),
  ]);
  const { rows, ...cursors } = page.toPage(found);
  return {
    roles: rows.map(({ _count, givenPermissions, ...row }) => {
      const isBuiltIn = givenPermissions.length > 0;
      const isFixed = isBuiltIn && row.key === OWNER_ROLE_KEY;
      return { ...row, isBuiltIn, isFixed, permissions: _count.permissions };
    }),
    count,
    ...cursors,
  };
}

export type RoleRow = Awaited<ReturnType<typeof listRoles>>["roles"][number];
