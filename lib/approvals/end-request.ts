import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import type { PendingRequest } from "./require-request";
import { type Told, tellRequester } from "./tell-requester";

type End = Exclude<Told, { state: "expired" }> | { state: "cancelled" };

/** Ends a request that the caller holds; the hash of a temporary password goes with it. Who asked is told by mail. */
export async function endRequest(tx: Tx, ctx: Context, request: PendingRequest, end: End): Promise<void> {
  const decidedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
  await tx.approvalRequest.update({
    where: { id: request.id },
    data: {
      state: end.state,
      ...{ decidedById, decidedAt: new Date(), passwordHash: null, slot: null },
      failure: "failure" in end ? end.failure : null,
      decisionReason: "decisionReason" in end ? end.decisionReason : null,
    },
    select: { id: true },
  });
  const { id, requestedById, kept } = request;
  if (end.state !== "cancelled") {
    await tellRequester(tx, ctx.environment, { id, requestedById, kind: kept.kind }, end);
  }
}
