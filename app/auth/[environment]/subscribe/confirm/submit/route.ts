import { parseInput } from "@/lib/boundary/action";
import { readRequestInfo } from "@/lib/boundary/request";
import { AppError } from "@/lib/core/errors";
import { findEnvironment } from "@/lib/environments/find-environment";
import { confirmSubscription } from "@/lib/subscribers/confirm-subscription";
import { confirmSubscriptionInput } from "@/lib/subscribers/schema";
import { seeOther } from "../../../handle-step";

type RouteContext = { params: Promise<{ environment: string }> };

export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const environment = await findEnvironment((await params).environment);
  if (!environment) return new Response("There is no such page.", { status: 404 });
  const form = await request.formData().catch(() => new FormData());
  const page = `/auth/${environment.key}/subscribe`;
  try {
    const ctx = {
      actor: { type: "user", id: null },
      environment,
      request: readRequestInfo(request.headers),
    } as const;
    await confirmSubscription(ctx, parseInput(confirmSubscriptionInput, { token: form.get("token") }));
    return seeOther(`${page}/done`);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return seeOther(`${page}/confirm?state=expired`);
  }
}
