import "server-only";
import { isIP } from "node:net";
import { type EventType, isEventType } from "@/lib/audit/event-types";
import { parseDateRange } from "@/lib/core/date-range";
import { db } from "@/lib/core/db";
import { firstIdAt, isId } from "@/lib/core/ids";
import type { EventListParams } from "./schema";

/** What a page of the log is narrowed to; an empty list narrows nothing. */
export type EventFilter = {
  types: EventType[];
  userIds: string[];
  actorIds: string[];
  applicationIds: string[];
  organizationIds: string[];
  ips: string[];
  /** Bounds on the id: UUIDv7 ids are in order of time, so whole months are left out of the plan. */
  fromId: string | null;
  untilId: string | null;
};

const DAY = 24 * 60 * 60 * 1000;
const MAX_USERS_FOUND = 50;

/** Reads the filter out of the list's params; null when it can match nothing. */
export async function readEventFilter(
  environmentId: string,
  { q, filters }: Pick<EventListParams, "q" | "filters">,
): Promise<EventFilter | null> {
  const range = parseDateRange(filters.date[0]);
  const filter: EventFilter = {
    types: filters.type.filter(isEventType),
    userIds: filters.user.filter(isId),
    actorIds: filters.actor.filter(isId),
    applicationIds: filters.application.filter(isId),
    organizationIds: filters.organization.filter(isId),
    ips: filters.ip,
    fromId: range?.from ? firstIdAt(new Date(range.from)) : null,
    untilId: range?.to ? firstIdAt(new Date(Date.parse(range.to) + DAY)) : null,
  };
  const isMalformed =
    filters.type.length > filter.types.length ||
    filters.user.length > filter.userIds.length ||
    filters.actor.length > filter.actorIds.length ||
    filters.application.length > filter.applicationIds.length ||
    filters.organization.length > filter.organizationIds.length;
  if (isMalformed) return null;
  if (isIP(q)) return { ...filter, ips: [...filter.ips, q] };
  const found = await findUserIds(environmentId, q);
  if (found === null) return filter;
  const userIds = filter.userIds.length ? filter.userIds.filter((id) => found.includes(id)) : found;
  return userIds.length ? { ...filter, userIds } : null;
}

/** The users that a search names, the first fifty; null when it is too short to search for. */
async function findUserIds(environmentId: string, q: string): Promise<string[] | null> {
  const text = q.normalize().toLowerCase();
  if (isId(text)) return [text];
  return isTooShort(text) ? null : searchUserIds(environmentId, text);
}

// Trigrams need three letters; names in scripts with a sign a word may be shorter.
function isTooShort(text: string): boolean {
  return text.length < (/^[ -~]*$/.test(text) ? 3 : 1);
}

async function searchUserIds(environmentId: string, text: string): Promise<string[]> {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM app_user WHERE environment_id = ${environmentId}::uuid AND search LIKE ${pattern}
    LIMIT ${MAX_USERS_FOUND}`;
  return rows.map(({ id }) => id);
}
