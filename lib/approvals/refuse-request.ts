import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { endRequest } from "./end-request";
import { requireDecidable } from "./require-decidable";
import type { refuseRequestInput } from "./schema";

/** Refuses what another asked for, with a reason that they are told. */
export async function refuseRequest(
  ctx: Context,
  { requestId, reason }: z.output<typeof refuseRequestInput>,
): Promise<void> {
  assertCan(ctx, "approvals:decide");
  await inTransaction(ctx, async (tx) => {
    const request = await requireDecidable(tx, ctx, requestId);
    await endRequest(tx, ctx, request, { state: "refused", decisionReason: reason });
    await recordEvent(tx, ctx, {
      type: "approval.refused",
      target: { type: "approval", id: request.id },
      userId: request.userId,
      reason,
      after: { kind: request.kept.kind, requestedById: request.requestedById },
    });
  });
}
