import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { MAX_ACCESS_TOKEN_SECONDS } from "./adapter";
import { createKey, lockKeys } from "./signing-keys";

// Long enough for every process of ours and most caches of the key set to have seen the new key before it signs.
const ANNOUNCED_MS = 10 * 60_000;
const MARGIN_MS = 60 * 60_000;

/** Publishes a new key that signs from ten minutes on; the old ones stay published until their tokens have expired. */
export async function rotateSigningKey(ctx: Context): Promise<{ kid: string; activeFrom: Date }> {
  assertCan(ctx, "settings:write");
  const environmentId = ctx.environment.id;
  return inTransaction(ctx, async (tx) => {
    await lockKeys(tx, environmentId);
    const now = new Date();
    const isAnnounced = await tx.signingKey.findFirst({
      where: { environmentId, activeFrom: { gt: now } },
      select: { id: true },
    });
    if (isAnnounced)
      throw new AppError("conflict", "A new key is on its way already; it signs within ten minutes.");
    const activeFrom = new Date(now.getTime() + ANNOUNCED_MS);
    await tx.signingKey.updateMany({
      where: { environmentId, retiredAt: null },
      data: { retiredAt: new Date(activeFrom.getTime() + MAX_ACCESS_TOKEN_SECONDS * 1000 + MARGIN_MS) },
    });
    const kid = await createKey(tx, environmentId, activeFrom);
    await recordEvent(tx, ctx, {
      type: "signing_key.rotated",
      target: { type: "signing_key", id: kid },
      after: { activeFrom },
    });
    return { kid, activeFrom };
  });
}
