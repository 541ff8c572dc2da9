import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { Prisma } from "@/prisma/generated/client";
import type { EventType } from "./event-types";
import { locateIp } from "./locate-ip";

type Facts = Record<string, unknown>;

export type NewEvent = {
  type: EventType;
  /** What the deed was done to. */
  target?: { type: string; id: string };
  /** The user the event is about; taken from the target when that is a user. */
  userId?: string | null;
  organizationId?: string;
  applicationId?: string;
  reason?: string;
  /** Only what changed, before and after. Never a secret, a hash, a code or a token. */
  before?: Facts;
  after?: Facts;
};

/** Writes one line of the log in the transaction of the change it speaks of; returns the event's id. */
export async function recordEvent(tx: Tx, ctx: Context, event: NewEvent): Promise<string> {
  const id = newId();
  await tx.auditEvent.create({ data: toRow(id, ctx, event), select: { id: true } });
  return id;
}

/** Writes many lines at once, for deeds over many targets: as one parameter, which costs a fraction of one a value. */
export async function recordEvents(tx: Tx, ctx: Context, events: NewEvent[]): Promise<void> {
  const rows = JSON.stringify(events.map((event) => toColumns(toRow(newId(), ctx, event))));
  await tx.$executeRaw`
    INSERT INTO audit_event SELECT * FROM json_populate_recordset(NULL::audit_event, ${rows}::json)`;
}

/** The event as JSON named like the table's columns, for a deed that writes change and event in one statement. */
export function toEventJson(ctx: Context, event: NewEvent): string {
  return JSON.stringify(toColumns(toRow(newId(), ctx, event)));
}

/**
 * The columns of one event for each row of a statement that touches more users than fit in memory: `userId` and what it adds
 * to `before` and `after`, as JSON, are SQL of that row. For `INSERT INTO audit_event SELECT event.* FROM … CROSS JOIN LATERAL`.
 */
export function userEventSql(
  ctx: Context,
  event: NewEvent,
  row: { userId: Prisma.Sql; before?: Prisma.Sql; after?: Prisma.Sql },
): Prisma.Sql {
  const { userId, before = Prisma.sql`'{}'`, after = Prisma.sql`'{}'` } = row;
  const columns = toColumns(toRow(newId(), ctx, { before: {}, after: {}, ...event }));
  const json = Prisma.sql`${JSON.stringify({ ...columns, target_type: "user" })}::jsonb`;
  // The beginning of a UUIDv7 is its time; what follows is as random as that of any other.
  return Prisma.sql`jsonb_populate_record(NULL::audit_event, ${json} || jsonb_build_object(
    'id', left(${json} ->> 'id', 15) || substr(gen_random_uuid()::text, 16),
    'user_id', ${userId}, 'target_id', ${userId},
    'before', ${json} -> 'before' || ${before}::jsonb,
    'after', ${json} -> 'after' || ${after}::jsonb))`;
}

function toColumns(row: Prisma.AuditEventCreateManyInput): Record<string, unknown> {
  const toColumn = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [toColumn(name), value]));
}

function toRow(id: string, ctx: Context, event: NewEvent): Prisma.AuditEventCreateManyInput {
  const { actor, request } = ctx;
  const targetUser = event.target?.type === "user" ? event.target.id : null;
  return {
    id,
    environmentId: ctx.environment.id,
    type: event.type,
    actorType: actor.type,
    actorId: actor.type === "system" ? null : actor.id,
    userId: event.userId ?? targetUser ?? (actor.type === "user" ? actor.id : null),
    targetType: event.target?.type ?? null,
    targetId: event.target?.id ?? null,
    organizationId: event.organizationId ?? null,
    applicationId: event.applicationId ?? ctx.applicationId ?? null,
    requestId: request.id,
    ip: request.ip,
    userAgent: request.userAgent?.slice(0, 400) ?? null,
    location: locateIp(request.ip),
    // JSON cannot carry half a character to the database.
    reason: event.reason?.toWellFormed() ?? null,
    ...(event.before && { before: toJson(event.before) }),
    ...(event.after && { after: toJson(event.after) }),
  };
}

// JSON cannot hold dates or undefined as they are; a round trip makes plain values of them.
function toJson(facts: Facts): Prisma.InputJsonObject {
  return JSON.parse(JSON.stringify(facts));
}
