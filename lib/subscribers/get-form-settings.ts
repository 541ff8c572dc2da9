import "server-only";
import type { Context } from "@/lib/core/context";
import { assertCan } from "@/lib/permissions/assert-can";
import { findForm, type SubscriptionForm } from "./find-form";
import type { SubscriberKind } from "./schema";

/** How the form of a list is set. */
export async function getFormSettings(ctx: Context, kind: SubscriberKind): Promise<SubscriptionForm> {
  assertCan(ctx, "subscribers:read");
  return findForm(ctx.environment.id, kind);
}
