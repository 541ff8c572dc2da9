import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { SubscriberStatus } from "./schema";

/** One subscriber; `not_found` for any id that is not one of this environment. */
export async function getSubscriber(ctx: Context, subscriberId: string) {
  assertCan(ctx, "subscribers:read");
  if (!isId(subscriberId)) throw notFoundError("subscriber");
  const found = await db.subscriber.findFirst({
    where: { id: subscriberId, environmentId: ctx.environment.id },
    select: {
      id: true,
      kind: true,
      status: true,
      firstName: true,
      lastName: true,
      email: true,
      source: true,
      createdAt: true,
      emailProvenAt: true,
      convertedAt: true,
      convertedUserId: true,
    },
  });
  if (!found) throw notFoundError("subscriber");
  const status: SubscriberStatus = found.convertedUserId ? "converted" : found.status;
  return { ...found, status };
}

export type SubscriberDetails = Awaited<ReturnType<typeof getSubscriber>>;
