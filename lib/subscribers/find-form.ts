import "server-only";
import { db } from "@/lib/core/db";
import type { SubscriberKind } from "./schema";

export type SubscriptionForm = { allowedOrigins: string[]; isDoubleOptIn: boolean };

/** How the form of a list is set; one that was never set is closed. */
export async function findForm(environmentId: string, kind: SubscriberKind): Promise<SubscriptionForm> {
  const form = await db.subscriptionForm.findUnique({
    where: { environmentId_kind: { environmentId, kind } },
    select: { allowedOrigins: true, isDoubleOptIn: true },
  });
  return form ?? { allowedOrigins: [], isDoubleOptIn: true };
}
