import "server-only";
import { db, type Tx } from "@/lib/core/db";
import type { Flow } from "./find-flow";
import type { CodePurpose } from "./flow-code";

export const WRONG_CODE = "This code is not right. Check the newest mail, or send a new code.";
export const SPENT_CODE = "This code does not work any more. Send a new one.";

export type CodeCandidate = { id: string; codeHash: string; userId: string | null };

/**
 * Spends one try of the flow's newest code BEFORE anything is compared: with five tries, five comparisons, however many
 * requests run at once.
 */
export async function spendTry(flow: Flow, purpose: CodePurpose): Promise<CodeCandidate | undefined> {
  const [row] = await db.$queryRaw<CodeCandidate[]>`
    UPDATE verification_code SET attempts_left = attempts_left - 1
    WHERE id = (
        SELECT id FROM verification_code WHERE flow_id = ${flow.id} AND purpose = ${purpose} ORDER BY id DESC LIMIT 1
      )
      AND environment_id = ${flow.environment.id}::uuid AND attempts_left > 0 AND used_at IS NULL AND expires_at > now()
    RETURNING id, code_hash AS "codeHash", user_id AS "userId"`;
  return row;
}

/** Uses a code up; false when somebody was a moment quicker. */
export async function redeemOnce(tx: Tx, id: string): Promise<boolean> {
  const { count } = await tx.verificationCode.updateMany({
    where: { id, usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}
