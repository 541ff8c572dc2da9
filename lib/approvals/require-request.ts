import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { keptDeed } from "./schema";

/** A request of this environment that waits for a decision, held until the transaction ends: of two who decide one is late. */
export async function requirePendingRequest(tx: Tx, ctx: Context, requestId: string) {
  if (!isId(requestId)) throw notFoundError("request");
  await tx.$queryRaw`
    SELECT id FROM approval_request
    WHERE id = ${requestId}::uuid AND environment_id = ${ctx.environment.id}::uuid FOR UPDATE`;
  const found = await tx.approvalRequest.findFirst({
    where: { id: requestId, environmentId: ctx.environment.id },
  });
  if (!found) throw notFoundError("request");
  if (found.state === "expired" || (found.state === "pending" && found.expiresAt <= new Date())) {
    throw new AppError("conflict", "This request has expired. It has to be asked for again.");
  }
  if (found.state !== "pending") {
    throw new AppError("conflict", `This request was ${found.state} already. Reload to see how it stands.`);
  }
  const { deed, input, callerMethod, callerVerifiedAt, callerContactId, ...request } = found;
  const caller =
    callerMethod && callerVerifiedAt && callerContactId
      ? { method: callerMethod, at: callerVerifiedAt, contactId: callerContactId }
      : null;
  return { ...request, kept: keptDeed.parse({ kind: deed, input }), caller };
}

export type PendingRequest = Awaited<ReturnType<typeof requirePendingRequest>>;
