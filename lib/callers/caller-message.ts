import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { durationInWords } from "@/lib/core/duration-in-words";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";
import { sendSms } from "@/lib/sms/send-sms";
import { CODE_MINUTES } from "./caller-code";
import type { CallerContact } from "./schema";

/** Sends the code to the contact, with words that leave no doubt what it is for. */
export async function sendCallerMessage(
  tx: Tx,
  ctx: Context,
  { method, label: to }: CallerContact,
  { code, from }: { code: string; from: string },
): Promise<void> {
  // The code stands in no subject: that is kept when the message has left.
  const subject = `A code for your call with ${from}`;
  if (method === "phone") {
    const text = `${code} is for your call with ${from}: read it to the support agent. Nobody will ask for your password. No call? Tell nobody this code.`;
    await sendSms(tx, ctx.environment.id, { to, subject, text });
    return;
  }
  const message = composeMail(to, subject, {
    title: "Read this code to the support agent",
    paragraphs: [
      `Somebody is asking the support of ${from} for help with your account. If it is you, read this code to the support agent to show that the account is yours:`,
      `The code works once, within ${durationInWords(CODE_MINUTES, "minute")}. Nobody will ask for your password: never tell it to anybody.`,
      "If you are not in touch with our support right now, tell nobody this code. Without it nothing is done for whoever is.",
    ],
    code,
    from,
  });
  await sendMail(tx, ctx.environment.id, message);
}
