import "server-only";
import { EVENT_TYPES, isEventType } from "@/lib/audit/event-types";
import { db } from "@/lib/core/db";
import { idTime } from "@/lib/core/ids";
import { Prisma } from "@/prisma/generated/client";
import { countryName } from "./country-name";
import { listChanges } from "./list-changes";
import type { EventDetails, EventUser } from "./schema";

type Row = {
  id: string;
  type: string;
  actor_type: string;
  actor_id: string | null;
  actor_name: string | null;
  user_id: string | null;
  user_name: string | null;
  user_email: string | null;
  user_status: string | null;
  organizations: string[] | null;
  application_id: string | null;
  application_name: string | null;
  target_type: string | null;
  target_id: string | null;
  request_id: string | null;
  ip: string | null;
  user_agent: string | null;
  location: string | null;
  reason: string | null;
  before: unknown;
  after: unknown;
};

/** Reads events, newest first, with the names of today for the ids of then. `source` selects whole `audit_event` rows. */
export async function readEvents(source: Prisma.Sql): Promise<EventDetails[]> {
  const rows = await db.$queryRaw<Row[]>(Prisma.sql`
    WITH page AS MATERIALIZED (${source})
    SELECT page.*, u.status::text AS user_status, u.email AS user_email,
      btrim(u.first_name || ' ' || u.last_name) AS user_name,
      COALESCE(NULLIF(btrim(a.first_name || ' ' || a.last_name), ''), a.email) AS actor_name,
      app.name AS application_name, o.names AS organizations
    FROM page
    LEFT JOIN app_user u ON u.id = page.user_id
    LEFT JOIN app_user a ON a.id = page.actor_id AND page.actor_type = 'admin'
    LEFT JOIN application app ON app.id = page.application_id
    LEFT JOIN LATERAL (
      SELECT array_agg(found.name) AS names FROM (
        SELECT org.name FROM organization org WHERE org.id = page.organization_id
        UNION ALL (
          SELECT org.name FROM membership m JOIN organization org ON org.id = m.organization_id
          WHERE m.user_id = page.user_id AND page.organization_id IS NULL LIMIT 4
        )
      ) found
    ) o ON true
    ORDER BY page.id DESC`);
  return rows.map(toEvent);
}

function toEvent(row: Row): EventDetails {
  return {
    id: row.id,
    type: row.type,
    label: isEventType(row.type) ? EVENT_TYPES[row.type] : row.type,
    at: idTime(row.id).toISOString(),
    user: toUser(row),
    organizations: row.organizations ?? [],
    application: row.application_id
      ? { id: row.application_id, name: row.application_name ?? "Deleted application" }
      : null,
    actor: { type: row.actor_type, id: row.actor_id, name: actorName(row) },
    ip: row.ip,
    location: countryName(row.location),
    target: row.target_type && row.target_id ? { type: row.target_type, id: row.target_id } : null,
    requestId: row.request_id,
    userAgent: row.user_agent,
    reason: row.reason,
    changes: listChanges(row.before, row.after),
  };
}

function toUser(row: Row): EventUser | null {
  const { user_id: id, user_status: status, user_email: email } = row;
  if (!id) return null;
  if (status === null) return { id, name: "Deleted user", email: null, state: "erased" };
  const name = row.user_name || email || "Unnamed user";
  return { id, name, email, state: status === "deleted" ? "deleted" : "present" };
}

function actorName(row: Row): string {
  switch (row.actor_type) {
    case "admin":
      return row.actor_name ?? "Deleted admin";
    case "user":
      return "The user";
    case "api_key":
      return "API key";
    default:
      return "Gatehouse";
  }
}
