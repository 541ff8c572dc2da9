import { readRequestInfo } from "@/lib/boundary/request";
import { openInteraction } from "@/lib/oidc/interaction";
import { findFlow } from "@/lib/sign-in/find-flow";
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
  const [interaction, flow] = await Promise.all([openInteraction(request, key), findFlow(key, id)]);
  if (!interaction || !flow || flow.isExpired) return seeOther(flowPath(key, "expired", id));
  const prompt = String(interaction.interaction.params.prompt ?? "");
  const started = await startConnection(flow, readRequestInfo(request.headers), {
    isLoginWanted: prompt.split(" ").includes("login"),
  });
  return started.url ? seeOther(started.url) : answer(request, interaction, "connection", started.flow);
}
