import "server-only";
import { currentDb } from "./request-scope";

/** Whether the organization that a token names still takes its user: there, not suspended, and the user a member. */
export async function isOrganizationOpen(userId: string, code: string): Promise<boolean> {
  const count = await currentDb().membership.count({
    where: { userId, organization: { code, suspendedAt: null } },
  });
  return count > 0;
}
