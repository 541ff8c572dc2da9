import "server-only";
import { z } from "zod";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";

const rows = z.array(z.record(z.string(), z.json()));
const snapshot = z.record(z.string(), rows);

export type Snapshot = z.output<typeof snapshot>;

/** A user in the recycle bin of this environment, held until the transaction ends, and within the actor's reach. */
export async function requireDeletedUser(tx: Tx, ctx: Context, userId: string) {
  const missing = new AppError(
    "not_found",
    "This user is not among the deleted users: restored or erased meanwhile, or not of this environment.",
  );
  if (!isId(userId)) throw missing;
  const where = { id: userId, environmentId: ctx.environment.id };
  await tx.$queryRaw`
    SELECT id FROM deleted_user
    WHERE id = ${userId}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`;
  const found = await tx.deletedUser.findFirst({ where });
  if (!found) throw missing;
  const kept = snapshot.parse(found.snapshot);
  await assertWithinReach(tx, ctx, kept);
  return { ...found, snapshot: kept };
}

/** As with living owners: only an owner acts on one, or an admin could make themselves an owner's equal. */
async function assertWithinReach(tx: Tx, ctx: Context, kept: Snapshot): Promise<void> {
  const { actor, environment } = ctx;
  if (environment.key !== TEAM_ENVIRONMENT || actor.type === "system") return;
  if (actor.type === "admin" && actor.isOwner) return;
  const owner = await tx.role.findFirst({
    where: { environmentId: environment.id, key: OWNER_ROLE_KEY },
    select: { id: true },
  });
  if ((kept.membership_role ?? []).some((row) => row.role_id === owner?.id)) {
    throw new AppError("forbidden", "This user was an owner. Only an owner can change an owner.");
  }
}
