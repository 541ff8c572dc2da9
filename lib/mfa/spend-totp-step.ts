import "server-only";
import type { Tx } from "@/lib/core/db";

/**
 * Uses up the step of an authenticator app's code, at sign-in as on the phone with an agent. Only forward: a code that was used
 * once, or an older one, is worth nothing, however many try at once.
 */
export async function spendTotpStep(tx: Tx, factorId: string, step: number): Promise<boolean> {
  const { count } = await tx.mfaFactor.updateMany({
    where: { id: factorId, OR: [{ lastUsedStep: null }, { lastUsedStep: { lt: step } }] },
    data: { lastUsedStep: step, lastUsedAt: new Date() },
  });
  return count === 1;
}
