import "server-only";
import { Prisma } from "@/prisma/generated/client";

/** What is held; its id is one of this environment. */
export type HeldThing = { kind: "role" | "permission"; id: string };

/** A stretch of the order of ids, newest first; backward it is read from its other end. */
export type HolderRange = { after: string | null; isBackward: boolean };

export const SHOWN_STATUSES = Prisma.sql`('active'::user_status, 'suspended'::user_status)`;

/**
 * The ids of the next `limit` users who hold it. Each way to hold it is a walk of one index in the order of users that
 * stops after `limit`; merging those is enough, and nobody gathers all who hold it.
 */
export function nextHolders({ kind, id }: HeldThing, range: HolderRange, limit: number): Prisma.Sql {
  const walk = (source: Prisma.Sql) => Prisma.sql`SELECT DISTINCT user_id FROM ${source}
    AND ${beyond(Prisma.raw("user_id"), range)} ORDER BY user_id ${direction(range)} LIMIT ${limit}`;
  if (kind === "role") return walk(Prisma.sql`membership_role WHERE role_id = ${id}::uuid`);
  return Prisma.sql`SELECT DISTINCT user_id FROM (
      (${walk(Prisma.sql`membership_permission WHERE permission_id = ${id}::uuid`)})
      UNION ALL
      SELECT way.user_id FROM role_permission rp
      CROSS JOIN LATERAL (${walk(Prisma.sql`membership_role WHERE role_id = rp.role_id`)}) way
      WHERE rp.permission_id = ${id}::uuid
    ) ways ORDER BY user_id ${direction(range)} LIMIT ${limit}`;
}

/**
 * Whether the user `u` holds it. Scalar subqueries on purpose: of an EXISTS or IN the planner makes a hash of everybody
 * who holds it, where few users are asked about.
 */
export function isHolder({ kind, id }: HeldThing): Prisma.Sql {
  if (kind === "role") {
    return Prisma.sql`COALESCE((SELECT true FROM membership_role
      WHERE role_id = ${id}::uuid AND user_id = u.id LIMIT 1), false)`;
  }
  return Prisma.sql`COALESCE(
    (SELECT true FROM membership_permission WHERE permission_id = ${id}::uuid AND user_id = u.id LIMIT 1),
    (SELECT true FROM membership_role mr JOIN role_permission rp ON rp.role_id = mr.role_id
      AND rp.permission_id = ${id}::uuid WHERE mr.user_id = u.id LIMIT 1), false)`;
}

export function beyond(column: Prisma.Sql, { after, isBackward }: HolderRange): Prisma.Sql {
  if (after === null) return Prisma.raw("true");
  return Prisma.sql`${column} ${Prisma.raw(isBackward ? ">" : "<")} ${after}::uuid`;
}

export function direction({ isBackward }: HolderRange): Prisma.Sql {
  return Prisma.raw(isBackward ? "ASC" : "DESC");
}
