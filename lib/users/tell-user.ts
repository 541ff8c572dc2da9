import "server-only";
import type { Tx } from "@/lib/core/db";
import { composeMail, type MailContent } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";

/**
 * Mails a user what has happened to their account, where an address of theirs is proven; one at an identity provider too.
 * `write` gets what they should do if it was not them: who has no password here is not told to change it.
 */
export async function tellUser(
  tx: Tx,
  environmentId: string,
  userId: string,
  write: (deed: string) => MailContent,
): Promise<void> {
  const contact = await tx.identity.findFirst({
    where: {
      ...{ userId, environmentId, type: { in: ["email", "enterprise"] } },
      ...{ claim: { not: null }, verifiedAt: { not: null } },
    },
    orderBy: [{ isPrimary: "desc" }, { id: "asc" }],
    select: { value: true, user: { select: { password: { select: { userId: true } } } } },
  });
  if (!contact) return;
  const tell = "tell your administrator at once";
  const content = write(contact.user.password ? `change your password and ${tell}` : tell);
  await sendMail(tx, environmentId, composeMail(contact.value, content.title, content));
}
