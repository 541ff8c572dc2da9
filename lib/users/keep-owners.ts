import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import { lockOwners } from "./guard-target";

/**
 * Makes a change that may touch memberships of the team: refused when it would leave no owner, or change who is one
 * without the actor being an owner. Elsewhere there is nothing to guard.
 */
export async function keepOwners<T>(tx: Tx, ctx: Context, change: () => Promise<T>): Promise<T> {
  if (ctx.environment.key !== TEAM_ENVIRONMENT) return change();
  await lockOwners(tx, ctx);
  const before = await listOwnerships(tx, ctx);
  const result = await change();
  const after = await listOwnerships(tx, ctx);
  if (before.join() === after.join()) return result;
  const { actor } = ctx;
  if (actor.type !== "system" && !(actor.type === "admin" && actor.isOwner)) {
    throw new AppError("forbidden", "This would change who is an owner. Only an owner can do that.");
  }
  if (after.length === 0) {
    throw new AppError("forbidden", "This would leave no owner. Make somebody else an owner first.");
  }
  return result;
}

async function listOwnerships(tx: Tx, ctx: Context): Promise<string[]> {
  const rows = await tx.membershipRole.findMany({
    where: {
      role: { environmentId: ctx.environment.id, key: OWNER_ROLE_KEY },
      membership: { user: { status: "active" }, organization: { suspendedAt: null } },
    },
    orderBy: [{ userId: "asc" }, { organizationId: "asc" }],
    select: { userId: true, organizationId: true },
  });
  return rows.map(({ userId, organizationId }) => `${userId} ${organizationId}`);
}
