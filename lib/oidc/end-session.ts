import "server-only";
import type { Session } from "oidc-provider";
import { currentDb, requireScope } from "./request-scope";

/** Ends a session with every grant that lives no longer than it (all but those with offline access). */
export async function endSession(session: Session): Promise<void> {
  const grantIds = Object.values(session.authorizations ?? {})
    .filter((authorization) => !authorization.persistsLogout)
    .flatMap(({ grantId }) => grantId ?? []);
  await currentDb().$executeRaw`
    DELETE FROM oidc_artifact WHERE environment_id = ${requireScope().environment.id}::uuid
      AND (grant_id = ANY(${grantIds}) OR (model = 'Grant' AND id = ANY(${grantIds})))`;
  await session.destroy();
}
