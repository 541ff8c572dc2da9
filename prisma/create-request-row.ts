import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { ApprovalState } from "@/prisma/generated/client";

/** A request for a password reset as it would stand in this state: one that waits, unless another is asked for. */
export async function createRequestRow(row: {
  environmentId: string;
  userId: string;
  requestedById: string;
  state?: ApprovalState;
  reason?: string;
  createdAt?: Date;
  decidedById?: string;
  decisionReason?: string;
  failure?: string;
}): Promise<string> {
  const { userId, state = "pending", reason = "The caller asked for it", createdAt = new Date() } = row;
  const id = newId(createdAt);
  const day = 24 * 60 * 60 * 1000;
  await db.approvalRequest.create({
    data: {
      ...{ ...row, id, state, reason, createdAt, deed: "reset_password", input: { userId, reason } },
      summary: [
        {
          label: "What happens",
          value: "“Forgot password?” at the next sign-in, a code by email and a new password.",
        },
      ],
      slot: state === "pending" ? id : null,
      expiresAt: new Date(createdAt.getTime() + day),
      decidedAt: state === "pending" ? null : new Date(createdAt.getTime() + day / 24),
    },
  });
  return id;
}
