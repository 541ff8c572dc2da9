import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { ListParams } from "@/lib/core/list-params";
import { assertCan } from "@/lib/permissions/assert-can";
import { readKeyedPage } from "@/lib/permissions/read-keyed-page";
import { builtIn } from "./built-in";

/** A page of the roles of this environment by name. */
export async function listRoles(ctx: Context, params: ListParams<"name", never>) {
  assertCan(ctx, "roles:read");
  const { rows, ...page } = await readKeyedPage(ctx, params, {
    rows: (query) =>
      db.role.findMany({
        ...query,
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
    count: (where) => db.role.count({ where }),
  });
  return {
    roles: rows.map(({ _count, givenPermissions, ...row }) => ({
      ...row,
      ...builtIn(ctx, { key: row.key, givenPermissions }),
      permissions: _count.permissions,
    })),
    ...page,
  };
}

export type RoleRow = Awaited<ReturnType<typeof listRoles>>["roles"][number];
