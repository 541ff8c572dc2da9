import "server-only";
import type { Context } from "@/lib/core/context";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { Prisma } from "@/prisma/generated/client";
import { readEvents } from "./read-events";
import type { EventDetails } from "./schema";

/** One event of this environment with everything it holds, or null: the id comes from a link. */
export async function findEvent(ctx: Context, id: string): Promise<EventDetails | null> {
  assertCan(ctx, "audit:read");
  if (!isId(id)) return null;
  const [event] = await readEvents(Prisma.sql`
    SELECT * FROM audit_event WHERE id = ${id}::uuid AND environment_id = ${ctx.environment.id}::uuid`);
  return event ?? null;
}
