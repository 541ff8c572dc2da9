import { findOutage } from "@/lib/core/find-outage";

export const dynamic = "force-dynamic";

/** 200 as soon as pages can be served, else 503 with the reason. */
export async function GET(): Promise<Response> {
  const reason = await findOutage();
  const body = reason ? { status: "unavailable", reason } : { status: "ok" };
  return Response.json(body, { status: reason ? 503 : 200, headers: { "cache-control": "no-store" } });
}
