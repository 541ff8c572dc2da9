import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { accessChange, type Grant } from "./access-change";
import { assertMayGive } from "./assert-may-give";
import { requireTarget } from "./guard-target";
import { lockMembership } from "./lock-membership";
import type { setUserPermissionsInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Sets which single permissions a user has in one organization, besides those of the user's roles. */
export async function setUserPermissions(
  ctx: Context,
  input: z.output<typeof setUserPermissionsInput>,
): Promise<void> {
  assertCan(ctx, "users:set_roles");
  const { organizationId } = input;
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    if (user.status === "deleted") throw stateConflict(user.status, ["active", "suspended"]);
    const place = { organizationId, userId: user.id };
    await lockMembership(tx, ctx, place);

    const links = await tx.membershipPermission.findMany({ where: place, select: { permissionId: true } });
    const given = links.map(({ permissionId }) => permissionId);
    const { added, removed } = accessChange({
      noun: "permission",
      known: await lockPermissions(tx, ctx, [...given, ...input.seenPermissionIds, ...input.permissionIds]),
      given,
      seen: input.seenPermissionIds,
      wanted: input.permissionIds,
    });
    if (added.length + removed.length === 0) return;
    assertMayGive(
      ctx,
      user.id,
      added.map(({ key }) => key),
    );

    await tx.membershipPermission.deleteMany({
      where: { ...place, permissionId: { in: removed.map(({ id }) => id) } },
    });
    const grantedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
    await tx.membershipPermission.createMany({
      data: added.map(({ id }) => ({ ...place, permissionId: id, grantedById })),
    });
    await recordEvent(tx, ctx, {
      type: "user.permissions_updated",
      target: { type: "user", id: user.id },
      organizationId,
      before: removed.length > 0 ? { permissionsRemoved: removed.map(({ key }) => key) } : {},
      after: added.length > 0 ? { permissionsAdded: added.map(({ key }) => key) } : {},
    });
  });
}

// A permission that is being deleted is either gone when the lock is got, or deleted after it was given.
function lockPermissions(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Grant[]> {
  return tx.$queryRaw<Grant[]>`
    SELECT id, key, name FROM permission
    WHERE environment_id = ${ctx.environment.id}::uuid AND id = ANY(${ids.filter(isId)}::uuid[])
    ORDER BY id FOR KEY SHARE`;
}
