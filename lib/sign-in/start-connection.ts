import "server-only";
import { beginAuthorization } from "@/lib/connections/begin-authorization";
import { findAnswerFlaw } from "@/lib/connections/find-answer-flaw";
import { findConnection } from "@/lib/connections/find-connections";
import type { RequestInfo } from "@/lib/core/context";
import { keyedHash } from "@/lib/core/crypto";
import type { Tx } from "@/lib/core/db";
import { countUse } from "@/lib/core/rate-limit";
import { judgeConnection } from "./connection-rules";
import { failConnection } from "./fail-connection";
import type { Flow } from "./find-flow";
import { nextStep } from "./next-step";
import { saveFlow } from "./save-flow";

const STARTS_BY_ADDRESS = { limit: 300, windowSeconds: 15 * 60 };

/** Sends a flow to the provider of its connection: gives the address, or the flow as it stands when that cannot be. */
export async function startConnection(
  flow: Flow,
  request: RequestInfo,
  { isLoginWanted }: { isLoginWanted: boolean },
): Promise<{ flow: Flow; url?: string }> {
  const { connection, identifier } = flow.state;
  if (!connection || nextStep(flow.state) !== "connection") return { flow };
  const { name } = connection;
  const found = await findConnection(flow.environment, connection.key);
  if (!found || judgeConnection(found) === "closed") return { flow: await failClosed(flow, request) };
  // Each start asks the provider for its document.
  const address = `connections:${flow.environment.id}:${keyedHash(request.ip ?? "", "rate limit")}`;
  if (request.ip && !(await countUse(address, STARTS_BY_ADDRESS))) {
    const form = "Many sign-ins began from your network. Wait a quarter of an hour, then try again.";
    return { flow: await saveFlow(flow, { errors: { form } }) };
  }
  try {
    const wish = { environmentKey: flow.environment.key, flowId: flow.id, isLoginWanted };
    const { url, upstream } = await beginAuthorization(found, { ...wish, loginHint: identifier });
    return { flow: await saveFlow(flow, { upstream }), url };
  } catch (error) {
    const { code } = findAnswerFlaw(error);
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
