import "server-only";
import type { Context } from "@/lib/core/context";
import { tokenHash } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { durationInWords } from "@/lib/core/duration-in-words";
import { env } from "@/lib/core/env";
import { randomAlphanumeric } from "@/lib/core/ids";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { CONFIRM_LINK_DAYS, type SubscriberKind } from "./schema";

const DEEDS: Record<SubscriberKind, string> = {
  subscriber: "subscription",
  access_request: "request for access",
};

/** Mails the link that proves whose the address is. Its token replaces an earlier one, and is kept only as a hash. */
export async function sendConfirmation(
  tx: Tx,
  ctx: Context,
  { id, kind, email }: { id: string; kind: SubscriberKind; email: string },
): Promise<void> {
  const token = randomAlphanumeric(43);
  const { count } = await tx.subscriber.updateMany({
    where: { id, environmentId: ctx.environment.id, status: "pending" },
    data: {
      confirmTokenHash: tokenHash(token),
      confirmTokenExpiresAt: new Date(Date.now() + CONFIRM_LINK_DAYS * 24 * 60 * 60 * 1000),
    },
  });
  if (count === 0) return;
  const from = await getBusinessName();
  // Nothing that the form's sender wrote stands in the mail, or the form would be a way to write to strangers.
  const mail = composeMail(email, `Confirm your ${DEEDS[kind]} with ${from}`, {
    title: `Confirm your ${DEEDS[kind]}`,
    paragraphs: [
      `This address was entered in a form of ${from}. Confirm that it was you:`,
      `The link works once, for ${durationInWords(CONFIRM_LINK_DAYS, "day")}. If it was not you, you need not do anything: you will hear no more.`,
    ],
    link: {
      label: "Confirm",
      url: `${env().BASE_URL}/auth/${ctx.environment.key}/subscribe/confirm?token=${token}`,
    },
    from,
  });
  await sendMail(tx, ctx.environment.id, mail);
}
