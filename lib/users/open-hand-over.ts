import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, EnvironmentRef } from "@/lib/core/context";
import { openWithToken, tokenHash } from "@/lib/core/crypto";
import { db, inTransaction } from "@/lib/core/db";

const isToken = (token: string) => /^[a-zA-Z0-9]{43}$/.test(token);

/** Whether a hand-over link can still be opened; opens nothing. */
export async function isHandOverOpen(environment: EnvironmentRef, token: string): Promise<boolean> {
  if (!isToken(token)) return false;
  const count = await db.passwordHandOver.count({
    where: { environmentId: environment.id, tokenHash: tokenHash(token), expiresAt: { gt: new Date() } },
  });
  return count > 0;
}

/** Opens a hand-over link, which can be done once, and records it; null when it was opened before or has expired. */
export async function openHandOver(ctx: Context, token: string): Promise<string | null> {
  if (!isToken(token)) return null;
  return inTransaction(ctx, async (tx) => {
    // Deleted by the same statement that reads it: of two who press at once, one sees the password.
    const [row] = await tx.$queryRaw<{ userId: string; sealed: string }[]>`
      DELETE FROM password_hand_over
      WHERE environment_id = ${ctx.environment.id}::uuid AND token_hash = ${tokenHash(token)} AND expires_at > now()
      RETURNING user_id AS "userId", sealed`;
    if (!row) return null;
    await recordEvent(tx, ctx, {
      type: "user.password_hand_over_opened",
      target: { type: "user", id: row.userId },
    });
    return openWithToken(token, row.sealed);
  });
}
