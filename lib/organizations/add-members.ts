import "server-only";
import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { isMemberAlready, memberTargets } from "./member-targets";
import type { addMembersInput } from "./schema";

/** Adds users of this environment to an organization; those who are members already stay as they are. */
export async function addMembers(
  ctx: Context,
  input: z.output<typeof addMembersInput>,
): Promise<{ added: number }> {
  assertCan(ctx, "organizations:write");
  return inTransaction(ctx, async (tx) => {
    const results = await memberTargets(tx, ctx, input.userIds, input.organizationId);
    if (results.some((result) => result.error && !isMemberAlready(result))) throw notFoundError("user");
    const added = results.filter(({ error }) => !error).length;
    if (added === 0) {
      throw new AppError(
        "conflict",
        results.length === 1
          ? "This user is already a member of this organization."
          : "These users are already members of this organization.",
      );
    }
    return { added };
  });
}
