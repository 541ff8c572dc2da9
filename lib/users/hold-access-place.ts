import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { requireTarget } from "./guard-target";
import { lockMembership } from "./lock-membership";
import { stateConflict } from "./state-conflict";

/** The user whose roles or permissions are about to be set, and where: saves of one user's access there take turns. */
export async function holdAccessPlace(
  tx: Tx,
  ctx: Context,
  { userId, organizationId }: { userId: string; organizationId: string },
) {
  const user = await requireTarget(tx, ctx, userId);
  if (user.status === "deleted") throw stateConflict(user.status, ["active", "suspended"]);
  const place = { organizationId, userId: user.id };
  await lockMembership(tx, ctx, place);
  return { user, place };
}
