import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { recordFailure } from "./record-failure";
import type { Attempt } from "./reserve-attempt";
import { saveFlow } from "./save-flow";

const SPENT = "This temporary password does not work any more. Ask for a new one.";

type Known = Attempt & { userId: string; identityId: string };

/** Uses a temporary password up, and opens the page where a new one is chosen. */
export async function acceptTemporaryPassword(flow: Flow, request: RequestInfo, known: Known): Promise<Flow> {
  const { userId, identityId, subject, passwordHash } = known;
  const ctx = flowContext(flow, request, userId);
  const after = await inTransaction(ctx, async (tx) => {
    const now = new Date();
    // Of two browsers that send it at once, one uses it and the other is refused.
    const { count } = await tx.password.updateMany({
      where: {
        userId,
        hash: passwordHash ?? "",
        isTemporary: true,
        temporaryUsedAt: null,
        OR: [{ temporaryExpiresAt: null }, { temporaryExpiresAt: { gt: now } }],
      },
      data: { temporaryUsedAt: now },
    });
    if (count === 0) return null;
    await tx.lockout.deleteMany({ where: { environmentId: flow.environment.id, subject } });
    await recordEvent(tx, ctx, {
      type: "user.temporary_password_used",
      target: { type: "user", id: userId },
    });
    const learned = { intent: "sign-in", isPasswordRight: true, refusal: undefined } as const;
    const needed = { isNewPasswordNeeded: true, provenAt: now.toISOString() };
    return saveFlow(flow, { ...learned, ...needed, userId, identityId }, tx);
  });
  if (after) return after;
  const reason = "The temporary password was used or has expired";
  return recordFailure(flow, request, known, { reason, errors: { password: SPENT } });
}
