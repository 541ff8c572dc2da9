import "server-only";
import type { Session } from "oidc-provider";
import { endGrants } from "@/lib/sessions/end-grants";
import { currentDb, requireScope } from "./request-scope";

/** Ends a session with every grant that lives no longer than it (all but those with offline access). */
export async function endSession(session: Session): Promise<void> {
  const grantIds = Object.values(session.authorizations ?? {})
    .filter((authorization) => !authorization.persistsLogout)
    .flatMap(({ grantId }) => grantId ?? []);
  await endGrants(currentDb(), requireScope().environment.id, grantIds);
  await session.destroy();
}
