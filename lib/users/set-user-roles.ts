import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { accessChange, type Grant } from "./access-change";
import { assertMayChangeRoles } from "./assert-may-change-roles";
import { requireTarget } from "./guard-target";
import { lockMembership } from "./lock-membership";
import type { setUserRolesInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Sets which roles a user has in one organization; tokens follow at their next refresh. */
export async function setUserRoles(ctx: Context, input: z.output<typeof setUserRolesInput>): Promise<void> {
  assertCan(ctx, "users:set_roles");
  const { organizationId } = input;
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    if (user.status === "deleted") throw stateConflict(user.status, ["active", "suspended"]);
    const place = { organizationId, userId: user.id };
    await lockMembership(tx, ctx, place);

    const links = await tx.membershipRole.findMany({ where: place, select: { roleId: true } });
    const given = links.map(({ roleId }) => roleId);
    const { added, removed } = accessChange({
      noun: "role",
      known: await lockRoles(tx, ctx, [...given, ...input.seenRoleIds, ...input.roleIds]),
      given,
      seen: input.seenRoleIds,
      wanted: input.roleIds,
    });
    if (added.length + removed.length === 0) return;
    await assertMayChangeRoles(tx, ctx, user, { added, removed });

    await tx.membershipRole.deleteMany({ where: { ...place, roleId: { in: removed.map(({ id }) => id) } } });
    const grantedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
    await tx.membershipRole.createMany({
      data: added.map(({ id }) => ({ ...place, roleId: id, grantedById })),
    });
    await recordEvent(tx, ctx, {
      type: "user.roles_updated",
      target: { type: "user", id: user.id },
      organizationId,
      before: removed.length > 0 ? { rolesRemoved: removed.map(({ key }) => key) } : {},
      after: added.length > 0 ? { rolesAdded: added.map(({ key }) => key) } : {},
    });
  });
}

// A role that is being deleted is either gone when the lock is got, or deleted after it was given.
function lockRoles(tx: Tx, ctx: Context, ids: readonly string[]): Promise<Grant[]> {
  return tx.$queryRaw<Grant[]>`
    SELECT id, key, name FROM role
    WHERE environment_id = ${ctx.environment.id}::uuid AND id = ANY(${ids.filter(isId)}::uuid[])
    ORDER BY id FOR KEY SHARE`;
}
