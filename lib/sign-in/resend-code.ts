import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { sendFlowCode } from "./send-flow-code";

/** Mails another code to the address of the flow. */
export async function resendCode(flow: Flow, request: RequestInfo): Promise<Flow> {
  const email = flow.state.values.codeSentTo;
  if (!email || nextStep(flow.state) !== "code") return flow;
  const taken =
    flow.state.intent === "sign-up" &&
    (await db.identity.findFirst({
      where: { environmentId: flow.environment.id, type: "email", claim: toClaim("email", email) },
      select: { id: true },
    }));
  return sendFlowCode(flow, request, {
    email,
    isTaken: Boolean(taken),
    notice: "A new code is on its way. Only the newest one works.",
  });
}
