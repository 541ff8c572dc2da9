import "server-only";
import type { Tx } from "@/lib/core/db";

/**
 * Ends every session, grant and token of a user, or of many, within the caller's transaction. The caller also sets
 * `sessionsEndedAt`: what is being issued at this very moment, and access tokens that nobody keeps, end by that.
 */
export async function endSessions(tx: Tx, userIds: string | readonly string[]): Promise<void> {
  await tx.$executeRaw`DELETE FROM oidc_artifact WHERE user_id = ANY (${[userIds].flat()}::uuid[])`;
}
