import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { encrypt } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { mfaSubject } from "@/lib/core/lockout-subject";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import { replaceRecoveryCodes } from "@/lib/mfa/recovery-codes";
import type { Flow } from "./find-flow";
import type { MfaStep } from "./find-mfa-step";
import { settleSignIn } from "./settle-sign-in";

type Passed = MfaStep & { need: MfaNeed; method: NonNullable<MfaStep["method"]> };

/** Goes on after a second factor was proven; where none are left, or new ones are wanted, first come recovery codes. */
export async function passMfa(
  flow: Flow,
  ctx: Context & { tx: Tx },
  { userId, need, method, facts }: Passed,
  { wantsNewCodes }: { wantsNewCodes: boolean },
): Promise<Flow> {
  const { identityId, method: first = "password" } = flow.state;
  if (!identityId) return flow;
  const left = facts.recoveryCodes - (method === "recovery_code" ? 1 : 0);
  const isTime = facts.isRecoveryEnabled && (wantsNewCodes || left <= 0);
  let sealedRecoveryCodes: string | undefined;
  if (isTime) {
    sealedRecoveryCodes = encrypt(JSON.stringify(await replaceRecoveryCodes(ctx.tx, userId)));
    await recordEvent(ctx.tx, ctx, {
      type: "user.recovery_codes_replaced",
      target: { type: "user", id: userId },
    });
  }
  return settleSignIn(
    flow,
    ctx,
    { userId, identityId, subject: mfaSubject(userId), method: first },
    {
      mfaProof: { userId, scope: need.scope, by: method },
      mfaChoice: undefined,
      passkeyOptions: undefined,
      sealedRecoveryCodes,
    },
  );
}
