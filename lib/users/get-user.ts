import "server-only";
import type { Context } from "@/lib/core/context";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { runPrepared } from "@/lib/core/run-prepared";
import { assertCan } from "@/lib/permissions/assert-can";
import type { IdentityType, UserStatus } from "@/prisma/generated/client";

const MOST_ORGANIZATIONS = 20;

type Row = {
  id: string;
  firstName: string;
  lastName: string;
  email: string | null;
  status: UserStatus;
  /** Until when wrong passwords lock the account; null when it is not locked now. */
  lockedUntil: Date | null;
  createdAt: Date;
  lastSignInAt: Date | null;
  suspendedAt: Date | null;
  deletedAt: Date | null;
  identities: {
    id: string;
    type: IdentityType;
    value: string;
    isPrimary: boolean;
    verifiedAt: string | null;
    signInCount: number;
    lastSignInAt: string | null;
    /** The identity provider that it comes from. */
    connection: { id: string; name: string } | null;
  }[];
  /** The first few, by how long the user has been a member. */
  organizations: { id: string; code: string; name: string }[];
  organizationCount: number;
  /** Names follow the identity provider, for a user who has one. */
  isProfileSynced: boolean;
};

const GET_USER = {
  name: "get-user",
  text: `
    SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email, u.status::text AS status,
      u.created_at AS "createdAt", u.last_sign_in_at AS "lastSignInAt", u.suspended_at AS "suspendedAt",
      u.deleted_at AS "deletedAt",
      (SELECT l.locked_until FROM lockout l
        WHERE l.environment_id = u.environment_id AND l.subject = u.id::text AND l.locked_until > now()) AS "lockedUntil",
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', i.id, 'type', i.type, 'value', i.value,
          'isPrimary', i.is_primary, 'verifiedAt', i.verified_at, 'signInCount', i.sign_in_count,
          'lastSignInAt', i.last_sign_in_at, 'connection', CASE WHEN c.id IS NOT NULL
            THEN jsonb_build_object('id', c.id, 'name', c.name) END) ORDER BY i.type, i.is_primary DESC, i.id)
        FROM identity i LEFT JOIN connection c ON c.id = i.connection_id WHERE i.user_id = u.id), '[]') AS identities,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('id', o.id, 'code', o.code, 'name', o.name)
          ORDER BY m.created_at, o.id) FROM (
        SELECT * FROM membership WHERE user_id = u.id ORDER BY created_at, organization_id LIMIT ${MOST_ORGANIZATIONS}) m
        JOIN organization o ON o.id = m.organization_id), '[]') AS organizations,
      (SELECT count(*)::int FROM membership m WHERE m.user_id = u.id) AS "organizationCount",
      e.is_profile_synced_on_sign_in AS "isProfileSynced"
    FROM app_user u JOIN environment e ON e.id = u.environment_id WHERE u.id = $1::uuid AND u.environment_id = $2::uuid`,
};

/** A user's profile with identities and the first organizations; `not_found` for any id that is not one of this environment. */
export async function getUser(ctx: Context, userId: string) {
  assertCan(ctx, "users:read");
  if (!isId(userId)) throw notFoundError("user");
  const [row] = await runPrepared<Row>(GET_USER, [userId, ctx.environment.id]);
  if (!row) throw notFoundError("user");
  // JSON has no dates.
  const identities = row.identities.map(({ verifiedAt, lastSignInAt, ...identity }) => ({
    ...identity,
    verifiedAt: verifiedAt === null ? null : new Date(verifiedAt),
    lastSignInAt: lastSignInAt === null ? null : new Date(lastSignInAt),
  }));
  return { ...row, identities };
}

export type UserProfile = Awaited<ReturnType<typeof getUser>>;
