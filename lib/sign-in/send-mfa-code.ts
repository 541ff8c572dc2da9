import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { db, inTransaction } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { sendMail } from "@/lib/mail/send-mail";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { sendSms } from "@/lib/sms/send-sms";
import type { NeedyStep } from "./check-mfa-code";
import type { Flow } from "./find-flow";
import { findFactors } from "./find-mfa-step";
import { codeMail, isCodeAllowed, keepCode, TOO_MANY_CODES } from "./flow-code";
import { flowContext } from "./flow-context";
import { saveFlow } from "./save-flow";

const NO_EMAIL = "Your account has no confirmed email address. Choose another method, or ask for help.";
const NO_PHONE = "Enter your phone number with its country code, such as +44 20 7946 0123.";

type SendingStep = NeedyStep & { method: "email" | "sms" };

/** Sends the code of a second factor to where it belongs; the newest one replaces those before. */
export async function sendMfaCode(
  flow: Flow,
  request: RequestInfo,
  step: SendingStep,
  phone?: string,
): Promise<Flow> {
  const { method, userId } = step;
  const contact = await findContact(step, phone ?? "");
  if (!contact && method === "sms") {
    // Without a number its form is shown first.
    return saveFlow(flow, { errors: phone === undefined ? {} : { phone: NO_PHONE }, mfaChoice: { method } });
  }
  if (!contact) return saveFlow(flow, { errors: { form: NO_EMAIL }, mfaChoice: undefined });
  if (!(await isCodeAllowed(flow, request, contact))) {
    return saveFlow(flow, { errors: { form: TOO_MANY_CODES } });
  }
  const from = await getBusinessName();
  const name = flow.state.application?.name ?? from;
  return inTransaction(flowContext(flow, request, userId), async (tx) => {
    const code = await keepCode(tx, flow, { purpose: "mfa", userId, isFitting: true, contact });
    if (method === "email") {
      await sendMail(tx, flow.environment.id, codeMail(contact, code, flow, { name, from }));
    } else {
      const text = `${code} is your code for ${name}. Nobody of ${from} will ever ask you for it.`;
      await sendSms(tx, flow.environment.id, { to: contact, subject: `Your code for ${name}`, text });
    }
    return saveFlow(flow, { mfaChoice: { method, contact } }, tx);
  });
}

/** Where the code goes: to the contact that was proven, or for a new factor to one of the user's own. */
async function findContact(step: SendingStep, phone: string): Promise<string | null> {
  const { method, need, userId } = step;
  if (need.kind === "challenge") return (await findFactors(step, method))[0]?.contact ?? null;
  if (method === "sms") {
    const number = toClaim("phone", phone);
    return /^\s*(\+|00)/.test(phone) && /^\+[1-9]\d{7,14}$/.test(number) ? number : null;
  }
  const identity = await db.identity.findFirst({
    where: { userId, type: { in: ["email", "enterprise"] }, claim: { not: null }, verifiedAt: { not: null } },
    orderBy: [{ isPrimary: "desc" }, { id: "asc" }],
    select: { value: true },
  });
  return identity?.value ?? null;
}
