import { readRequestInfo } from "@/lib/boundary/request";
import { flowIdIn } from "@/lib/connections/begin-authorization";
import { openFlow } from "@/lib/oidc/open-flow";
import { finishConnection } from "@/lib/sign-in/finish-connection";
import { flowPath } from "../../../flow-path";
import { answer, seeOther } from "../../../handle-step";

/** Takes the browser back from the provider of a connection; it must be the one in which the flow was begun. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string; connection: string }> },
): Promise<Response> {
  const { environment: key, connection: connectionKey } = await params;
  const { searchParams } = new URL(request.url);
  const id = flowIdIn(searchParams.get("state"));
  const opened = await openFlow(request, key, id);
  if (!opened) return seeOther(flowPath(key, "expired", id));
  const info = readRequestInfo(request.headers);
  const after = await finishConnection(opened.flow, info, { connectionKey, params: searchParams });
  return answer(request, opened.interaction, "connection", after);
}
