import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { RequestInfo } from "@/lib/core/context";
import { db, inTransaction } from "@/lib/core/db";
import { mfaSubject } from "@/lib/core/lockout-subject";
import { assertionOptions, credentialIdIn, verifyAssertion } from "@/lib/mfa/passkeys";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { NOTHING_PROVEN } from "./flow-state";
import { findPasskeys, notePasskeyUse } from "./passkey-factors";
import { saveFlow } from "./save-flow";
import { settleSignIn } from "./settle-sign-in";

const REFUSED = "This passkey is not known here, or not any more. Sign in by another way.";
const RESET =
  "Your password was reset. Enter your name, choose “Forgot password?”, and set a new password once.";

/** Begins a sign-in by passkey: whoever sits there is asked for one of theirs, without a name. */
export async function startPasskey(flow: Flow): Promise<Flow> {
  if (!flow.rules.isPasskeyOffered || flow.state.intent !== "sign-in") return flow;
  const passkeyOptions = await assertionOptions();
  return saveFlow(flow, { ...NOTHING_PROVEN, identifier: undefined, userId: null, passkeyOptions });
}

/**
 * Takes a passkey as the way in. Its user was verified by the device, so it is two factors in one, wherever a second one is
 * asked for. The locks are for what can be guessed at; a signature cannot.
 */
export async function signInWithPasskey(
  flow: Flow,
  request: RequestInfo,
  { answer }: { answer: string },
): Promise<Flow> {
  const { passkeyOptions, intent, isPasswordRight } = flow.state;
  if (!flow.rules.isPasskeyOffered || !passkeyOptions || intent !== "sign-in" || isPasswordRight) return flow;
  const environmentId = flow.environment.id;
  const credentialId = credentialIdIn(answer) ?? "";
  const [passkey] = await findPasskeys({ environmentId, organizationId: null, credentialId });
  const counter = passkey ? await verifyAssertion(passkeyOptions, answer, passkey) : null;
  if (!passkey || counter === null) return refuse(flow, request, null, REFUSED);
  const { userId } = passkey;
  const user = await db.user.findFirst({
    where: { id: userId, environmentId, status: { not: "deleted" } },
    select: {
      newPasswordRequiredAt: true,
      identities: {
        where: { claim: { not: null } },
        orderBy: [{ isPrimary: "desc" }, { id: "asc" }],
        take: 1,
        select: { id: true, value: true, connection: { select: { name: true } } },
      },
    },
  });
  const identity = user?.identities[0];
  if (!user || !identity) return refuse(flow, request, userId, REFUSED);
  if (identity.connection) {
    const words = `Your account signs in through ${identity.connection.name}. Use that instead of a passkey.`;
    return refuse(flow, request, userId, words);
  }
  if (user.newPasswordRequiredAt) return refuse(flow, request, userId, RESET);
  const ctx = flowContext(flow, request, userId);
  const after = await inTransaction(ctx, async (tx) => {
    if (!(await notePasskeyUse(tx, passkey, counter))) return null;
    const proven = {
      userId,
      identityId: identity.id,
      subject: mfaSubject(userId),
      method: "passkey",
    } as const;
    return settleSignIn({ ...flow, userId }, { ...ctx, tx }, proven, {
      identifier: identity.value,
      mfaProof: { userId, scope: "any", by: "passkey" },
      passkeyOptions: undefined,
    });
  });
  return after ?? refuse(flow, request, userId, REFUSED);
}

async function refuse(flow: Flow, request: RequestInfo, userId: string | null, words: string): Promise<Flow> {
  const ctx = flowContext(flow, request, userId);
  return inTransaction(ctx, async (tx) => {
    await recordEvent(tx, ctx, {
      type: "authentication.failed",
      target: userId ? { type: "user", id: userId } : undefined,
      reason: "Passkey not accepted",
    });
    return saveFlow(flow, { errors: { form: words }, passkeyOptions: undefined }, tx);
  });
}
