import "server-only";
import { userEventSql } from "@/lib/audit/record-event";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { mayDefine } from "@/lib/permissions/assert-may-define";
import { Prisma } from "@/prisma/generated/client";

type Moved = { moved: number; roles: string[] };

/**
 * Brings the members of an organization who have no other into the default one, with its default roles: what
 * `joinOrganizations` does, for some hundred thousand users in one statement. Records it for each; says how many, and with
 * which roles.
 */
export async function moveToDefault(
  tx: Tx,
  ctx: Context,
  { from, to }: { from: string; to: string },
): Promise<Moved> {
  const grantedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
  const event = userEventSql(
    ctx,
    {
      type: "organization.member_added",
      organizationId: to,
      reason: "Had no other organization than the one that was deleted",
      before: { isMember: false },
      after: { isMember: true },
    },
    {
      userId: Prisma.sql`moved.user_id`,
      after: Prisma.sql`(SELECT CASE WHEN count(*) = 0 THEN '{}'
        ELSE jsonb_build_object('roles', jsonb_agg(key ORDER BY key)) END FROM defaults)`,
    },
  );
  const [row] = await tx.$queryRaw<Moved[]>`
    WITH moved AS (
      INSERT INTO membership (organization_id, user_id)
      SELECT ${to}::uuid, m.user_id FROM membership m
      WHERE m.organization_id = ${from}::uuid AND NOT EXISTS (
        SELECT FROM membership other WHERE other.user_id = m.user_id AND other.organization_id <> ${from}::uuid)
      RETURNING user_id
    ), defaults AS MATERIALIZED (
      SELECT r.id, r.key FROM role r
      WHERE r.id IN (SELECT role_id FROM organization_default_role WHERE organization_id = ${to}::uuid)
      ORDER BY r.id FOR KEY SHARE
    ), given AS (
      INSERT INTO membership_role (organization_id, user_id, role_id, granted_by_id)
      SELECT ${to}::uuid, moved.user_id, defaults.id, ${grantedById}::uuid FROM moved CROSS JOIN defaults
    ), recorded AS (
      INSERT INTO audit_event SELECT event.* FROM moved CROSS JOIN LATERAL ${event} AS event
    )
    SELECT (SELECT count(*)::int FROM moved) AS moved, ARRAY (SELECT key FROM defaults ORDER BY key) AS roles`;
  const result = row ?? { moved: 0, roles: [] };
  if (ctx.environment.key === TEAM_ENVIRONMENT && result.moved > 0 && result.roles.length > 0) {
    assertOwner(ctx);
  }
  return result;
}

// Rights of the team change hands here, for many at once: an owner does that.
function assertOwner(ctx: Context): void {
  if (mayDefine(ctx)) return;
  throw new AppError(
    "forbidden",
    "Members of the team would move to an organization with default roles. Ask an owner to delete this one.",
  );
}
