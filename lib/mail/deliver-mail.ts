import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import { db } from "@/lib/core/db";
import { env } from "@/lib/core/env";

let transport: Transporter | undefined;

/** Hands a queued message to the SMTP server. Throws when that fails, so that the job is tried again later. */
export async function deliverMail(messageId: string): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  const message = await db.outboxMessage.findFirst({
    where: { id: messageId, status: { in: ["queued", "failed"] } },
  });
  if (!message || !SMTP_URL || message.text === null) return;
  transport ??= createTransport(SMTP_URL, { disableFileAccess: true, disableUrlAccess: true });
  try {
    await transport.sendMail({
      from: MAIL_FROM,
      to: { name: "", address: message.recipient },
      subject: message.subject,
      text: message.text,
      html: message.html ?? undefined,
      messageId: `<${message.id}@${new URL(env().BASE_URL).hostname}>`,
    });
  } catch (error) {
    await db.outboxMessage.update({
      where: { id: messageId },
      data: {
        status: "failed",
        attempts: { increment: 1 },
        error: (error instanceof Error ? error.message : String(error)).slice(0, 500),
      },
    });
    throw error;
  }
  // What was sent holds codes and names: only that it was sent is kept.
  await db.outboxMessage.update({
    where: { id: messageId },
    data: {
      status: "sent",
      sentAt: new Date(),
      attempts: { increment: 1 },
      text: null,
      html: null,
      error: null,
    },
  });
}
