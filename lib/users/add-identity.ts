import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireGround } from "@/lib/support/require-ground";
import { assertNoConnection } from "./assert-no-connection";
import { assertClaimsFree, orClaimConflict } from "./free-claims";
import { requireTarget } from "./guard-target";
import { lockUser } from "./lock-user";
import type { addIdentityInput } from "./schema";
import { stateConflict } from "./state-conflict";
import { toE164 } from "./to-e164";

/** Gives a user one more email address, phone number or username; the first of its type is the primary one. */
export async function addIdentity(
  ctx: Context,
  input: z.output<typeof addIdentityInput>,
): Promise<{ identityId: string }> {
  assertCan(ctx, "users:update");
  const { type } = input;
  const value = type === "phone" ? toE164(input.value, input.country, "value") : input.value;
  const identityId = newId();
  const identity = { type, value, claim: toClaim(type, value) };

  await orClaimConflict(
    inTransaction(ctx, async (tx) => {
      const { id: userId } = await requireTarget(tx, ctx, input.userId);
      const status = await lockUser(tx, ctx, userId);
      if (status === "deleted") throw stateConflict(status, ["active", "suspended"]);
      await assertNoConnection(tx, userId, "and who does can have no other identity.");
      const ground = await requireGround(tx, ctx, "change_identity", [userId]);
      await assertClaimsFree(tx, ctx, [identity], { field: "value", userId });
      const isPrimary = (await tx.identity.count({ where: { userId, type } })) === 0;
      await tx.identity.create({
        data: { ...identity, id: identityId, environmentId: ctx.environment.id, userId, isPrimary },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "identity.added",
        target: { type: "identity", id: identityId },
        userId,
        after: { type, value, isPrimary, ...ground },
      });
    }),
  );
  return { identityId };
}
