import "server-only";
import { randomInt } from "node:crypto";
import type { RequestInfo } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import { inTransaction, type Tx } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { newId, randomAlphanumeric } from "@/lib/core/ids";
import { countUse } from "@/lib/core/rate-limit";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";
import { getBusinessName } from "@/lib/settings/get-business-name";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import type { FlowState } from "./flow-state";
import { saveFlow } from "./save-flow";

const CODES_BY_FLOW = { limit: 5, windowSeconds: 15 * 60 };
const CODES_BY_RECIPIENT = { limit: 10, windowSeconds: 60 * 60 };
const CODES_BY_ADDRESS = { limit: 60, windowSeconds: 60 * 60 };
const TOO_MANY_CODES =
  "Several codes were sent already. Look in your spam folder, or wait a quarter of an hour.";

export type CodeOrder = Partial<FlowState> & {
  email: string;
  userId?: string;
  /** The address has an account already: its owner is told so, and no code exists that would fit. */
  isTaken?: boolean;
};

/** The stored form of a code: bound to its flow, so that a code of another flow never fits. */
export function codeHash(flowId: string, code: string): string {
  return keyedHash(`${flowId}:${code}`, "verification code");
}

/** Mails a new code, which replaces the one before, and keeps what the step has learned. */
export async function sendFlowCode(flow: Flow, request: RequestInfo, order: CodeOrder): Promise<Flow> {
  const { email, isTaken = false, ...learned } = order;
  const values = { ...flow.state.values, codeSentTo: email };
  if (!(await isSendingAllowed(flow, request, email))) {
    return saveFlow(flow, { values, ...learned, notice: undefined, errors: { form: TOO_MANY_CODES } });
  }
  const from = await getBusinessName();
  return inTransaction(flowContext(flow, request), async (tx) => {
    const code = randomInt(1_000_000).toString().padStart(6, "0");
    await keepCode(tx, flow, isTaken ? randomAlphanumeric(32) : code);
    const name = flow.state.application?.name ?? from;
    const message = isTaken
      ? accountExistsMail(email, { name, from })
      : codeMail(email, code, flow, { name, from });
    await sendMail(tx, flow.environment.id, message);
    return saveFlow(flow, { values, ...learned }, tx);
  });
}

async function isSendingAllowed(flow: Flow, request: RequestInfo, email: string): Promise<boolean> {
  const recipient = keyedHash(toClaim("email", email), "rate limit");
  const address = keyedHash(request.ip ?? "", "rate limit");
  const results = await Promise.all([
    countUse(`codes-by-flow:${flow.id}`, CODES_BY_FLOW),
    countUse(`codes-by-recipient:${flow.environment.id}:${recipient}`, CODES_BY_RECIPIENT),
    request.ip ? countUse(`codes-by-address:${flow.environment.id}:${address}`, CODES_BY_ADDRESS) : true,
  ]);
  return results.every(Boolean);
}

async function keepCode(tx: Tx, flow: Flow, code: string): Promise<void> {
  await tx.verificationCode.create({
    data: {
      id: newId(),
      environmentId: flow.environment.id,
      flowId: flow.id,
      purpose: "prove_email",
      userId: flow.userId,
      codeHash: codeHash(flow.id, code),
      expiresAt: new Date(Date.now() + flow.rules.codeExpiryMinutes * 60_000),
    },
    select: { id: true },
  });
}

type Names = { name: string; from: string };

function codeMail(to: string, code: string, flow: Flow, { name, from }: Names) {
  // Not in the subject: that is kept when the message has left.
  return composeMail(to, `Your code for ${name}`, {
    title: `Your code for ${name}`,
    code,
    paragraphs: [
      "Enter this code where you were asked for it:",
      `It works once, for ${flow.rules.codeExpiryMinutes} minutes. Nobody of ${from} will ever ask you for it.`,
      "If you did not ask for a code, you need not do anything.",
    ],
    from,
  });
}

function accountExistsMail(to: string, { name, from }: Names) {
  return composeMail(to, `You already have an account for ${name}`, {
    title: "You already have an account",
    paragraphs: [
      `Someone, probably you, tried to create an account for ${name} with this address. It has one already: sign in with it.`,
      "If it was not you, you need not do anything: nothing was changed.",
    ],
    from,
  });
}
