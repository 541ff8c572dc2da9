import { openInteraction } from "@/lib/oidc/interaction";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { findFlow } from "@/lib/sign-in/find-flow";
import { nextStep } from "@/lib/sign-in/next-step";
import { readRecoveryCodes } from "@/lib/sign-in/read-recovery-codes";
import { flowPath } from "../../flow-path";
import { seeOther } from "../../handle-step";

/** The new recovery codes as a file, in the browser that they are shown in and for as long. */
export async function GET(
  request: Request,
  { params }: { params: Promise<{ environment: string }> },
): Promise<Response> {
  const { environment: key } = await params;
  const id = new URL(request.url).searchParams.get("flow") ?? "";
  const [interaction, flow] = await Promise.all([openInteraction(request, key), findFlow(key, id)]);
  if (!interaction || !flow || flow.isExpired) return seeOther(flowPath(key, "expired", id));
  const codes = nextStep(flow.state) === "mfa" ? readRecoveryCodes(flow) : null;
  if (!codes) return seeOther(flowPath(key, nextStep(flow.state), id));
  const name = flow.state.application?.name ?? (await getBusinessName());
  const text = [`Recovery codes for ${name}`, "Each works once.", "", ...codes, ""].join("\r\n");
  return new Response(text, {
    headers: {
      "content-type": "text/plain; charset=utf-8",
      "content-disposition": 'attachment; filename="recovery-codes.txt"',
      "cache-control": "no-store",
    },
  });
}
