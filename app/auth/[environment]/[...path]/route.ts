import { handleProtocolRequest } from "@/lib/oidc/handle-request";

type Params = { params: Promise<{ environment: string }> };

async function handle(request: Request, { params }: Params): Promise<Response> {
  return handleProtocolRequest(request, (await params).environment);
}

export { handle as GET, handle as OPTIONS, handle as POST };
