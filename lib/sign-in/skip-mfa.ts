import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import { findMfaStep } from "./find-mfa-step";
import { flowContext } from "./flow-context";
import { settleSignIn } from "./settle-sign-in";

/** Declines a second factor that is only offered; it is not offered again until an admin resets it. */
export async function skipMfa(flow: Flow, request: RequestInfo): Promise<Flow> {
  const { identityId, method = "password" } = flow.state;
  const userId = flow.userId;
  if (!userId || !identityId) return flow;
  const ctx = flowContext(flow, request, userId);
  return inTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    const step = await findMfaStep(flow, tx);
    if (step?.need?.kind !== "offer") return flow;
    await tx.user.update({
      where: { id: userId },
      data: { mfaOptedOutAt: new Date() },
      select: { id: true },
    });
    await recordEvent(tx, ctx, { type: "user.mfa_opted_out", target: { type: "user", id: userId } });
    return settleSignIn(flow, { ...ctx, tx }, { userId, identityId, subject: userId, method });
  });
}
