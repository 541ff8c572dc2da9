import { readRequestInfo } from "@/lib/boundary/request";
import { finishInteraction } from "@/lib/oidc/interaction";
import { openFlow } from "@/lib/oidc/open-flow";
import { declinePolicies } from "@/lib/sign-in/accept-policies";
import { nextStep } from "@/lib/sign-in/next-step";
import { flowPath } from "../../flow-path";
import { seeOther } from "../../handle-step";

/** Sends who does not accept back to the application, which is told so (RFC 6749, 4.1.2.1). */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const { environment: key } = await params;
  const id = new URL(request.url).searchParams.get("flow") ?? "";
  const opened = await openFlow(request, key);
  if (!opened) return seeOther(flowPath(key, "expired", id));
  const step = nextStep(opened.flow.state);
  if (step !== "accept-policies") return seeOther(flowPath(key, step, id));
  await declinePolicies(opened.flow, readRequestInfo(request.headers));
  const refusal = { error: "access_denied", error_description: "The user did not accept the policies." };
  return (
    (await finishInteraction(request, key, refusal, opened.interaction)) ??
    seeOther(flowPath(key, "expired", id))
  );
}
