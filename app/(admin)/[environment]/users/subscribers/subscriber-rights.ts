import type { Context } from "@/lib/core/context";
import { can } from "@/lib/permissions/assert-can";

/** What the reader may do with subscribers here, to hide what would be refused; the verbs decide for themselves. */
export function subscriberRights(ctx: Context) {
  const canWrite = can(ctx, "subscribers:write");
  return {
    canWrite,
    canConvert: canWrite && can(ctx, "users:create"),
    canExport: can(ctx, "subscribers:export"),
    canReadUsers: can(ctx, "users:read"),
  };
}

export type SubscriberRights = ReturnType<typeof subscriberRights>;
