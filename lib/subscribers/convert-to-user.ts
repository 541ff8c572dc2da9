import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { createUser } from "@/lib/users/create-user";
import type { convertToUserInput } from "./schema";

/** Makes a user of a subscriber, in one organization. The subscriber stays on the list; an address that is a user already is refused. */
export async function convertToUser(
  ctx: Context,
  { subscriberId, organizationId }: z.output<typeof convertToUserInput>,
): Promise<{ userId: string }> {
  assertCan(ctx, "subscribers:write");
  if (!isId(subscriberId)) throw notFoundError("subscriber");
  return inTransaction(ctx, async (tx) => {
    const subscriber = await lockSubscriber(tx, ctx, subscriberId);
    await assertNoUser(tx, ctx, subscriber);
    const { firstName, lastName, email, emailProvenAt } = subscriber;
    const { userId } = await createUser(
      { ...ctx, tx },
      { firstName, lastName, email, username: "", phone: "", organizationIds: [organizationId] },
    );
    if (emailProvenAt) await verifyEmail(tx, ctx, userId, emailProvenAt);
    await tx.subscriber.update({
      where: { id: subscriberId },
      data: { convertedUserId: userId, convertedAt: new Date() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, {
      type: "subscriber.converted",
      target: { type: "subscriber", id: subscriberId },
      userId,
      organizationId,
    });
    return { userId };
  });
}

// Of two who convert at once the second waits here, and then reads that it is done.
async function lockSubscriber(tx: Tx, ctx: Context, id: string) {
  await tx.$queryRaw`
    SELECT id FROM subscriber
    WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`;
  const subscriber = await tx.subscriber.findFirst({
    where: { id, environmentId: ctx.environment.id },
    select: {
      firstName: true,
      lastName: true,
      email: true,
      claim: true,
      emailProvenAt: true,
      convertedUserId: true,
    },
  });
  if (!subscriber) throw notFoundError("subscriber");
  return subscriber;
}

async function assertNoUser(
  tx: Tx,
  ctx: Context,
  { claim, convertedUserId }: { claim: string; convertedUserId: string | null },
): Promise<void> {
  const taken = await tx.identity.findFirst({
    where: { environmentId: ctx.environment.id, type: "email", claim },
    select: { userId: true },
  });
  // One whose access was removed has no claim any more, but can be restored: no second user beside it.
  const userId = taken?.userId ?? convertedUserId;
  if (userId) {
    throw new AppError("conflict", "This address is a user already.", undefined, {
      type: "user",
      id: userId,
    });
  }
}

// Who clicked the link in a mail to this address has proven it: the user need not do so again.
async function verifyEmail(tx: Tx, ctx: Context, userId: string, verifiedAt: Date): Promise<void> {
  const where = { userId, type: "email" } as const;
  const identity = await tx.identity.findFirstOrThrow({ where, select: { id: true } });
  await tx.identity.update({ where: { id: identity.id }, data: { verifiedAt }, select: { id: true } });
  await recordEvent(tx, ctx, {
    type: "identity.verified",
    target: { type: "identity", id: identity.id },
    userId,
  });
}
