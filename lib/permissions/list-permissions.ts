import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { ListParams } from "@/lib/core/list-params";
import { namePage } from "@/lib/core/name-page";
import { assertCan } from "./assert-can";
import { containsText } from "./contains-text";

/** A page of the permissions of this environment by name; the search looks at name, key and description. */
export async function listPermissions(ctx: Context, params: ListParams<"name", never>) {
  assertCan(ctx, "roles:read");
  const environmentId = ctx.environment.id;
  const page = namePage(params);
  const matches = containsText(params.q);
  const [found, count] = await Promise.all([
    db.permission.findMany({
      ...page.query,
      where: { environmentId, AND: [matches, page.after] },
      select: {
        id: true,
        name: true,
        key: true,
        description: true,
        isAddedToNewRoles: true,
        _count: { select: { roles: true } },
      },
    }),
    db.permission.count({ where: { environmentId, ...matches } }),
  ]);
  const { rows, ...cursors } = page.toPage(found);
  return {
    permissions: rows.map(({ _count, ...row }) => ({ ...row, roles: _count.roles })),
    count,
    ...cursors,
  };
}

export type PermissionRow = Awaited<ReturnType<typeof listPermissions>>["permissions"][number];
