import "server-only";
import { addJob } from "@/lib/core/add-job";
import type { Tx } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { newId } from "@/lib/core/ids";
import type { MailMessage } from "./compose-mail";

/**
 * The one door for mail: the message is written in the caller's transaction, so it leaves only if the deed happened.
 * With SMTP_URL a job delivers it; without, it is kept for the dashboard's Outbox. Returns its id.
 */
export async function sendMail(tx: Tx, environmentId: string, message: MailMessage): Promise<string> {
  const id = newId();
  const isQueued = env().SMTP_URL !== undefined;
  const { to, subject, text, html } = message;
  await tx.outboxMessage.create({
    data: { id, environmentId, recipient: to, subject, text, html, status: isQueued ? "queued" : "kept" },
    select: { id: true },
  });
  if (isQueued) await addJob(tx, "send_mail", { messageId: id });
  return id;
}
