import "server-only";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";
import type { HeldThing } from "./holder-queries";

/** Where a user has a role or a permission; `role` names the role that brings a permission, null when given directly. */
export type HoldingPlace = {
  organization: { id: string; name: string };
  role: string | null;
  since: Date;
};

const MOST_SHOWN = 3;

type Row = { userId: string; organizationId: string; organization: string; role: string | null; since: Date };

/** How each of these users comes to have it, the first few ways each; one statement for the whole page. */
export async function holdingPlaces(
  held: HeldThing,
  userIds: readonly string[],
): Promise<Map<string, { places: HoldingPlace[]; hasMore: boolean }>> {
  const rows = await queryRows<Row>(Prisma.sql`
    SELECT holder.id AS "userId", place.organization_id AS "organizationId", o.name AS organization,
      place.role, place.created_at AS since
    FROM unnest(${userIds}::uuid[]) AS holder (id)
    CROSS JOIN LATERAL (
      SELECT * FROM (${grantsOf(held)}) given ORDER BY created_at, organization_id, role NULLS FIRST
      LIMIT ${MOST_SHOWN + 1}) place
    JOIN organization o ON o.id = place.organization_id
    ORDER BY place.created_at, o.name, place.role NULLS FIRST`);
  const byUser = Map.groupBy(rows, ({ userId }) => userId);
  return new Map(
    [...byUser].map(([userId, own]) => [
      userId,
      { places: own.slice(0, MOST_SHOWN).map(toPlace), hasMore: own.length > MOST_SHOWN },
    ]),
  );
}

function grantsOf({ kind, id }: HeldThing): Prisma.Sql {
  if (kind === "role") {
    return Prisma.sql`SELECT organization_id, NULL AS role, created_at FROM membership_role
      WHERE role_id = ${id}::uuid AND user_id = holder.id`;
  }
  return Prisma.sql`SELECT organization_id, NULL AS role, created_at FROM membership_permission
      WHERE permission_id = ${id}::uuid AND user_id = holder.id
    UNION ALL
    SELECT mr.organization_id, r.name, mr.created_at FROM membership_role mr
    JOIN role_permission rp ON rp.role_id = mr.role_id AND rp.permission_id = ${id}::uuid
    JOIN role r ON r.id = mr.role_id WHERE mr.user_id = holder.id`;
}

function toPlace({ organizationId, organization, role, since }: Row): HoldingPlace {
  return { organization: { id: organizationId, name: organization }, role, since };
}
