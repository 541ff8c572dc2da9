import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";

/** A session of the issuer, with access of these applications; gives its id. */
export async function createSessionRow(options: {
  environmentId: string;
  userId: string;
  clientIds?: string[];
  ip?: string;
  userAgent?: string;
  startedAt?: Date;
  lastSeenAt?: Date;
}): Promise<string> {
  const { environmentId, userId, clientIds = [], ip = null, userAgent = null } = options;
  const createdAt = options.startedAt ?? new Date();
  const expiresAt = new Date(Date.now() + 24 * 60 * 60 * 1000);
  const uid = newId();
  const shared = { environmentId, userId, createdAt, expiresAt, lastSeenAt: options.lastSeenAt };
  const grants = clientIds.map((clientId) => ({ clientId, grantId: newId() }));
  const authorizations = Object.fromEntries(
    grants.map(({ clientId, grantId }) => [clientId, { grantId, persistsLogout: true }]),
  );
  const origin = { ip, userAgent };
  await db.oidcArtifact.createMany({
    data: [
      {
        ...shared,
        model: "Session",
        id: newId(),
        uid,
        payload: { accountId: userId, origin, authorizations },
      },
      ...grants.flatMap(({ clientId, grantId }) => [
        { ...shared, model: "Grant", id: grantId, payload: { accountId: userId, clientId, origin } },
        {
          ...shared,
          ...{ model: "RefreshToken", id: newId(), grantId },
          payload: { accountId: userId, clientId, grantId, sessionUid: uid },
        },
      ]),
    ],
  });
  return uid;
}
