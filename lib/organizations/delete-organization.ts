import "server-only";
import type { z } from "zod";
import { recordEvent, userEventSql } from "@/lib/audit/record-event";
import { removeOrganization } from "@/lib/connections/remove-organization";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { keepOwners } from "@/lib/users/keep-owners";
import { Prisma } from "@/prisma/generated/client";
import { assertNotDefault, lockDefaultOrganization, lockOrganization } from "./lock-organization";
import { moveToDefault } from "./move-to-default";
import type { deleteOrganizationInput } from "./schema";

// An organization of some hundred thousand members takes its time, and must not be half deleted.
const TIMEOUT = 180_000;

/**
 * Deletes an organization with all roles and permissions given in it. Its users are removed from it, not deleted: whoever
 * would be left without an organization moves to the default one.
 */
export async function deleteOrganization(
  ctx: Context,
  input: z.output<typeof deleteOrganizationInput>,
): Promise<{ removed: number; moved: number }> {
  assertCan(ctx, "organizations:write");
  return inTransaction(
    ctx,
    (tx) =>
      keepOwners(tx, ctx, async () => {
        // Deletions take turns: of somebody's two last organizations the second to go must see that the first is gone.
        const defaultId = await lockDefaultOrganization(tx, ctx);
        const organization = await lockOrganization(tx, ctx, input.organizationId);
        assertNotDefault(organization, "deleted");
        const { id, code, name, externalId } = organization;
        const { moved, roles } = await moveToDefault(tx, ctx, { from: id, to: defaultId });
        const removed = await removeMembers(tx, ctx, id);
        await removeOrganization(tx, ctx, id);
        await tx.organization.delete({ where: { id, isDefault: false }, select: { id: true } });
        await recordEvent(tx, ctx, {
          type: "organization.deleted",
          target: { type: "organization", id },
          organizationId: id,
          before: { name, code, externalId },
          after: {
            usersRemoved: removed,
            usersMovedToDefaultOrganization: moved,
            ...(moved > 0 && roles.length > 0 && { roles }),
          },
        });
        return { removed, moved };
      }),
    { timeout: TIMEOUT },
  );
}

// One statement, also for the events of some hundred thousand users: what it reads is what stood before it.
async function removeMembers(tx: Tx, ctx: Context, organizationId: string): Promise<number> {
  const event = userEventSql(
    ctx,
    {
      type: "organization.member_removed",
      organizationId,
      reason: "The organization was deleted",
      before: { isMember: true },
      after: { isMember: false },
    },
    {
      userId: Prisma.sql`gone.user_id`,
      before: Prisma.sql`jsonb_build_object(
        'roles', ARRAY (
          SELECT r.key FROM membership_role given JOIN role r ON r.id = given.role_id
          WHERE given.organization_id = gone.organization_id AND given.user_id = gone.user_id ORDER BY r.key),
        'permissions', ARRAY (
          SELECT p.key FROM membership_permission given JOIN permission p ON p.id = given.permission_id
          WHERE given.organization_id = gone.organization_id AND given.user_id = gone.user_id ORDER BY p.key))`,
    },
  );
  return tx.$executeRaw`
    WITH gone AS (
      DELETE FROM membership WHERE organization_id = ${organizationId}::uuid RETURNING organization_id, user_id
    )
    INSERT INTO audit_event SELECT event.* FROM gone CROSS JOIN LATERAL ${event} AS event`;
}
