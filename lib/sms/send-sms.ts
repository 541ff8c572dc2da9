import "server-only";
import { addJob } from "@/lib/core/add-job";
import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";

export type SmsMessage = { to: string; subject: string; text: string };

/**
 * The one door for text messages: written in the caller's transaction, so one leaves only if the deed happened. With
 * SMS_URL a job hands it to that provider; without, it is kept for the dashboard's Outbox. Returns its id.
 */
export async function sendSms(tx: Tx, environmentId: string, message: SmsMessage): Promise<string> {
  const id = newId();
  const isQueued = env().SMS_URL !== undefined;
  const { to, subject, text } = message;
  await tx.outboxMessage.create({
    data: {
      ...{ id, environmentId, channel: "sms", recipient: to, subject, text },
      status: isQueued ? "queued" : "kept",
    },
    select: { id: true },
  });
  if (isQueued) await addJob(tx, "send_sms", { messageId: id });
  return id;
}
