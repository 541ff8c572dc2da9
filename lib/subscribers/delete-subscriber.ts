import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { subscriberIdInput } from "./schema";

/** Takes an address off its list for good; a user made of it stays. */
export async function deleteSubscriber(
  ctx: Context,
  { subscriberId }: z.output<typeof subscriberIdInput>,
): Promise<void> {
  assertCan(ctx, "subscribers:write");
  if (!isId(subscriberId)) throw notFoundError("subscriber");
  await inTransaction(ctx, async (tx) => {
    const where = { id: subscriberId, environmentId: ctx.environment.id };
    const subscriber = await tx.subscriber.findFirst({ where, select: { kind: true, status: true } });
    // Of two who delete at once the second finds nothing left to delete.
    const { count } = await tx.subscriber.deleteMany({ where });
    if (!subscriber || count === 0) throw notFoundError("subscriber");
    await recordEvent(tx, ctx, {
      type: "subscriber.deleted",
      target: { type: "subscriber", id: subscriberId },
      before: subscriber,
    });
  });
}
