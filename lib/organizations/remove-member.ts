import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { keepOwners } from "@/lib/users/keep-owners";
import { lockUser } from "@/lib/users/lock-user";
import { holdOrganizations } from "./hold-organizations";
import { leaveOrganizations } from "./leave-organizations";
import type { removeMemberInput } from "./schema";

/** Removes a user from an organization, with the roles and permissions held there; never from the last one. */
export async function removeMember(
  ctx: Context,
  { organizationId, userId }: z.output<typeof removeMemberInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  if (!isId(userId)) throw notFoundError("user");
  await inTransaction(ctx, (tx) =>
    keepOwners(tx, ctx, async () => {
      await lockUser(tx, ctx, userId);
      const memberships = await tx.membership.findMany({
        where: { userId },
        select: { organizationId: true },
      });
      const held = await holdOrganizations(tx, ctx, [
        organizationId,
        ...memberships.map((membership) => membership.organizationId),
      ]);
      const organization = held.find(({ id }) => id === organizationId);
      if (!organization) throw notFoundError("organization");
      if (!memberships.some((membership) => membership.organizationId === organization.id)) {
        throw new AppError("conflict", "This user is not a member of this organization.");
      }
      if (held.length === 1) {
        throw new AppError(
          "conflict",
          "This is the user’s only organization, and a user always belongs to at least one. Add them to another one first.",
        );
      }
      const [left] = await leaveOrganizations(tx, userId, [organization]);
      await recordEvent(tx, ctx, {
        type: "organization.member_removed",
        target: { type: "user", id: userId },
        organizationId: organization.id,
        before: { isMember: true, roles: left?.roles, permissions: left?.permissions },
        after: { isMember: false },
      });
    }),
  );
}
