import "server-only";
import { decrypt, encrypt, isEqualConstantTime } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { MfaNeed } from "@/lib/mfa/mfa-rules";
import { spendRecoveryCode } from "@/lib/mfa/recovery-codes";
import type { MfaMethod } from "@/lib/mfa/schema";
import { spendTotpStep } from "@/lib/mfa/spend-totp-step";
import { findTotpStep } from "@/lib/mfa/totp";
import type { Flow } from "./find-flow";
import { findFactors, type MfaStep } from "./find-mfa-step";
import { codeHash } from "./flow-code";
import { redeemOnce, spendTry } from "./spend-try";

export type NeedyStep = MfaStep & { need: MfaNeed };

/** What a code was worth: nothing and why, or something that is used up by one who is first. */
export type Checked = { flaw: string } | { redeem: (tx: Tx) => Promise<boolean> };

const WRONG: Checked = { flaw: "Wrong code" };

/** Compares a code of the step's method; the attempt has been paid for already. */
export async function checkMfaCode(flow: Flow, step: NeedyStep, code: string): Promise<Checked> {
  const { userId, need, method } = step;
  if (method === "recovery_code") return { redeem: (tx) => spendRecoveryCode(tx, userId, code) };
  if (method === "authenticator") {
    return need.kind === "challenge" ? checkApp(step, code) : checkNewApp(flow, step, code);
  }
  if (method === "email" || method === "sms") return checkSentCode(flow, step, method, code);
  return WRONG;
}

async function checkApp(step: NeedyStep, code: string): Promise<Checked> {
  const [factor] = await findFactors(step, "authenticator");
  const used = factor?.secret ? await findTotpStep(decrypt(factor.secret), code) : null;
  if (!factor || used === null) return WRONG;
  return { redeem: (tx) => spendTotpStep(tx, factor.id, used) };
}

async function checkNewApp(flow: Flow, step: NeedyStep, code: string): Promise<Checked> {
  const { sealedSecret } = flow.state.mfaChoice ?? {};
  const secret = sealedSecret ? decrypt(sealedSecret) : null;
  const used = secret ? await findTotpStep(secret, code) : null;
  if (!secret || used === null) return WRONG;
  return {
    redeem: (tx) =>
      createFactor(tx, flow, step, "authenticator", { secret: encrypt(secret), lastUsedStep: used }),
  };
}

async function checkSentCode(
  flow: Flow,
  step: NeedyStep,
  method: "email" | "sms",
  code: string,
): Promise<Checked> {
  const contact = flow.state.mfaChoice?.contact ?? "";
  const candidate = await spendTry(flow, "mfa");
  const isRight =
    candidate && isEqualConstantTime(candidate.codeHash, codeHash(flow.id, `${contact}${code}`));
  if (!isRight || candidate.userId !== step.userId || contact === "") return WRONG;
  return {
    redeem: async (tx) => {
      if (!(await redeemOnce(tx, candidate.id))) return false;
      if (step.need.kind !== "challenge") return createFactor(tx, flow, step, method, { contact });
      const { count } = await tx.mfaFactor.updateMany({
        where: { userId: step.userId, organizationId: step.need.scope, method, contact },
        data: { lastUsedAt: new Date() },
      });
      return count > 0;
    },
  };
}

/** Keeps a factor that was just proven; false when the user has one of this method here already. */
async function createFactor(
  tx: Tx,
  flow: Flow,
  { userId, need }: NeedyStep,
  method: MfaMethod,
  data: { secret?: string; lastUsedStep?: number; contact?: string },
): Promise<boolean> {
  const { count } = await tx.mfaFactor.createMany({
    data: {
      ...{ ...data, id: newId(), environmentId: flow.environment.id, userId, method },
      organizationId: need.scope,
      slot: [userId, need.scope ?? "environment", method].join(":"),
      lastUsedAt: new Date(),
    },
    skipDuplicates: true,
  });
  return count === 1;
}
