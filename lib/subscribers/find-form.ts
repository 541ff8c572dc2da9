import "server-only";
import { db } from "@/lib/core/db";
import { type SubscriberKind, UNCONFIRMED_DAYS } from "./schema";

export type SubscriptionForm = {
  allowedOrigins: string[];
  isDoubleOptIn: boolean;
  /** How long an address waits for its confirmation before it is deleted. */
  unconfirmedDays: number;
};

/** How the form of a list is set; one that was never set is closed. */
export async function findForm(environmentId: string, kind: SubscriberKind): Promise<SubscriptionForm> {
  const form = await db.subscriptionForm.findUnique({
    where: { environmentId_kind: { environmentId, kind } },
    select: { allowedOrigins: true, isDoubleOptIn: true, unconfirmedDays: true },
  });
  return form ?? { allowedOrigins: [], isDoubleOptIn: true, unconfirmedDays: UNCONFIRMED_DAYS };
}
