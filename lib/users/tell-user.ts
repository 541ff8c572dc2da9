import "server-only";
import type { Tx } from "@/lib/core/db";
import { composeMail, type MailContent } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";

/** Mails a user what has happened to their account, where an address of theirs is proven. */
export async function tellUser(
  tx: Tx,
  environmentId: string,
  userId: string,
  content: MailContent,
): Promise<void> {
  const contact = await tx.identity.findFirst({
    where: { userId, environmentId, type: "email", claim: { not: null }, verifiedAt: { not: null } },
    orderBy: [{ isPrimary: "desc" }, { id: "asc" }],
    select: { value: true },
  });
  if (contact) await sendMail(tx, environmentId, composeMail(contact.value, content.title, content));
}
