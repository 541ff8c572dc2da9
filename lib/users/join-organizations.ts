import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertMayGive } from "./assert-may-give";

export type Joined = {
  userId: string;
  organization: { id: string; name: string; code: string };
  /** The keys of the roles that came with the membership. */
  roles: string[];
};

type Row = {
  userId: string;
  organizationId: string;
  name: string;
  code: string;
  roles: string[];
  permissions: string[];
};

/**
 * The one way into organizations: makes users members and gives them the default roles of each, and to a user who just
 * came to be the environment's roles for new users as well. Members already and what is unknown here are left out; the
 * caller records the event. Locks keep an organization or a role that is being deleted from being half given.
 */
export async function joinOrganizations(
  tx: Tx,
  ctx: Context,
  { userIds, organizationIds, isNew = false }: JoinOrder,
): Promise<Joined[]> {
  const environmentId = ctx.environment.id;
  const ids = organizationIds.filter(isId);
  const grantedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
  const rows = await tx.$queryRaw<Row[]>`
    WITH held AS MATERIALIZED (
      SELECT id, name, code FROM organization
      WHERE id = ANY (${ids}::uuid[]) AND environment_id = ${environmentId}::uuid
      ORDER BY id FOR KEY SHARE
    ), joined AS (
      INSERT INTO membership (organization_id, user_id)
      SELECT held.id, u.id FROM held CROSS JOIN app_user u
      WHERE u.id = ANY (${userIds.filter(isId)}::uuid[]) AND u.environment_id = ${environmentId}::uuid
        AND u.status <> 'deleted'
      ON CONFLICT DO NOTHING RETURNING organization_id, user_id
    ), defaults AS MATERIALIZED (
      SELECT r.id, r.key, r.is_assigned_to_new_users AND ${isNew} AS is_everywhere FROM role r
      WHERE r.environment_id = ${environmentId}::uuid AND (
        r.is_assigned_to_new_users AND ${isNew}
        OR r.id IN (SELECT d.role_id FROM organization_default_role d WHERE d.organization_id = ANY (${ids}::uuid[])))
      ORDER BY r.id FOR KEY SHARE
    ), given AS (
      INSERT INTO membership_role (organization_id, user_id, role_id, granted_by_id)
      SELECT j.organization_id, j.user_id, r.id, ${grantedById}::uuid FROM joined j CROSS JOIN defaults r
      WHERE r.is_everywhere OR EXISTS (
        SELECT FROM organization_default_role d WHERE d.organization_id = j.organization_id AND d.role_id = r.id)
      RETURNING organization_id, user_id, role_id
    )
    SELECT j.user_id AS "userId", held.id AS "organizationId", held.name, held.code,
      ARRAY (
        SELECT r.key FROM given g JOIN defaults r ON r.id = g.role_id
        WHERE g.organization_id = j.organization_id AND g.user_id = j.user_id ORDER BY r.key
      ) AS roles,
      ARRAY (
        SELECT DISTINCT p.key FROM given g
        JOIN role_permission rp ON rp.role_id = g.role_id JOIN permission p ON p.id = rp.permission_id
        WHERE g.organization_id = j.organization_id AND g.user_id = j.user_id
          AND ${ctx.environment.key === TEAM_ENVIRONMENT}
      ) AS permissions
    FROM joined j JOIN held ON held.id = j.organization_id ORDER BY held.id, j.user_id`;
  // Who signs up is given what an owner laid down for everybody; an admin gives, and needs the right to.
  const given = ctx.actor.type === "user" ? [] : rows.filter(({ roles }) => roles.length > 0);
  for (const { userId, permissions } of given) assertMayGive(ctx, userId, permissions);
  return rows.map(({ userId, organizationId, name, code, roles }) => ({
    userId,
    organization: { id: organizationId, name, code },
    roles,
  }));
}

type JoinOrder = {
  userIds: readonly string[];
  organizationIds: readonly string[];
  /** The users came to be in this transaction. */
  isNew?: boolean;
};

/** The roles that came with memberships, as one list for the log. */
export function rolesInWords(joined: readonly Joined[]): string[] {
  return joined.flatMap(({ organization, roles }) => roles.map((key) => `${key} in ${organization.name}`));
}
