import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { encrypt } from "@/lib/core/crypto";
import { assertionOptions, registrationOptions } from "@/lib/mfa/passkeys";
import { newTotpSecret } from "@/lib/mfa/totp";
import { getBusinessName } from "@/lib/settings/get-business-name";
import type { NeedyStep } from "./check-mfa-code";
import type { Flow } from "./find-flow";
import { findMfaStep } from "./find-mfa-step";
import { findPasskeys } from "./passkey-factors";
import { saveFlow } from "./save-flow";
import type { MfaChoice } from "./schema";
import { sendMfaCode } from "./send-mfa-code";

/** Takes by which method the second factor is to be proven or set up; where that works by a code, the code is sent. */
export async function chooseMfaMethod(flow: Flow, request: RequestInfo, choice: MfaChoice): Promise<Flow> {
  const step = await findMfaStep(flow);
  if (!step?.need) return flow;
  const { need, facts } = step;
  const { method } = choice;
  // Only a wish: it comes true once a factor is proven.
  if (method === "manage") return saveFlow(flow, { isManagingMethods: true });
  if (method === "another") return saveFlow(flow, { mfaChoice: undefined, passkeyOptions: undefined });
  if (method === "recovery_code") {
    const isOffered = need.kind === "challenge" && facts.isRecoveryEnabled && facts.recoveryCodes > 0;
    return isOffered ? saveFlow(flow, { mfaChoice: { method } }) : flow;
  }
  const offered = need.kind === "challenge" ? need.enrolled : need.methods;
  if (!offered.includes(method)) return flow;
  if (method === "email" || method === "sms") {
    return sendMfaCode(flow, request, { ...step, need, method }, choice.phone);
  }
  if (method === "passkey") return askForPasskey(flow, { ...step, need });
  const isNewApp = method === "authenticator" && need.kind !== "challenge";
  const sealedSecret = isNewApp ? encrypt(newTotpSecret()) : undefined;
  return saveFlow(flow, { mfaChoice: { method, sealedSecret } });
}

async function askForPasskey(flow: Flow, { need, userId }: NeedyStep): Promise<Flow> {
  const environmentId = flow.environment.id;
  const known = await findPasskeys({ environmentId, userId, organizationId: need.scope });
  const name = flow.state.identifier ?? "";
  const passkeyOptions =
    need.kind === "challenge"
      ? await assertionOptions(known)
      : await registrationOptions({ id: userId, name }, { business: await getBusinessName(), known });
  return saveFlow(flow, { mfaChoice: { method: "passkey" }, passkeyOptions });
}
