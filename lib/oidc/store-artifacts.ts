import "server-only";
import type { AdapterPayload } from "oidc-provider";
import { isId } from "@/lib/core/ids";
import { type ArtifactChange, findScope, nameArtifact, runInRequest } from "./request-scope";

// Grants come first, as with whoever ends them, so that two never wait for each other. Both times are now() where a row has
// no moment of its own: what is there already then keeps the one it has.
const STORE = {
  name: "store-artifacts",
  text: `
    WITH gone AS (
      DELETE FROM oidc_artifact a USING unnest($2::text[], $3::text[]) AS d(model, id)
      WHERE a.environment_id = $1::uuid AND a.model = d.model AND a.id = d.id
    )
    INSERT INTO oidc_artifact AS a
      (environment_id, model, id, payload, grant_id, uid, user_id, expires_at, created_at, last_seen_at)
    SELECT $1::uuid, n.model, n.id, n.payload, n.grant_id, n.uid, n.user_id, n.expires_at,
      coalesce(n.created_at, now()), now()
    FROM jsonb_to_recordset($4::jsonb) AS n(model text, id text, payload jsonb, grant_id text, uid text,
      user_id uuid, expires_at timestamptz, created_at timestamptz)
    ORDER BY n.model <> 'Grant', n.model, n.id
    ON CONFLICT (environment_id, model, id) DO UPDATE SET payload = excluded.payload,
      grant_id = excluded.grant_id, uid = excluded.uid, user_id = excluded.user_id,
      expires_at = excluded.expires_at, last_seen_at = excluded.last_seen_at,
      created_at = CASE WHEN excluded.created_at = excluded.last_seen_at THEN a.created_at ELSE excluded.created_at END`,
};

/** Keeps a change: with the others of its request where that stores all at its end, else at once. */
export async function storeArtifact(environmentId: string, change: ArtifactChange): Promise<void> {
  const unstored = findScope()?.unstored;
  if (unstored) unstored.set(nameArtifact(change.model, change.key), change);
  else await storeArtifacts(environmentId, [change]);
}

/** What this request has made of a thing and not stored yet; undefined when it has not touched it. */
export function findUnstored(model: string, key: string): AdapterPayload | null | undefined {
  return findScope()?.unstored?.get(nameArtifact(model, key))?.payload;
}

/** Stores all that this request has made, in one statement: of a code, its grant and its session none is there without the others. */
export async function storeRequest(): Promise<void> {
  const scope = findScope();
  if (!scope?.unstored?.size) return;
  const changes = [...scope.unstored.values()];
  scope.unstored.clear();
  await storeArtifacts(scope.environment.id, changes);
}

async function storeArtifacts(environmentId: string, changes: ArtifactChange[]): Promise<void> {
  const gone = changes.filter(({ payload }) => payload === null);
  await runInRequest(STORE, [
    environmentId,
    gone.map(({ model }) => model),
    gone.map(({ key }) => key),
    JSON.stringify(changes.flatMap(toRow)),
  ]);
}

function toRow({ model, key, payload, expiresIn }: ArtifactChange) {
  if (!payload) return [];
  const { jti: _, ...rest } = payload;
  return {
    model,
    id: key,
    // The session's cookie value would be a credential in clear.
    payload: rest.session ? { ...rest, session: { ...rest.session, cookie: undefined } } : rest,
    grant_id: payload.grantId,
    uid: payload.uid,
    user_id: isId(payload.accountId) ? payload.accountId : null,
    expires_at: expiresIn && new Date(Date.now() + expiresIn * 1000),
    // A session counts from its sign-in, so that a request in flight cannot revive one that was just ended.
    created_at: typeof payload.loginMs === "number" ? new Date(payload.loginMs) : null,
  };
}
