import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { OutboxMessageDetails } from "./schema";

/** One message of this environment, or null: the id comes from a URL. */
export async function findMessage(ctx: Context, id: string): Promise<OutboxMessageDetails | null> {
  assertCan(ctx, "outbox:read");
  if (!isId(id)) return null;
  const message = await db.outboxMessage.findFirst({
    where: { id, environmentId: ctx.environment.id },
    select: {
      id: true,
      channel: true,
      recipient: true,
      subject: true,
      status: true,
      text: true,
      html: true,
      error: true,
      createdAt: true,
      sentAt: true,
    },
  });
  if (!message) return null;
  const { createdAt, sentAt, ...rest } = message;
  return { ...rest, at: createdAt.toISOString(), sentAt: sentAt?.toISOString() ?? null };
}
