import "server-only";
import type Provider from "oidc-provider";
import type { Interaction } from "oidc-provider";
import { recordEvent } from "@/lib/audit/record-event";
import { readRequestInfo } from "@/lib/boundary/request";
import { isEqualConstantTime, tokenHash } from "@/lib/core/crypto";
import { db } from "@/lib/core/db";
import type { Flow } from "@/lib/sign-in/find-flow";
import { cookieNames } from "./cookies";
import { endSession } from "./end-session";
import { findIssuer } from "./find-issuer";
import { resumeAuthorization } from "./handle-request";
import { eventContext, type RequestScope, requireScope, runInScope } from "./request-scope";

export type InteractionInfo = {
  uid: string;
  prompt: string;
  /** What the application sent: login_hint, org_code, is_create_org, … */
  params: Record<string, unknown>;
  clientId: string;
  /** The application's own id, for the log. */
  applicationId: string | undefined;
  /** Who is signed in at the issuer already, when the application asked to sign in again. */
  userId: string | undefined;
};

/** The part of a request that matters here, so that pages can pass `{ headers: await headers() }` and the flow's id. */
export type BrowserRequest = { headers: Headers; url?: string };

/**
 * The authorization request behind a hosted page, or null when it has expired, is done, or was begun in another browser:
 * else a link could make a stranger's sign-in the victim's.
 */
export async function getInteraction(
  request: BrowserRequest,
  environmentKey: string,
  uid = flowOf(request),
): Promise<InteractionInfo | null> {
  const found = await openInteraction(request, environmentKey, uid);
  if (!found) return null;
  const { interaction, provider } = found;
  const clientId = String(interaction.params.client_id);
  const client = await provider.Client.find(clientId);
  const applicationId = client?.application_id;
  return {
    uid: interaction.uid,
    prompt: interaction.prompt.name,
    params: interaction.params,
    clientId,
    applicationId: typeof applicationId === "string" ? applicationId : undefined,
    userId: interaction.session?.accountId,
  };
}

export type InteractionResult =
  | {
      userId: string;
      /** How: `pwd`, `otp`, … (RFC 8176) */
      amr?: string[];
      /** The code of the organization that was settled at the sign-in. */
      organization?: string;
      /** The second factor that was proven, and for what: an organization's id, `environment` or `any`. */
      secondFactor?: { for: string; by: string };
      /** When the sign-in was done; the browser may come back much later. */
      completedAt?: string;
    }
  /** Another organization, for who is signed in already. */
  | { organization: string }
  | { error: string; error_description: string };

/**
 * Ends a hosted sign-in and goes on with the protocol in the same request: the answer sends the browser to the application.
 * Null as `getInteraction`. `settled` is what this very request has completed.
 */
export async function finishInteraction(
  request: BrowserRequest,
  environmentKey: string,
  result: InteractionResult,
  opened?: OpenedInteraction,
  settled?: Flow["settled"],
): Promise<Response | null> {
  const found = opened ?? (await openInteraction(request, environmentKey));
  if (!found) return null;
  const { interaction, provider, environment, known } = found;
  if ("userId" in result) {
    const scope = { environment, request: readRequestInfo(request.headers), isTransactional: false };
    await runInScope(scope, () =>
      leaveOtherSession(request, environmentKey, provider, interaction, result.userId),
    );
    const { userId: accountId, amr, organization: code, secondFactor } = result;
    const atMs = result.completedAt ? Date.parse(result.completedAt) : Date.now();
    interaction.result = {
      [interaction.prompt.name]: {},
      login: { accountId, amr, ts: Math.floor(atMs / 1000), atMs },
      organization: { code },
      ...(secondFactor && { secondFactor }),
    };
  } else if ("organization" in result) {
    interaction.result = { organization: { code: result.organization } };
  } else {
    interaction.result = result;
  }
  const learned = {
    known,
    settled: settled && "userId" in result ? { ...settled, userId: result.userId } : undefined,
  };
  return resumeAuthorization(request.headers, environmentKey, interaction, learned);
}

export type OpenedInteraction = NonNullable<Awaited<ReturnType<typeof openInteraction>>>;

/** The bare interaction, for handlers that may finish it: null as `getInteraction`. What is `known` of it is not read again. */
export async function openInteraction(
  request: BrowserRequest,
  environmentKey: string,
  uid = flowOf(request),
  known?: RequestScope["known"],
) {
  const issuer = uid ? await findIssuer(environmentKey) : null;
  if (!issuer || !uid) return null;
  const { environment } = issuer;
  const scope = { environment, request: readRequestInfo(request.headers), isTransactional: false, known };
  const interaction = await runInScope(scope, () => issuer.provider.Interaction.find(uid));
  const browser = readCookie(request.headers, cookieNames(environmentKey).browser);
  const begunBy = interaction && "browser" in interaction ? String(interaction.browser) : "";
  if (!interaction || !browser || !isEqualConstantTime(tokenHash(browser), begunBy)) return null;
  return { ...issuer, interaction, known };
}

/** Someone else was signed in here: their session ends before the new one begins. */
async function leaveOtherSession(
  request: BrowserRequest,
  environmentKey: string,
  provider: Provider,
  interaction: Interaction,
  userId: string,
): Promise<void> {
  const id = readCookie(request.headers, cookieNames(environmentKey).session);
  const session = id ? await provider.Session.find(id) : undefined;
  // A session that a new password has just ended is nothing that the protocol could go on with.
  if (!session) interaction.session = undefined;
  if (!session?.accountId || session.accountId === userId) return;
  const { accountId } = session;
  const scope = requireScope();
  await db.$transaction(async (tx) => {
    scope.tx = tx;
    await endSession(session);
    await recordEvent(tx, eventContext(undefined, accountId), { type: "authentication.signed_out" });
  });
  scope.tx = undefined;
  interaction.session = undefined;
}

/** Which flow a request is about, by its address. */
export function flowOf(request: BrowserRequest): string | null {
  return request.url ? new URL(request.url, "http://localhost").searchParams.get("flow") : null;
}

function readCookie(headers: Headers, name: string): string | undefined {
  const pair = (headers.get("cookie") ?? "").split(/; */).find((part) => part.startsWith(`${name}=`));
  return pair?.slice(name.length + 1);
}
