import "server-only";
import type { Context } from "@/lib/core/context";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { Prisma } from "@/prisma/generated/client";
import { readEvents } from "./read-events";
import type { EventDetails } from "./schema";

/** One event of this environment with everything it holds. */
export async function getEvent(ctx: Context, id: string): Promise<EventDetails> {
  assertCan(ctx, "audit:read");
  const [event] = isId(id)
    ? await readEvents(Prisma.sql`
        SELECT * FROM audit_event WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid`)
    : [];
  if (!event) throw notFoundError("event");
  return event;
}
