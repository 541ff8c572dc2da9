import { tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { newId } from "@/lib/core/ids";
import type { SubscriberKind } from "@/prisma/generated/client";

/** A person on a list; confirmed and added by an admin unless said otherwise. */
export async function createSubscriberRow(options: {
  environmentId: string;
  kind?: SubscriberKind;
  status?: "pending" | "confirmed";
  firstName?: string;
  lastName?: string;
  email?: string;
  source?: string;
  emailProvenAt?: Date;
  confirmToken?: string;
  confirmTokenExpiresAt?: Date;
  createdAt?: Date;
}): Promise<{ id: string; email: string }> {
  const { kind = "subscriber", status = "confirmed", confirmToken, ...row } = options;
  const id = newId(options.createdAt);
  const email = options.email ?? `${id}@subscribers.example`;
  const confirmTokenHash = confirmToken === undefined ? null : tokenHash(confirmToken);
  await db.subscriber.create({
    data: { ...row, id, kind, status, email, claim: toClaim("email", email), confirmTokenHash },
  });
  return { id, email };
}
