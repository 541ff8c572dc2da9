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

/** Who of these ids holds it: an array is looked up in one pass of each way's index. */
export function holdersAmong({ kind, id }: HeldThing, ids: Prisma.Sql): Prisma.Sql {
  if (kind === "role") {
    return Prisma.sql`SELECT DISTINCT user_id FROM membership_role
      WHERE role_id = ${id}::uuid AND user_id = ANY (${ids})`;
  }
  return Prisma.sql`
    SELECT user_id FROM membership_permission WHERE permission_id = ${id}::uuid AND user_id = ANY (${ids})
    UNION
    SELECT user_id FROM membership_role WHERE user_id = ANY (${ids}) AND role_id = ANY (ARRAY (
      SELECT role_id FROM role_permission WHERE permission_id = ${id}::uuid))`;
}

export function beyond(column: Prisma.Sql, { after, isBackward }: HolderRange): Prisma.Sql {
  if (after === null) return Prisma.raw("true");
  return Prisma.sql`${column} ${Prisma.raw(isBackward ? ">" : "<")} ${after}::uuid`;
}

export function direction({ isBackward }: HolderRange): Prisma.Sql {
  return Prisma.raw(isBackward ? "ASC" : "DESC");
}
