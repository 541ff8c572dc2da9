import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import type { Grant } from "./access-change";
import { assertMayGive } from "./assert-may-give";
import { assertOtherOwner, type TargetUser } from "./guard-target";

/** In the team: refuses to give what the actor does not have, to change who is an owner without being one, and the last owner. */
export async function assertMayChangeRoles(
  tx: Tx,
  ctx: Context,
  user: TargetUser,
  { added, removed }: { added: Grant[]; removed: Grant[] },
): Promise<void> {
  if (ctx.environment.key !== TEAM_ENVIRONMENT) return;
  const held = await tx.rolePermission.findMany({
    where: { roleId: { in: added.map(({ id }) => id) } },
    select: { permission: { select: { key: true } } },
  });
  assertMayGive(
    ctx,
    user.id,
    held.map(({ permission }) => permission.key),
  );
  const isOwnerRole = ({ key }: Grant) => key === OWNER_ROLE_KEY;
  if (added.some(isOwnerRole) && ctx.actor.type !== "system") {
    if (!(ctx.actor.type === "admin" && ctx.actor.isOwner)) {
      throw new AppError("forbidden", "Only an owner can make somebody an owner.");
    }
  }
  if (removed.some(isOwnerRole)) await assertOtherOwner(tx, ctx, user, "take the Owner role from");
}
