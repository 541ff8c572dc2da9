import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import type { confirmSubscriptionInput } from "./schema";

const NO_LONGER_GOOD = "This link was used already, or has expired. If you have confirmed, all is done.";

/** Puts an address on its list for whoever holds the token of its mail: that is what authorizes here. */
export async function confirmSubscription(
  ctx: Context,
  { token }: z.output<typeof confirmSubscriptionInput>,
): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const now = new Date();
    const where = {
      confirmTokenHash: tokenHash(token),
      environmentId: ctx.environment.id,
      status: "pending",
      confirmTokenExpiresAt: { gt: now },
    } as const;
    const subscriber = await tx.subscriber.findFirst({ where, select: { id: true } });
    // The token is spent by the write itself: of two clicks at once one confirms.
    const { count } = await tx.subscriber.updateMany({
      where,
      data: {
        status: "confirmed",
        emailProvenAt: now,
        confirmTokenHash: null,
        confirmTokenExpiresAt: null,
      },
    });
    if (!subscriber || count === 0) throw new AppError("not_found", NO_LONGER_GOOD);
    await recordEvent(tx, ctx, {
      type: "subscriber.confirmed",
      target: { type: "subscriber", id: subscriber.id },
      before: { status: "pending" },
      after: { status: "confirmed" },
    });
  });
}
