import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { requestPasswordReset } from "./request-password-reset";
import { sendFlowCode } from "./send-flow-code";

const NOTICE = "A new code is on its way. Only the newest one works.";

/** Mails another code to the address of the flow. */
export async function resendCode(flow: Flow, request: RequestInfo): Promise<Flow> {
  if (nextStep(flow.state) !== "code") return flow;
  const { identifier, intent, values } = flow.state;
  if (intent === "recover") {
    return identifier ? requestPasswordReset(flow, request, { identifier }, NOTICE) : flow;
  }
  const email = values.codeSentTo;
  if (!email) return flow;
  const taken =
    intent === "sign-up" &&
    (await db.identity.findFirst({
      where: { environmentId: flow.environment.id, type: "email", claim: toClaim("email", email) },
      select: { id: true },
    }));
  return sendFlowCode(flow, request, {
    email,
    isTaken: Boolean(taken),
    notice: NOTICE,
  });
}
