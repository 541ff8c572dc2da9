import "server-only";
import { db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { postJson } from "./post-json";

/**
 * Hands a queued text message to the provider at SMS_URL, as `{ id, to, text }`. Throws when that fails, so that the job is
 * tried again later; the id lets the provider drop one that it has had already.
 */
export async function deliverSms(messageId: string): Promise<void> {
  const { SMS_URL, SMS_TOKEN, SMS_ALLOW_PRIVATE_ADDRESS } = env();
  const message = await db.outboxMessage.findFirst({
    where: { id: messageId, channel: "sms", status: { in: ["queued", "failed"] } },
  });
  if (!message || !SMS_URL || message.text === null) return;
  const where = { id: messageId };
  const attempts = { increment: 1 };
  try {
    const body = { id: message.id, to: message.recipient, text: message.text };
    await postJson(SMS_URL, body, { token: SMS_TOKEN, allowsInner: SMS_ALLOW_PRIVATE_ADDRESS });
  } catch (error) {
    const said = (error instanceof Error ? error.message : String(error)).slice(0, 500);
    await db.outboxMessage.update({ where, data: { status: "failed", attempts, error: said } });
    throw error;
  }
  // What was sent holds a code: only that it was sent is kept.
  await db.outboxMessage.update({
    where,
    data: { status: "sent", sentAt: new Date(), attempts, text: null, error: null },
  });
}
