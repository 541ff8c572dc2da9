import type { z } from "zod";
import { missingField } from "@/lib/boundary/action";
import { readRequestInfo } from "@/lib/boundary/request";
import type { RequestInfo } from "@/lib/core/context";
import { AppError } from "@/lib/core/errors";
import { finishInteraction, type OpenedInteraction } from "@/lib/oidc/interaction";
import { openFlow } from "@/lib/oidc/open-flow";
import { amrOf } from "@/lib/sign-in/amr-of";
import type { Flow } from "@/lib/sign-in/find-flow";
import { canShowStep, nextStep, type Step } from "@/lib/sign-in/next-step";
import { saveFlow } from "@/lib/sign-in/save-flow";
import { flowPath } from "./flow-path";

type RouteContext = { params: Promise<{ environment: string }> };

/**
 * Makes the target of a step's form: reads the flow, checks the fields, runs the verb, and answers with a redirect to
 * where the flow then stands, so that reloading and the back button never send a form again.
 */
export function handleStep<Schema extends z.ZodType>(
  step: Step,
  schema: Schema,
  verb: (flow: Flow, request: RequestInfo, input: z.output<Schema>) => Promise<Flow>,
) {
  return async (request: Request, { params }: RouteContext): Promise<Response> => {
    const { environment: key } = await params;
    const id = new URL(request.url).searchParams.get("flow") ?? "";
    const [opened, form] = await Promise.all([openFlow(request, key), readForm(request)]);
    if (!opened) return seeOther(flowPath(key, "expired", id));
    const after = await runStep(opened.flow, readRequestInfo(request.headers), form, schema, verb);
    return answer(request, opened.interaction, step, after);
  };
}

/** Sends the browser on: into the protocol when all is done, else to the page where the flow stands. */
export async function answer(
  request: Request,
  interaction: OpenedInteraction,
  step: Step,
  flow: Flow,
): Promise<Response> {
  const { key } = flow.environment;
  const current = nextStep(flow.state);
  if (current === "finished" && flow.userId) {
    const amr = amrOf(flow.state);
    const { intent, chosenOrgCode: organization, mfaProof, completedAt } = flow.state;
    const secondFactor = mfaProof && { for: mfaProof.scope ?? "environment", by: mfaProof.by };
    const result =
      intent === "organization" && organization
        ? { organization }
        : { userId: flow.userId, amr, organization, secondFactor, completedAt };
    const done = await finishInteraction(request, key, result, interaction, flow.settled);
    return done ?? seeOther(flowPath(key, "expired", flow.id));
  }
  const hasErrors = Object.keys(flow.state.errors).length > 0;
  return seeOther(flowPath(key, hasErrors && canShowStep(flow.state, step) ? step : current, flow.id));
}

async function runStep<Schema extends z.ZodType>(
  flow: Flow,
  request: RequestInfo,
  form: Record<string, string>,
  schema: Schema,
  verb: (flow: Flow, request: RequestInfo, input: z.output<Schema>) => Promise<Flow>,
): Promise<Flow> {
  const parsed = schema.safeParse(form, { error: missingField });
  if (!parsed.success) {
    const errors: Record<string, string> = {};
    for (const issue of parsed.error.issues) errors[issue.path.join(".")] ??= issue.message;
    return saveFlow(flow, { errors, values: { ...flow.state.values, ...keptValues(form) } });
  }
  try {
    return await verb(flow, request, parsed.data);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return saveFlow(flow, { errors: { form: error.message, ...error.fields } });
  }
}

async function readForm(request: Request): Promise<Record<string, string>> {
  // Our forms hold texts alone and are sent as such; the parser for files costs more than the rest of the handler.
  return Object.fromEntries(new URLSearchParams(await request.text().catch(() => "")));
}

// What a form shows again after a refusal: never a secret, never more than a field holds.
function keptValues(form: Record<string, string>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ["identifier", "firstName", "lastName", "email", "organizationName"]) {
    const value = form[name];
    // A cut through a surrogate pair would be refused by PostgreSQL.
    if (value !== undefined)
      kept[name] = value
        .replace(/\p{Cc}/gu, "")
        .slice(0, 254)
        .toWellFormed();
  }
  return kept;
}

export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
