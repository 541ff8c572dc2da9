import "server-only";
import type { z } from "zod";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { holdOrganizations } from "./hold-organizations";
import type { addMembersInput } from "./schema";

/** Adds users of this environment to an organization; those who are members already stay as they are. */
export async function addMembers(
  ctx: Context,
  input: z.output<typeof addMembersInput>,
): Promise<{ added: number }> {
  assertCan(ctx, "organizations:write");
  return inTransaction(ctx, async (tx) => {
    const [organization] = await holdOrganizations(tx, ctx, [input.organizationId]);
    if (!organization) throw notFoundError("organization");
    const userIds = [...new Set(input.userIds)];
    const users = await tx.user.findMany({
      where: {
        id: { in: userIds.filter(isId) },
        environmentId: ctx.environment.id,
        status: { not: "deleted" },
      },
      select: { id: true },
    });
    if (users.length < userIds.length) throw notFoundError("user");
    const rows = await tx.membership.createManyAndReturn({
      data: users.map(({ id }) => ({ organizationId: organization.id, userId: id })),
      skipDuplicates: true,
      select: { userId: true },
    });
    if (rows.length === 0) {
      throw new AppError(
        "conflict",
        userIds.length === 1
          ? "This user is already a member of this organization."
          : "These users are already members of this organization.",
      );
    }
    await recordEvents(
      tx,
      ctx,
      rows.map(({ userId }) => ({
        type: "organization.member_added",
        target: { type: "user", id: userId },
        organizationId: organization.id,
        before: { isMember: false },
        after: { isMember: true },
      })),
    );
    return { added: rows.length };
  });
}
