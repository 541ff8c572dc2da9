import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context, RequestInfo } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { credentialIdIn, verifyAssertion, verifyRegistration } from "@/lib/mfa/passkeys";
import type { Checked, NeedyStep } from "./check-mfa-code";
import type { Flow } from "./find-flow";
import { findMfaStep } from "./find-mfa-step";
import { flowContext } from "./flow-context";
import { passMfa } from "./pass-mfa";
import { findPasskeys, notePasskeyUse } from "./passkey-factors";
import { saveFlow } from "./save-flow";

export const PASSKEY_REFUSED = "This passkey was not accepted. Try again, or use another method.";

/** Takes a browser's answer for a passkey as the second factor: proves it, or sets it up. */
export async function verifyPasskey(
  flow: Flow,
  request: RequestInfo,
  { answer }: { answer: string },
): Promise<Flow> {
  const step = await findMfaStep(flow);
  const options = flow.state.passkeyOptions;
  if (!step?.need || step.method !== "passkey" || !options) return flow;
  const { need, userId } = step;
  const checked = await check(flow, { ...step, need }, options, answer);
  const ctx = flowContext(flow, request, userId);
  return inTransaction(ctx, async (tx) => {
    await tx.$queryRaw`SELECT id FROM app_user WHERE id = ${userId}::uuid FOR UPDATE`;
    const now = await findMfaStep(flow, tx);
    const isSame = now?.need?.kind === need.kind && now.need.scope === need.scope;
    if (!isSame || "flaw" in checked || !(await checked.redeem(tx))) return refuse(tx, flow, ctx, userId);
    if (need.kind !== "challenge") {
      await tx.user.update({ where: { id: userId }, data: { mfaOptedOutAt: null }, select: { id: true } });
      await recordEvent(tx, ctx, {
        type: "user.mfa_enrolled",
        target: { type: "user", id: userId },
        organizationId: need.scope ?? undefined,
        after: { method: "passkey" },
      });
    }
    return passMfa(flow, { ...ctx, tx }, { ...step, need, method: "passkey" });
  });
}

async function check(flow: Flow, step: NeedyStep, options: string, answer: string): Promise<Checked> {
  const { userId, need } = step;
  const environmentId = flow.environment.id;
  const wrong = { flaw: "Passkey not accepted" };
  if (need.kind === "challenge") {
    const credentialId = credentialIdIn(answer) ?? "";
    const [passkey] = await findPasskeys({ environmentId, userId, organizationId: need.scope, credentialId });
    const counter = passkey ? await verifyAssertion(options, answer, passkey) : null;
    if (!passkey || counter === null) return wrong;
    return { redeem: (tx) => notePasskeyUse(tx, passkey, counter) };
  }
  const fresh = await verifyRegistration(options, answer);
  if (!fresh) return wrong;
  return {
    redeem: async (tx) => {
      const { count } = await tx.mfaFactor.createMany({
        data: {
          ...{ id: newId(), environmentId, userId, method: "passkey", organizationId: need.scope },
          slot: fresh.credentialId,
          credentialId: fresh.credentialId,
          publicKey: new Uint8Array(fresh.publicKey),
          counter: fresh.counter,
          transports: fresh.transports,
          lastUsedAt: new Date(),
        },
        skipDuplicates: true,
      });
      return count === 1;
    },
  };
}

// A challenge is answered once: the next try gets one of its own.
async function refuse(tx: Tx, flow: Flow, ctx: Context, userId: string): Promise<Flow> {
  await recordEvent(tx, ctx, {
    type: "authentication.failed",
    target: { type: "user", id: userId },
    reason: "Passkey not accepted",
  });
  const errors = { form: PASSKEY_REFUSED };
  return saveFlow(flow, { errors, mfaChoice: undefined, passkeyOptions: undefined }, tx);
}
