import "server-only";
import { type Actor, TEAM_ENVIRONMENT } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { runPrepared } from "@/lib/core/run-prepared";
import { Prisma } from "@/prisma/generated/client";
import { OWNER_ROLE_KEY } from "./staff-permissions";

type AdminActor = Extract<Actor, { type: "admin" }>;
type RightsRow = {
  name: string;
  email: string | null;
  permissions: string[];
  is_owner: boolean;
  is_unseen: boolean;
};

/** Asks besides that a session still stands: its join, and what to do where it has not been seen for a while. */
type SessionCheck = { join: Prisma.Sql; isUnseen: Prisma.Sql; touch: () => Promise<void> };

/**
 * The admin with this id as they stand at this moment, or null when they are not active staff. One
 * statement.
 */
export async function findAdminRights(
  userId: string,
  { tx, session }: { tx?: Tx; session?: SessionCheck } = {},
): Promise<AdminActor | null> {
  const { text, values } = Prisma.sql`
    SELECT btrim(u.first_name || ' ' || u.last_name) AS name, u.email,
      ARRAY(
        SELECT p.key FROM permission p WHERE p.id IN (
          SELECT rp.permission_id FROM membership_role mr JOIN role_permission rp ON rp.role_id = mr.role_id
          JOIN organization o ON o.id = mr.organization_id AND o.suspended_at IS NULL
          WHERE mr.user_id = u.id
          UNION ALL
          SELECT mp.permission_id FROM membership_permission mp
          JOIN organization o ON o.id = mp.organization_id AND o.suspended_at IS NULL
          WHERE mp.user_id = u.id
        )) AS permissions,
      EXISTS (
        SELECT 1 FROM membership_role mr JOIN role r ON r.id = mr.role_id
        JOIN organization o ON o.id = mr.organization_id AND o.suspended_at IS NULL
        WHERE mr.user_id = u.id AND r.key = ${OWNER_ROLE_KEY}) AS is_owner,
      ${session?.isUnseen ?? Prisma.sql`false`} AS is_unseen
    FROM app_user u
    JOIN environment e ON e.id = u.environment_id AND e.key = ${TEAM_ENVIRONMENT}
    ${session?.join ?? Prisma.empty}
    WHERE u.id = ${userId}::uuid AND u.status = 'active' LIMIT 1`;
  const name = session ? "find-admin-by-session" : "find-admin";
  const [row] = await runPrepared<RightsRow>({ name, text }, values, tx);
  if (!row) return null;
  if (row.is_unseen) await session?.touch();
  return {
    type: "admin",
    id: userId,
    name: row.name || row.email || "Unnamed",
    email: row.email ?? "",
    isOwner: row.is_owner,
    permissions: new Set(row.permissions),
  };
}
