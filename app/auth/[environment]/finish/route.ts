import { openFlow } from "@/lib/oidc/open-flow";
import { flowPath } from "../flow-path";
import { answer, seeOther } from "../handle-step";

/** Where a flow that is done goes on when the browser comes back to one of its pages. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const { environment: key } = await params;
  const id = new URL(request.url).searchParams.get("flow") ?? "";
  const opened = await openFlow(request, key);
  if (!opened) return seeOther(flowPath(key, "expired", id));
  return answer(request, opened.interaction, "finished", opened.flow);
}
