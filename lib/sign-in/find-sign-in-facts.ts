import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";
import type { SignInFacts } from "./sign-in-rules";

const FIND_SIGN_IN_FACTS = {
  name: "find-sign-in-facts",
  text: `
    SELECT u.status = 'active' AS "isActive",
      EXISTS (SELECT FROM membership m WHERE m.user_id = u.id) AS "hasOrganization",
      EXISTS (
        SELECT FROM membership m JOIN organization o ON o.id = m.organization_id
        WHERE m.user_id = u.id AND o.suspended_at IS NULL
      ) AS "hasOpenOrganization"
    FROM app_user u WHERE u.id = $1::uuid AND u.environment_id = $2::uuid AND u.status <> 'deleted'`,
};

/** All that `judgeSignIn` needs of a user, in one statement; null when there is no such user any more. */
export async function findSignInFacts(
  environment: EnvironmentRef,
  userId: string,
  tx?: Tx,
): Promise<SignInFacts | null> {
  const [row] = await runPrepared<SignInFacts>(FIND_SIGN_IN_FACTS, [userId, environment.id], tx);
  return row ?? null;
}
