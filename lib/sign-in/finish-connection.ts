import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import { callbackUrl } from "@/lib/connections/callback-url";
import { findAnswerFlaw } from "@/lib/connections/find-answer-flaw";
import { findConnection, type SignInConnection } from "@/lib/connections/find-connections";
import { forgetDocument } from "@/lib/connections/open-issuer";
import { redeemAnswer, type UpstreamProfile } from "@/lib/connections/redeem-answer";
import type { RequestInfo } from "@/lib/core/context";
import { isEqualConstantTime } from "@/lib/core/crypto";
import { db, inTransaction } from "@/lib/core/db";
import { arriveThroughConnection } from "./arrive-through-connection";
import { countConnectionFailure, countStaleAnswer } from "./connection-failures";
import { judgeConnection } from "./connection-rules";
import { failConnection } from "./fail-connection";
import type { Flow } from "./find-flow";
import { flowContext } from "./flow-context";
import { nextStep } from "./next-step";
import { failClosed } from "./start-connection";

type Answer = {
  /** The one at whose callback the browser arrived. */
  connectionKey: string;
  params: URLSearchParams;
};

/**
 * Takes a browser that comes back from a provider. What was sent along is used up before anything is asked, so an answer is
 * good once; it must come to the callback of the very connection that the flow was sent to (RFC 9700, 4.4.2).
 */
export async function finishConnection(flow: Flow, request: RequestInfo, answer: Answer): Promise<Flow> {
  // Gone on already, by an earlier answer: it stands where it stands.
  if (nextStep(flow.state) !== "connection") return flow;
  const ended = await takeAnswer(flow, request, answer);
  if (nextStep(ended.state) === "connection") await countConnectionFailure(flow, request);
  return ended;
}

async function takeAnswer(
  flow: Flow,
  request: RequestInfo,
  { connectionKey, params }: Answer,
): Promise<Flow> {
  const { connection, upstream } = flow.state;
  const isOurs =
    upstream !== undefined &&
    connection?.key === connectionKey &&
    isEqualConstantTime(upstream.state, params.get("state") ?? "");
  if (!isOurs || !(await spendUpstream(flow, upstream.state))) return failStale(flow, request);
  const spent = { ...flow, state: { ...flow.state, upstream: undefined } };
  const found = await findConnection(flow.environment, connectionKey);
  if (!found || judgeConnection(found) === "closed") return failClosed(spent, request);
  const url = new URL(`${callbackUrl(flow.environment.key, connectionKey)}?${params}`);
  let profile: UpstreamProfile;
  try {
    profile = await redeemAnswer(found, url, upstream);
  } catch (error) {
    return failAnswer(spent, request, found, error);
  }
  return arriveThroughConnection(spent, request, found, profile);
}

// Of one answer sent twice at once, one finds it there.
async function spendUpstream(flow: Flow, state: string): Promise<boolean> {
  const count = await db.$executeRaw`
    UPDATE sign_in_flow SET state = state - 'upstream'
    WHERE id = ${flow.id} AND environment_id = ${flow.environment.id}::uuid
      AND state -> 'upstream' ->> 'state' = ${state}`;
  return count === 1;
}

async function failStale(flow: Flow, request: RequestInfo): Promise<Flow> {
  const ctx = flowContext(flow, request, null);
  const errors = { form: "This answer came too late, twice, or from elsewhere. Try again." };
  // The page says so already, and one more line of the log would say nothing new.
  if (!(await countStaleAnswer(flow))) return { ...flow, state: { ...flow.state, errors } };
  await inTransaction(ctx, async (tx) => {
    await recordEvent(tx, ctx, {
      type: "authentication.failed",
      reason: "The provider's answer does not belong to this sign-in",
      after: { method: "connection", connectionId: flow.state.connection?.id },
    });
    // The sentence alone: the right answer may be at work at this moment, or still on its way.
    await tx.$executeRaw`
      UPDATE sign_in_flow SET state = jsonb_set(state, '{errors}', ${JSON.stringify(errors)}::jsonb)
      WHERE id = ${flow.id} AND environment_id = ${flow.environment.id}::uuid AND step = 'connection'`;
  });
  return { ...flow, state: { ...flow.state, errors } };
}

function failAnswer(
  flow: Flow,
  request: RequestInfo,
  connection: SignInConnection,
  error: unknown,
): Promise<Flow> {
  const { name } = connection;
  const { kind, code } = findAnswerFlaw(error);
  if (kind === "denied") {
    return failConnection(flow, request, {
      reason: "The sign-in was not allowed at the identity provider",
      message: `The sign-in at ${name} was broken off, or not allowed there.`,
      error: code,
    });
  }
  forgetDocument(connection);
  const isDown = kind === "unreachable";
  return failConnection(flow, request, {
    reason: isDown ? "The identity provider could not be reached" : "The provider's answer was not accepted",
    message: isDown
      ? `${name} cannot be reached right now. Try again in a moment.`
      : `${name} gave an answer that cannot be accepted. Try again; if it stays, tell the people who run this service.`,
    error: code,
  });
}
