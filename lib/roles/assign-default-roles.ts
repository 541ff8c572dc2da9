import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";

/** Gives a user who just came to be the roles for new users, in each organization the user belongs to; returns their keys. */
export async function assignDefaultRoles(tx: Tx, ctx: Context, userId: string): Promise<string[]> {
  const grantedById = ctx.actor.type === "admin" ? ctx.actor.id : null;
  // The lock makes a role that is being deleted at this moment either given and then taken, or never given.
  const given = await tx.$queryRaw<{ key: string }[]>`
    WITH defaults AS (
      SELECT id, key FROM role
      WHERE environment_id = ${ctx.environment.id}::uuid AND is_assigned_to_new_users
      FOR KEY SHARE
    ), links AS (
      INSERT INTO membership_role (organization_id, user_id, role_id, granted_by_id)
      SELECT m.organization_id, m.user_id, d.id, ${grantedById}::uuid
      FROM membership m CROSS JOIN defaults d WHERE m.user_id = ${userId}::uuid
      ON CONFLICT DO NOTHING RETURNING role_id
    )
    SELECT DISTINCT d.key FROM defaults d JOIN links l ON l.role_id = d.id ORDER BY d.key`;
  return given.map(({ key }) => key);
}
