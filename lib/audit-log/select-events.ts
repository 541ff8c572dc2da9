import "server-only";
import { Prisma } from "@/prisma/generated/client";
import type { EventFilter } from "./event-filter";

type Place = { cursor: string | null; direction: "next" | "previous"; limit: number };

const { sql, empty, join } = Prisma;

const MAX_COUNT = 10_000;

/**
 * The rows of one page of `audit_event`, by the index of the narrowest filter. With several values each is read from
 * its own place in that index, newest first, and the few rows are merged: no value's whole history is ever sorted.
 */
export function selectEvents(environmentId: string, filter: EventFilter, place: Place): Prisma.Sql {
  const { cursor, limit } = place;
  const isForward = place.direction === "next";
  const beyond = cursor
    ? isForward
      ? sql`AND e.id < ${cursor}::uuid`
      : sql`AND e.id > ${cursor}::uuid`
    : empty;
  const newest = sql`${isForward ? sql`ORDER BY e.id DESC` : sql`ORDER BY e.id ASC`} LIMIT ${limit}`;
  const driver = narrowestOf(filter);
  const where = sql`e.environment_id = ${environmentId}::uuid ${conditions(filter, driver?.column)} ${beyond}`;
  if (!driver) return sql`SELECT e.* FROM audit_event e WHERE ${where} ${newest}`;

  const column = Prisma.raw(driver.column);
  const type = Prisma.raw(driver.type);
  const rowsOf = (value: Prisma.Sql) =>
    sql`SELECT e.* FROM audit_event e WHERE e.${column} = ${value} AND ${where} ${newest}`;
  const [first, ...others] = driver.values.map((value) => rowsOf(sql`${value}::${type}`));
  if (first && others.length === 0) return first;
  // Written out, the planner knows how common each value is; fifty users written out would take it long to plan.
  const each = driver.isPlannedOnce
    ? sql`unnest(${driver.values}::${type}[]) AS wanted(value) CROSS JOIN LATERAL (${rowsOf(sql`wanted.value`)}) e`
    : sql`((${join([first, ...others], ") UNION ALL (")})) e`;
  return sql`SELECT e.* FROM ${each} ${newest}`;
}

/** How many events match, counted no further than 10,001. */
export function countEvents(environmentId: string, filter: EventFilter): Prisma.Sql {
  return sql`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM audit_event e WHERE e.environment_id = ${environmentId}::uuid ${conditions(filter)}
      LIMIT ${MAX_COUNT + 1}
    ) counted`;
}

export { MAX_COUNT };

// In order of how few events one value has: a user's are few, an event type's may be millions. The values of the first
// and the last are all about as common as each other, so one plan serves them all.
const COLUMNS = [
  { column: "user_id", type: "uuid", key: "userIds", isPlannedOnce: true },
  { column: "actor_id", type: "uuid", key: "actorIds", isPlannedOnce: false },
  { column: "ip", type: "text", key: "ips", isPlannedOnce: false },
  { column: "organization_id", type: "uuid", key: "organizationIds", isPlannedOnce: false },
  { column: "application_id", type: "uuid", key: "applicationIds", isPlannedOnce: false },
  { column: "type", type: "text", key: "types", isPlannedOnce: true },
] as const;

function narrowestOf(filter: EventFilter) {
  const found = COLUMNS.find(({ key }) => filter[key].length > 0);
  return found && { ...found, values: filter[found.key] };
}

function conditions(filter: EventFilter, without?: string): Prisma.Sql {
  const parts = COLUMNS.filter(({ column, key }) => column !== without && filter[key].length > 0).map(
    ({ column, type, key }) => sql`AND e.${Prisma.raw(column)} = ANY(${filter[key]}::${Prisma.raw(type)}[])`,
  );
  if (filter.fromId) parts.push(sql`AND e.id >= ${filter.fromId}::uuid`);
  if (filter.untilId) parts.push(sql`AND e.id < ${filter.untilId}::uuid`);
  return parts.length ? join(parts, " ") : empty;
}
