import { openInteraction } from "@/lib/oidc/interaction";
import { findFlow } from "@/lib/sign-in/find-flow";
import { flowPath } from "../flow-path";
import { answer, seeOther } from "../handle-step";

/** Where a flow that is done goes on when the browser comes back to one of its pages. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const { environment: key } = await params;
  const id = new URL(request.url).searchParams.get("flow") ?? "";
  const [interaction, flow] = await Promise.all([openInteraction(request, key), findFlow(key, id)]);
  if (!interaction || !flow || flow.isExpired) return seeOther(flowPath(key, "expired", id));
  return answer(request, interaction, "finished", flow);
}
