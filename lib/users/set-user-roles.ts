import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { accessChange } from "./access-change";
import { assertMayChangeRoles } from "./assert-may-change-roles";
import { holdAccessPlace } from "./hold-access-place";
import { lockGrants } from "./lock-grants";
import type { setUserRolesInput } from "./schema";

/** Sets which roles a user has in one organization; tokens follow at their next refresh. */
export async function setUserRoles(ctx: Context, input: z.output<typeof setUserRolesInput>): Promise<void> {
  assertCan(ctx, "users:set_roles");
  const { organizationId } = input;
  await inTransaction(ctx, async (tx) => {
    const { user, place } = await holdAccessPlace(tx, ctx, input);
    const links = await tx.membershipRole.findMany({ where: place, select: { roleId: true } });
    const given = links.map(({ roleId }) => roleId);
    const { added, removed } = accessChange({
      noun: "role",
      known: await lockGrants(tx, ctx, "role", [...given, ...input.seenRoleIds, ...input.roleIds]),
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
