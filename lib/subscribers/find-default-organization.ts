import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";

/** The organization that a converted subscriber joins unless the admin chooses another. */
export async function findDefaultOrganization(
  ctx: Context,
): Promise<{ value: string; label: string } | null> {
  assertCan(ctx, "users:create");
  const found = await db.organization.findFirst({
    where: { environmentId: ctx.environment.id, isDefault: true },
    select: { id: true, name: true },
  });
  return found ? { value: found.id, label: found.name } : null;
}
