import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import type { Flow } from "./find-flow";

type Proven = { userId: string; identityId: string; subject: string };

/**
 * Notes a sign-in on the user and the identity and clears the failed attempts. Says false, and changes nothing, when the
 * user may not sign in any more. A form that was sent twice counts once.
 */
export async function completeSignIn(
  flow: Flow,
  ctx: Context,
  { userId, identityId, subject }: Proven,
  method: "password" | "code",
): Promise<boolean> {
  const sealedSignUp = flow.state.sealedSignUp && "spent";
  const learned = JSON.stringify({
    intent: flow.state.sealedSignUp ? "sign-up" : "sign-in",
    isPasswordRight: true,
    isCodeRight: true,
    errors: {},
    identityId,
    sealedSignUp,
  });
  return inTransaction(ctx, async (tx: Tx) => {
    const [row] = await tx.$queryRaw<{ isNew: boolean; isActive: boolean }[]>`
      WITH active AS (
        SELECT id FROM app_user WHERE id = ${userId}::uuid AND environment_id = ${flow.environment.id}::uuid
          AND status = 'active' FOR UPDATE
      ), flow AS (
        UPDATE sign_in_flow f SET step = 'finished', user_id = active.id, state = f.state || ${learned}::jsonb
        FROM active WHERE f.id = ${flow.id} AND f.step <> 'finished' RETURNING f.user_id
      ), signed AS (
        UPDATE app_user u SET last_sign_in_at = now() FROM flow WHERE u.id = flow.user_id RETURNING u.id
      ), used AS (
        UPDATE identity i SET sign_in_count = i.sign_in_count + 1, last_sign_in_at = now()
        FROM flow WHERE i.id = ${identityId}::uuid AND i.user_id = flow.user_id
      ), cleared AS (
        DELETE FROM lockout USING flow WHERE environment_id = ${flow.environment.id}::uuid AND subject = ${subject}
      )
      SELECT EXISTS (SELECT FROM active) AS "isActive", EXISTS (SELECT FROM signed) AS "isNew"`;
    if (!row?.isActive) return false;
    if (row.isNew) {
      await recordEvent(tx, ctx, {
        type: "authentication.succeeded",
        target: { type: "user", id: userId },
        after: { method },
      });
    }
    return true;
  });
}
