import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import type { UserStatus } from "@/prisma/generated/client";

export type TargetUser = {
  id: string;
  status: UserStatus;
  firstName: string;
  lastName: string;
  /** An owner of the installation: only ever true in the environment of the staff. */
  isOwner: boolean;
};

/** The user a deed is about to change: of this environment, and within the actor's reach. */
export async function requireTarget(tx: Tx, ctx: Context, userId: string): Promise<TargetUser> {
  if (!isId(userId)) throw notFoundError("user");
  const isTeam = ctx.environment.key === TEAM_ENVIRONMENT;
  if (isTeam) await lockOwners(tx, ctx);
  const user = await tx.user.findFirst({
    where: { id: userId, environmentId: ctx.environment.id },
    select: { id: true, status: true, firstName: true, lastName: true },
  });
  if (!user) throw notFoundError("user");

  const isOwner = isTeam && (await tx.membershipRole.count({ where: ownersOf(ctx, user.id) })) > 0;
  const { actor } = ctx;
  if (isOwner && actor.type !== "system" && !(actor.type === "admin" && actor.isOwner)) {
    throw new AppError("forbidden", "This user is an owner. Only an owner can change an owner.");
  }
  if (isTeam) await assertNoMoreRights(tx, ctx, user.id);
  return { ...user, isOwner };
}

/** Whoever could replace the password of a colleague with more rights would have those rights by it. */
async function assertNoMoreRights(tx: Tx, { actor, environment }: Context, userId: string): Promise<void> {
  if (actor.type !== "admin" || actor.isOwner || actor.id === userId) return;
  const more = await tx.permission.findFirst({
    where: {
      environmentId: environment.id,
      key: { notIn: [...actor.permissions] },
      OR: [
        { roles: { some: { role: { members: { some: { userId } } } } } },
        { members: { some: { userId } } },
      ],
    },
    select: { id: true },
  });
  if (more) {
    throw new AppError("forbidden", "This user has rights that you do not have. Ask an owner to do it.");
  }
}

/** Refuses to end one's own access and that of the last owner, so that nobody locks everybody out. */
export async function assertMayEndAccess(
  tx: Tx,
  ctx: Context,
  user: TargetUser,
  deed: "suspend" | "delete",
): Promise<void> {
  if (ctx.actor.type === "admin" && ctx.actor.id === user.id) {
    throw new AppError("forbidden", `You cannot ${deed} yourself. Ask another member of your team to do it.`);
  }
  await assertOtherOwner(tx, ctx, user, deed);
}

/** Refuses what would leave the team without an active owner; the lock of `requireTarget` makes this free of races. */
export async function assertOtherOwner(
  tx: Tx,
  ctx: Context,
  user: TargetUser,
  deed: "suspend" | "delete" | "take the Owner role from" | "take the last identity from",
): Promise<void> {
  if (!user.isOwner || user.status !== "active") return;
  const otherOwners = await tx.membershipRole.count({
    where: {
      ...ownersOf(ctx),
      userId: { not: user.id },
      membership: { user: { status: "active" }, organization: { suspendedAt: null } },
    },
  });
  if (otherOwners === 0) {
    throw new AppError(
      "forbidden",
      `This is the last owner, so you cannot ${deed} this user. Make somebody else an owner first.`,
    );
  }
}

/** Holds the Owner role: two owners who act on each other at once take turns here, so one of them always stays. */
export async function lockOwners(tx: Tx, ctx: Context): Promise<void> {
  await tx.$queryRaw`
    SELECT id FROM role WHERE environment_id = ${ctx.environment.id}::uuid AND key = ${OWNER_ROLE_KEY} FOR UPDATE`;
}

function ownersOf(ctx: Context, userId?: string) {
  return { userId, role: { environmentId: ctx.environment.id, key: OWNER_ROLE_KEY } };
}
