import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { ListParams } from "@/lib/core/list-params";
import { assertCan } from "./assert-can";
import { readKeyedPage } from "./read-keyed-page";

/** A page of the permissions of this environment by name. */
export async function listPermissions(ctx: Context, params: ListParams<"name", never>) {
  assertCan(ctx, "roles:read");
  const { rows, ...page } = await readKeyedPage(ctx, params, {
    rows: (query) =>
      db.permission.findMany({
        ...query,
        select: {
          id: true,
          name: true,
          key: true,
          description: true,
          isAddedToNewRoles: true,
          _count: { select: { roles: true } },
        },
      }),
    count: (where) => db.permission.count({ where }),
  });
  return { permissions: rows.map(({ _count, ...row }) => ({ ...row, roles: _count.roles })), ...page };
}

export type PermissionRow = Awaited<ReturnType<typeof listPermissions>>["permissions"][number];
