import "server-only";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { giveTemporaryPassword } from "./give-temporary-password";
import { type TEMPORARY_HOURS, temporaryHours } from "./schema";

type Asked = { userId: string; hash: string; hours: (typeof TEMPORARY_HOURS)[number] };

/** Gives a user the temporary password whose hash was made when it was asked for; its hours begin now. */
export async function giveAskedPassword(ctx: Context, { userId, hash, hours }: Asked): Promise<void> {
  assertCan(ctx, "users:reset_password");
  await inTransaction(ctx, async (tx) => {
    const old = await tx.password.findFirst({
      where: { userId, user: { environmentId: ctx.environment.id } },
      select: { hash: true },
    });
    await giveTemporaryPassword(tx, ctx, { userId, hash, oldHash: old?.hash, hours: temporaryHours(hours) });
  });
}
