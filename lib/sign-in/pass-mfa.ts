import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { mfaSubject } from "@/lib/core/lockout-subject";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import { MFA_METHOD_LABELS } from "@/lib/mfa/schema";
import type { Flow } from "./find-flow";
import type { MfaStep } from "./find-mfa-step";
import { makeRecoveryCodes } from "./make-recovery-codes";
import { settleSignIn } from "./settle-sign-in";
import { tellOfMethods } from "./tell-of-methods";

type Passed = MfaStep & { need: MfaNeed; method: NonNullable<MfaStep["method"]> };

/** Goes on after a second factor was proven or added; where no recovery codes are left, new ones come first. */
export async function passMfa(
  flow: Flow,
  ctx: Context & { tx: Tx },
  { userId, need, method, facts }: Passed,
): Promise<Flow> {
  const { identityId, method: first = "password" } = flow.state;
  if (!identityId) return flow;
  const left = facts.recoveryCodes - (method === "recovery_code" ? 1 : 0);
  const isTime = facts.isRecoveryEnabled && left <= 0;
  const sealedRecoveryCodes = isTime ? await makeRecoveryCodes(ctx, userId) : undefined;
  const isAdded = need.kind === "add" && method !== "recovery_code";
  if (isAdded) {
    await tellOfMethods(ctx, userId, `This method was added to your account: ${MFA_METHOD_LABELS[method]}.`);
  }
  return settleSignIn(
    flow,
    ctx,
    { userId, identityId, subject: mfaSubject(userId), method: first },
    {
      // What was added proves nothing anew: who adds has proven one before.
      ...(isAdded
        ? { notice: `${MFA_METHOD_LABELS[method]} is set up.` }
        : { mfaProof: { userId, scope: need.scope, by: method } }),
      mfaChoice: undefined,
      passkeyOptions: undefined,
      sealedRecoveryCodes,
    },
  );
}
