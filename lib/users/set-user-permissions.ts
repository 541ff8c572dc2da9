import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { accessChange } from "./access-change";
import { assertMayGive } from "./assert-may-give";
import { holdAccessPlace } from "./hold-access-place";
import { lockGrants } from "./lock-grants";
import type { setUserPermissionsInput } from "./schema";

/** Sets which single permissions a user has in one organization, besides those of the user's roles. */
export async function setUserPermissions(
  ctx: Context,
  input: z.output<typeof setUserPermissionsInput>,
): Promise<void> {
  assertCan(ctx, "users:set_roles");
  const { organizationId } = input;
  await inTransaction(ctx, async (tx) => {
    const { user, place } = await holdAccessPlace(tx, ctx, input);
    const links = await tx.membershipPermission.findMany({ where: place, select: { permissionId: true } });
    const given = links.map(({ permissionId }) => permissionId);
    const { added, removed } = accessChange({
      noun: "permission",
      known: await lockGrants(tx, ctx, "permission", [
        ...given,
        ...input.seenPermissionIds,
        ...input.permissionIds,
      ]),
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
