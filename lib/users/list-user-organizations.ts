import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { cleanListText } from "@/lib/core/list-params";
import { assertCan } from "@/lib/permissions/assert-can";

const MOST_FOUND = 20;

/** The first organizations by name that a user belongs to and whose name or code holds the text. */
export async function listUserOrganizations(ctx: Context, userId: string, text: string) {
  assertCan(ctx, "users:read");
  if (!isId(userId)) return [];
  const contains = cleanListText(text).replaceAll(/[\\%_]/g, "\\$&");
  const has = { contains, mode: "insensitive" } as const;
  return db.organization.findMany({
    where: {
      environmentId: ctx.environment.id,
      memberships: { some: { userId } },
      ...(contains && { OR: [{ name: has }, { code: has }] }),
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: MOST_FOUND,
    select: { id: true, name: true, code: true },
  });
}
