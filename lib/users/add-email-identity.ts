import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { assertClaimsFree, orClaimConflict } from "./free-claims";
import { requireTarget } from "./guard-target";
import { lockUser } from "./lock-user";
import type { addEmailIdentityInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Gives a user one more email address; the first one is the primary. */
export async function addEmailIdentity(
  ctx: Context,
  input: z.output<typeof addEmailIdentityInput>,
): Promise<{ identityId: string }> {
  assertCan(ctx, "users:update");
  const identityId = newId();
  const identity = { type: "email", value: input.email, claim: toClaim("email", input.email) } as const;

  await orClaimConflict(
    inTransaction(ctx, async (tx) => {
      const { id: userId } = await requireTarget(tx, ctx, input.userId);
      const status = await lockUser(tx, ctx, userId);
      if (status === "deleted") throw stateConflict(status, ["active", "suspended"]);
      await assertClaimsFree(tx, ctx, [identity]);
      const isPrimary = (await tx.identity.count({ where: { userId, type: "email" } })) === 0;
      await tx.identity.create({
        data: { ...identity, id: identityId, environmentId: ctx.environment.id, userId, isPrimary },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "identity.added",
        target: { type: "identity", id: identityId },
        userId,
        after: { type: identity.type, value: identity.value, isPrimary },
      });
    }),
  );
  return { identityId };
}
