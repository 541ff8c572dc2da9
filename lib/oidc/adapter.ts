import "server-only";
import { type Adapter, type AdapterPayload, errors } from "oidc-provider";
import { tokenHash } from "@/lib/core/crypto";
import { endGrants } from "@/lib/sessions/end-grants";
import { findClient } from "./find-client";
import { currentDb, findScope, nameArtifact, runInRequest } from "./request-scope";
import { findUnstored, storeArtifact } from "./store-artifacts";

// Of these the id alone is no credential; of the others (codes, refresh tokens, sessions) it is the whole of it.
const PLAIN_IDS = new Set(["Client", "Grant", "Interaction"]);
const STATELESS_MODELS = new Set(["AccessToken", "ClientCredentials"]);
const REVOKED = "RevokedToken";
export const MAX_ACCESS_TOKEN_SECONDS = 86_400;

// Nothing of a user who is not active, or that began before their sessions were ended, is ever found; nor a session that
// was ended by itself, or what a request that was under way then still made of it.
const findWhere = (name: string, condition: string) => ({
  name,
  text: `
    SELECT a.payload, extract(epoch FROM a.consumed_at)::int AS consumed
    FROM oidc_artifact a LEFT JOIN app_user u ON u.id = a.user_id
    WHERE a.environment_id = $1::uuid AND a.model = $2 AND ${condition}
      AND (a.expires_at IS NULL OR a.expires_at > now())
      AND (a.user_id IS NULL OR (u.status = 'active'
        AND (u.sessions_ended_at IS NULL OR a.created_at > u.sessions_ended_at)))
      AND NOT EXISTS (
        SELECT FROM oidc_artifact ended
        WHERE ended.environment_id = a.environment_id AND ended.model = 'EndedSession'
          AND ended.id = coalesce(a.uid, a.payload->>'sessionUid'))`,
});

const FIND_BY_ID = findWhere("find-artifact", "a.id = $3");
const FIND_BY_UID = findWhere("find-artifact-by-uid", "a.uid = $3");

const CONSUME = {
  name: "consume-artifact",
  text: `
    UPDATE oidc_artifact SET consumed_at = now()
    WHERE environment_id = $1::uuid AND model = $2 AND id = $3 AND consumed_at IS NULL RETURNING 1 AS won`,
};

type Row = { payload: AdapterPayload; consumed: number | null };

/** Where the provider of one environment keeps one kind of thing: the table oidc_artifact. */
export class PostgresAdapter implements Adapter {
  constructor(
    private readonly environmentId: string,
    private readonly model: string,
  ) {}

  upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    return storeArtifact(this.environmentId, { model: this.model, key: this.key(id), payload, expiresIn });
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    const key = this.key(id);
    const unstored = findUnstored(this.model, key);
    if (unstored !== undefined) return unstored ?? undefined;
    const known = findScope()?.known?.get(nameArtifact(this.model, key));
    if (known) return known;
    if (this.model === "Client") return findClient(this.environmentId, id);
    const payload = await this.findBy(FIND_BY_ID, key);
    return payload && { ...payload, jti: id };
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findBy(FIND_BY_UID, uid);
  }

  async findByUserCode(): Promise<undefined> {
    return undefined;
  }

  private async findBy(statement: typeof FIND_BY_ID, key: string): Promise<AdapterPayload | undefined> {
    // No text of PostgreSQL holds a null byte: nothing can be kept under such a key.
    if (key.includes("\0")) return undefined;
    const [row] = await runInRequest<Row>(statement, [this.environmentId, this.model, key]);
    if (!row || row.consumed === null) return row?.payload;
    const scope = findScope();
    if (scope) scope.spent = { userId: row.payload.accountId ?? null };
    return { ...row.payload, consumed: row.consumed };
  }

  /** One conditional statement: of two redemptions at once one wins, and the other ends the whole grant. */
  async consume(id: string): Promise<void> {
    const won = await runInRequest(CONSUME, [this.environmentId, this.model, this.key(id)]);
    if (won.length === 1) return;
    const [row] = await currentDb().$queryRaw<{ grant_id: string | null; user_id: string | null }[]>`
      SELECT grant_id, user_id FROM oidc_artifact
      WHERE environment_id = ${this.environmentId}::uuid AND model = ${this.model} AND id = ${this.key(id)}`;
    if (row?.grant_id) {
      await endGrants(currentDb(), this.environmentId, [row.grant_id]);
      const scope = findScope();
      if (scope) Object.assign(scope, { isReplay: true, spent: { userId: row.user_id } });
    }
    throw new errors.InvalidGrant("already used");
  }

  async destroy(id: string): Promise<void> {
    if (STATELESS_MODELS.has(this.model)) return this.denyToken(id);
    await storeArtifact(this.environmentId, { model: this.model, key: this.key(id), payload: null });
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    // Whoever ends a grant takes its row first: two that do so at once must not wait for each other.
    await currentDb().$executeRaw`
      SELECT FROM oidc_artifact
      WHERE environment_id = ${this.environmentId}::uuid AND model = 'Grant' AND id = ${grantId} FOR UPDATE`;
    await currentDb().$executeRaw`
      DELETE FROM oidc_artifact
      WHERE grant_id = ${grantId} AND environment_id = ${this.environmentId}::uuid AND model = ${this.model}`;
  }

  /** Whether this JSON Web Token was revoked on its own. */
  async isDenied(tokenId: string): Promise<boolean> {
    const rows = await currentDb().$queryRaw<unknown[]>`
      SELECT 1 FROM oidc_artifact
      WHERE environment_id = ${this.environmentId}::uuid AND model = ${REVOKED} AND id = ${tokenId}`;
    return rows.length > 0;
  }

  private async denyToken(tokenId: string): Promise<void> {
    await currentDb().$executeRaw`
      INSERT INTO oidc_artifact (environment_id, model, id, payload, expires_at)
      VALUES (${this.environmentId}::uuid, ${REVOKED}, ${tokenId}, '{}'::jsonb,
        now() + make_interval(secs => ${MAX_ACCESS_TOKEN_SECONDS}))
      ON CONFLICT DO NOTHING`;
  }

  private key(id: string): string {
    return PLAIN_IDS.has(this.model) ? id : tokenHash(id);
  }
}
