import { openFlow } from "@/lib/oidc/open-flow";
import { getBusinessName } from "@/lib/settings/get-business-name";
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
  const opened = await openFlow(request, key);
  if (!opened) return seeOther(flowPath(key, "expired", id));
  const { flow } = opened;
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
