import "server-only";
import { runPrepared } from "@/lib/core/run-prepared";
import type { UserStatus } from "@/prisma/generated/client";

export type UserRow = {
  id: string;
  firstName: string;
  lastName: string;
  email: string | null;
  /** The first few, by how long the user has been a member. */
  organizations: string[];
  organizationCount: number;
  lastSignInAt: Date | null;
  status: UserStatus;
  /** Until when wrong passwords lock the account; null when it is not locked now. */
  lockedUntil: Date | null;
  createdAt: Date;
};

/** A row with what its place in the list is made of. */
export type UserListRow = UserRow & { sortName: string };

// Locks are joined, not looked up a row: while their table is small and new, each look would read all of it.
const USER_ROWS = {
  name: "user-rows",
  text: `
    SELECT u.id, u.first_name AS "firstName", u.last_name AS "lastName", u.email, u.sort_name AS "sortName",
      u.last_sign_in_at AS "lastSignInAt", u.status::text AS status, u.created_at AS "createdAt",
      l.locked_until AS "lockedUntil",
      ARRAY (
        SELECT o.name FROM membership m JOIN organization o ON o.id = m.organization_id
        WHERE m.user_id = u.id ORDER BY m.created_at, o.id LIMIT 3) AS organizations,
      (SELECT count(*)::int FROM membership m WHERE m.user_id = u.id) AS "organizationCount"
    FROM app_user u
    LEFT JOIN lockout l ON l.environment_id = u.environment_id AND l.subject = u.id::text AND l.locked_until > now()
    WHERE u.id = ANY ($1::uuid[])`,
};

/** The rows of the list for these ids, in their order; one statement. */
export async function userRows(ids: readonly string[]): Promise<UserListRow[]> {
  if (ids.length === 0) return [];
  const rows = await runPrepared<UserListRow>(USER_ROWS, [ids]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
