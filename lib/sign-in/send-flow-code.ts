import "server-only";
import type { RequestInfo } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { composeMail } from "@/lib/mail/compose-mail";
import { sendMail } from "@/lib/mail/send-mail";
import { getBusinessName } from "@/lib/settings/get-business-name";
import type { Flow } from "./find-flow";
import { codeMail, isCodeAllowed, keepCode, TOO_MANY_CODES } from "./flow-code";
import { flowContext } from "./flow-context";
import type { FlowState } from "./flow-state";
import { saveFlow } from "./save-flow";

export type CodeOrder = Partial<FlowState> & {
  email: string;
  userId?: string;
  /** The address has an account already: its owner is told so, and no code exists that would fit. */
  isTaken?: boolean;
};

/** Mails a new code, which replaces the one before, and keeps what the step has learned. */
export async function sendFlowCode(flow: Flow, request: RequestInfo, order: CodeOrder): Promise<Flow> {
  const { email, isTaken = false, ...learned } = order;
  const values = { ...flow.state.values, codeSentTo: email };
  if (!(await isCodeAllowed(flow, request, toClaim("email", email)))) {
    return saveFlow(flow, { values, ...learned, notice: undefined, errors: { form: TOO_MANY_CODES } });
  }
  const from = await getBusinessName();
  return inTransaction(flowContext(flow, request), async (tx) => {
    const code = await keepCode(tx, flow, {
      purpose: "prove_email",
      userId: flow.userId,
      isFitting: !isTaken,
    });
    const name = flow.state.application?.name ?? from;
    const message = isTaken
      ? accountExistsMail(email, { name, from })
      : codeMail(email, code, flow, { name, from });
    await sendMail(tx, flow.environment.id, message);
    return saveFlow(flow, { values, ...learned }, tx);
  });
}

function accountExistsMail(to: string, { name, from }: { name: string; from: string }) {
  return composeMail(to, `You already have an account for ${name}`, {
    title: "You already have an account",
    paragraphs: [
      `Someone, probably you, tried to create an account for ${name} with this address. It has one already: sign in with it.`,
      "If it was not you, you need not do anything: nothing was changed.",
    ],
    from,
  });
}
