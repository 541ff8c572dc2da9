import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { OWNER_ROLE_KEY, STAFF_PERMISSIONS } from "@/lib/permissions/staff-permissions";

/** Brings permissions that a newer release added to the team, and gives them to its owners, who always have all. */
export async function syncOwnerRole(): Promise<void> {
  const environment = await db.environment.findUnique({
    where: { key: TEAM_ENVIRONMENT },
    select: { id: true, key: true, name: true },
  });
  if (!environment) return;
  const environmentId = environment.id;
  const known = Object.entries(STAFF_PERMISSIONS);
  await db.$transaction(async (tx) => {
    await tx.permission.createMany({
      data: known.map(([key, name]) => ({ id: newId(), environmentId, key, name })),
      skipDuplicates: true,
    });
    const given = await tx.$queryRaw<{ roleId: string; key: string }[]>`
      WITH given AS (
        INSERT INTO role_permission (role_id, permission_id)
        SELECT r.id, p.id FROM role r JOIN permission p ON p.environment_id = r.environment_id
        WHERE r.environment_id = ${environmentId}::uuid AND r.key = ${OWNER_ROLE_KEY}
          AND p.key = ANY(${known.map(([key]) => key)}::text[])
        ON CONFLICT DO NOTHING RETURNING role_id, permission_id
      )
      SELECT given.role_id AS "roleId", p.key FROM given JOIN permission p ON p.id = given.permission_id`;
    const roleId = given[0]?.roleId;
    if (!roleId) return;
    const ctx: Context = {
      actor: { type: "system", job: "start" },
      environment,
      request: { id: newId(), ip: null, userAgent: null },
    };
    await recordEvents(tx, ctx, [
      {
        type: "role.updated",
        target: { type: "role", id: roleId },
        reason: "Owners always have every permission",
        after: { permissionsAdded: given.map((row) => row.key) },
      },
    ]);
  });
}
