import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireGround } from "@/lib/support/require-ground";
import { requireTarget } from "./guard-target";
import { lockUser } from "./lock-user";
import type { makeIdentityPrimaryInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Makes an identity the one of its type that tokens carry and that mail goes to. */
export async function makeIdentityPrimary(
  ctx: Context,
  input: z.output<typeof makeIdentityPrimaryInput>,
): Promise<void> {
  assertCan(ctx, "users:update");
  if (!isId(input.identityId)) throw notFoundError("identity");
  await inTransaction(ctx, async (tx) => {
    const { id: userId } = await requireTarget(tx, ctx, input.userId);
    const status = await lockUser(tx, ctx, userId);
    const identity = await tx.identity.findFirst({
      where: { id: input.identityId, userId },
      select: { id: true, type: true },
    });
    if (!identity) throw notFoundError("identity");
    if (status === "deleted") throw stateConflict(status, ["active", "suspended"]);

    const { type } = identity;
    const previous = await tx.identity.findFirst({
      where: { userId, type, isPrimary: true },
      select: { id: true },
    });
    if (previous?.id === identity.id) throw new AppError("conflict", "This identity is already primary.");
    const ground = await requireGround(tx, ctx, "change_identity", [userId]);
    await tx.identity.updateMany({ where: { userId, type, isPrimary: true }, data: { isPrimary: false } });
    await tx.identity.update({ where: { id: identity.id }, data: { isPrimary: true } });
    await recordEvent(tx, ctx, {
      type: "identity.made_primary",
      target: { type: "identity", id: identity.id },
      userId,
      before: { type, primaryId: previous?.id ?? null },
      after: { type, primaryId: identity.id, ...ground },
    });
  });
}
