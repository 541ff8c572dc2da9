import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { removeOrganization } from "@/lib/connections/remove-organization";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { keepOwners } from "@/lib/users/keep-owners";
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
        const removed = await tx.$executeRaw`DELETE FROM membership WHERE organization_id = ${id}::uuid`;
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
