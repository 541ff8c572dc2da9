import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { readRequestInfo } from "@/lib/boundary/request";
import { findEnvironment } from "@/lib/environments/find-environment";
import { getInteraction } from "@/lib/oidc/interaction";
import { type Flow, findFlow } from "@/lib/sign-in/find-flow";
import type { FlowState } from "@/lib/sign-in/flow-state";
import { canShowStep, nextStep, type Step } from "@/lib/sign-in/next-step";
import { startFlow } from "@/lib/sign-in/start-flow";
import { startSwitch } from "@/lib/sign-in/switch-organization";
import { flowPath } from "./flow-path";

export type FlowPageProps = {
  params: Promise<{ environment: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

// The issuer keeps an interaction for this long.
const FLOW_SECONDS = 60 * 60;

/** The flow of a page, begun here if this is its first one; sends the browser to where the flow stands. */
export async function requireFlow({ params, searchParams }: FlowPageProps, step: Step): Promise<Flow> {
  const { environment: key } = await params;
  const { flow: given } = await searchParams;
  const id = typeof given === "string" ? given : "";
  const [interaction, found] = await Promise.all([
    getInteraction({ headers: await headers() }, key, id),
    findFlow(key, id),
  ]);
  if (!interaction || found?.isExpired) redirect(flowPath(key, "expired", id));
  const flow = found ?? (await beginFlow(key, interaction));
  if (!flow) redirect(flowPath(key, "expired", id));
  // The application has named the connection: nothing is asked here first.
  if (!found && flow.state.connection) redirect(flowPath(key, "connection/start", id));
  if (!canShowStep(flow.state, step)) redirect(flowPath(key, nextStep(flow.state), id));
  return flow;
}

type Interaction = NonNullable<Awaited<ReturnType<typeof getInteraction>>>;

async function beginFlow(
  key: string,
  { uid, clientId, prompt, params, userId }: Interaction,
): Promise<Flow | null> {
  const environment = await findEnvironment(key);
  if (!environment) return null;
  const intent = intentOf(prompt);
  await startFlow({
    id: uid,
    environment,
    clientId,
    intent,
    userId: intent === "organization" ? userId : undefined,
    loginHint: textOf(params.login_hint),
    orgCode: textOf(params.org_code),
    isOrganizationWanted: params.is_create_org === "true",
    orgName: textOf(params.org_name),
    connectionKey: textOf(params.connection_id),
    expiresAt: new Date(Date.now() + FLOW_SECONDS * 1000),
  });
  const flow = await findFlow(key, uid);
  return flow && intent === "organization" ? startSwitch(flow, readRequestInfo(await headers())) : flow;
}

function intentOf(prompt: string): FlowState["intent"] {
  if (prompt === "create") return "sign-up";
  return prompt === "organization" ? "organization" : "sign-in";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
