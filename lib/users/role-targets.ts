import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import type { Grant } from "./access-change";
import { assertMayChangeRoles } from "./assert-may-change-roles";
import { changeTargets, type LockedUser, type TargetResult } from "./change-targets";
import { requireTarget } from "./guard-target";

type Change = { organizationId: string; roleId: string; isGiven: boolean };

/** Gives these users a role in one organization, or takes it, within the caller's transaction; the rights are asked for. */
export async function roleTargets(
  tx: Tx,
  ctx: Context,
  userIds: readonly string[],
  { organizationId, roleId, isGiven }: Change,
): Promise<TargetResult[]> {
  const role = await holdPlace(tx, ctx, { organizationId, roleId });
  const change = { added: isGiven ? [role] : [], removed: isGiven ? [] : [role] };
  return changeTargets(tx, ctx, userIds, {
    from: ["active", "suspended"],
    guard: async (id) => assertMayChangeRoles(tx, ctx, await requireTarget(tx, ctx, id), change),
    refuse: (users) => refuse(tx, users, { organizationId, roleId, isGiven }),
    change: async (users) => {
      const ids = users.map(({ id }) => id);
      const grantedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
      if (isGiven) {
        await tx.membershipRole.createMany({
          data: ids.map((userId) => ({ organizationId, userId, roleId, grantedById })),
        });
      } else {
        await tx.membershipRole.deleteMany({ where: { organizationId, roleId, userId: { in: ids } } });
      }
      await recordEvents(
        tx,
        ctx,
        ids.map((id) => ({
          type: "user.roles_updated",
          target: { type: "user", id },
          organizationId,
          before: isGiven ? {} : { rolesRemoved: [role.key] },
          after: isGiven ? { rolesAdded: [role.key] } : {},
        })),
      );
    },
  });
}

/** Keeps the organization and the role from being deleted until the transaction ends. */
async function holdPlace(
  tx: Tx,
  ctx: Context,
  { organizationId, roleId }: { organizationId: string; roleId: string },
): Promise<Grant> {
  const environmentId = ctx.environment.id;
  const organizations = isId(organizationId)
    ? await tx.$queryRaw<{ id: string }[]>`
        SELECT id FROM organization
        WHERE id = ${organizationId}::uuid AND environment_id = ${environmentId}::uuid FOR KEY SHARE`
    : [];
  if (organizations.length === 0) throw notFoundError("organization");
  const [role] = isId(roleId)
    ? await tx.$queryRaw<Grant[]>`
        SELECT id, key, name FROM role
        WHERE id = ${roleId}::uuid AND environment_id = ${environmentId}::uuid FOR KEY SHARE`
    : [];
  if (!role) throw notFoundError("role");
  return role;
}

async function refuse(
  tx: Tx,
  users: readonly LockedUser[],
  { organizationId, roleId, isGiven }: Change,
): Promise<Map<string, AppError>> {
  const ids = users.map(({ id }) => id);
  const members = await tx.$queryRaw<{ id: string }[]>`
    SELECT user_id AS id FROM membership
    WHERE organization_id = ${organizationId}::uuid AND user_id = ANY (${ids}::uuid[])
    ORDER BY user_id FOR UPDATE`;
  const holders = await tx.membershipRole.findMany({
    where: { organizationId, roleId, userId: { in: ids } },
    select: { userId: true },
  });
  const [isMember, isHolder] = [
    new Set(members.map(({ id }) => id)),
    new Set(holders.map(({ userId }) => userId)),
  ];
  const conflict = (message: string) => new AppError("conflict", message);
  const errors = new Map<string, AppError>();
  for (const id of ids) {
    if (!isMember.has(id)) errors.set(id, conflict("This user does not belong to this organization."));
    else if (isHolder.has(id) === isGiven) {
      const stand = isGiven ? "already has" : "does not have";
      errors.set(id, conflict(`This user ${stand} this role in this organization.`));
    }
  }
  return errors;
}
