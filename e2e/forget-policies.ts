import { db } from "@/lib/core/db";

/** Leaves an environment as if no policy had ever stood there: the team is shared by the tests of a worker. */
export async function forgetPolicies(environmentId: string): Promise<void> {
  await db.environment.update({
    where: { id: environmentId },
    data: { isPolicyAcceptanceShown: false, termsVersionId: null, privacyVersionId: null },
  });
  await db.policyVersion.deleteMany({ where: { environmentId } });
}
