import { readRequestInfo } from "@/lib/boundary/request";
import { openFlow } from "@/lib/oidc/open-flow";
import { startConnection } from "@/lib/sign-in/start-connection";
import { flowPath } from "../../flow-path";
import { answer, seeOther } from "../../handle-step";

/** Sends the browser to the provider of the flow's connection. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const { environment: key } = await params;
  const id = new URL(request.url).searchParams.get("flow") ?? "";
  const opened = await openFlow(request, key);
  if (!opened) return seeOther(flowPath(key, "expired", id));
  const { flow, interaction } = opened;
  const prompt = String(interaction.interaction.params.prompt ?? "");
  const started = await startConnection(flow, readRequestInfo(request.headers), {
    isLoginWanted: prompt.split(" ").includes("login"),
  });
  return started.url ? seeOther(started.url) : answer(request, interaction, "connection", started.flow);
}
