import "server-only";
import { beginAuthorization } from "@/lib/connections/begin-authorization";
import { findAnswerFlaw } from "@/lib/connections/find-answer-flaw";
import { findConnection } from "@/lib/connections/find-connections";
import { forgetDocument } from "@/lib/connections/open-issuer";
import type { RequestInfo } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { areFailuresFew, countConnectionFailure, TOO_MANY_FAILURES } from "./connection-failures";
import { judgeConnection } from "./connection-rules";
import { failConnection } from "./fail-connection";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";

/** Sends a flow to the provider of its connection: gives the address, or the flow as it stands when that cannot be. */
export async function startConnection(
  flow: Flow,
  request: RequestInfo,
  { isLoginWanted }: { isLoginWanted: boolean },
): Promise<{ flow: Flow; url?: string }> {
  const { connection, identifier } = flow.state;
  if (!connection || nextStep(flow.state) !== "connection") return { flow };
  const { name } = connection;
  if (!(await areFailuresFew(flow, request))) {
    return { flow: await saveFlow(flow, { errors: { form: TOO_MANY_FAILURES } }) };
  }
  const found = await findConnection(flow.environment, connection.key);
  if (!found || judgeConnection(found) === "closed") {
    await countConnectionFailure(flow, request);
    return { flow: await failClosed(flow, request) };
  }
  try {
    const wish = { environmentKey: flow.environment.key, flowId: flow.id, isLoginWanted };
    const { url, upstream } = await beginAuthorization(found, { ...wish, loginHint: identifier });
    return { flow: await saveFlow(flow, { upstream }), url };
  } catch (error) {
    const { code } = findAnswerFlaw(error);
    forgetDocument(found);
    await countConnectionFailure(flow, request);
    const failed = await failConnection(flow, request, {
      reason: "The identity provider could not be reached",
      message: `${name} cannot be reached right now. Try again in a moment.`,
      error: code,
    });
    return { flow: failed };
  }
}

/** The connection was disabled or deleted since the flow began. */
export function failClosed(flow: Flow, request: RequestInfo, within?: Tx): Promise<Flow> {
  const name = flow.state.connection?.name ?? "this provider";
  const failure = {
    type: "authentication.refused",
    reason: "The connection is disabled",
    message: `Nobody can sign in through ${name} for now. Ask the people who run this service.`,
  } as const;
  return failConnection(flow, request, failure, within);
}
