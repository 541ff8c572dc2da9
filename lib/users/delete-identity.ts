import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { toClaim } from "@/lib/core/identity-claim";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { groundFacts, requireGround } from "@/lib/support/require-ground";
import type { IdentityType } from "@/prisma/generated/client";
import { assertOtherOwner, requireTarget } from "./guard-target";
import { lockUser } from "./lock-user";
import type { deleteIdentityInput } from "./schema";
import { stateConflict } from "./state-conflict";

/** Takes an identity from a user; the last one only once the admin has typed it, knowing that no way in is left. */
export async function deleteIdentity(
  ctx: Context,
  input: z.output<typeof deleteIdentityInput>,
): Promise<void> {
  assertCan(ctx, "users:update");
  if (!isId(input.identityId)) throw notFoundError("identity");
  await inTransaction(ctx, async (tx) => {
    const user = await requireTarget(tx, ctx, input.userId);
    const userId = user.id;
    const identity = await tx.identity.findFirst({
      where: { id: input.identityId, userId },
      select: { id: true, type: true, value: true, isPrimary: true },
    });
    if (!identity) throw notFoundError("identity");
    const status = await lockUser(tx, ctx, userId);
    if (status === "deleted") throw stateConflict(status, ["active", "suspended"]);
    const ground = await requireGround(tx, ctx, "change_identity", [userId]);

    const others = await tx.identity.count({ where: { userId, id: { not: identity.id } } });
    if (others === 0) {
      await assertOtherOwner(tx, ctx, user, "take the last identity from");
      assertConfirmed(identity, input.confirmation);
    }
    const { count } = await tx.identity.deleteMany({ where: { id: identity.id, userId } });
    if (count === 0) throw stateConflict(status, [status]);
    if (identity.isPrimary) await makeOldestPrimary(tx, userId, identity.type);
    await recordEvent(tx, ctx, {
      type: "identity.deleted",
      target: { type: "identity", id: identity.id },
      userId,
      before: { type: identity.type, value: identity.value, isPrimary: identity.isPrimary },
      after: groundFacts(ground),
    });
  });
}

function assertConfirmed({ type, value }: { type: IdentityType; value: string }, typed: string): void {
  // What an enterprise identity shows is an address, or what the provider numbers its users by.
  const kind = type === "enterprise" ? "email" : type;
  if (typed && toClaim(kind, typed) === toClaim(kind, value)) return;
  throw new AppError(
    "conflict",
    "This is the only identity of this user. Without it they cannot sign in. Type it to delete it all the same.",
  );
}

async function makeOldestPrimary(tx: Tx, userId: string, type: IdentityType): Promise<void> {
  const next = await tx.identity.findFirst({
    where: { userId, type },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  if (next) await tx.identity.update({ where: { id: next.id }, data: { isPrimary: true } });
}
