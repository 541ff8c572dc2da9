import { listHomes } from "@/lib/applications/list-homes";
import { readRequestInfo } from "@/lib/boundary/request";
import { findEnvironment } from "@/lib/environments/find-environment";
import { escapeHtml, renderPage } from "@/lib/oidc/render-page";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { openHandOver } from "@/lib/users/open-hand-over";
import { seeOther } from "../../handle-step";
import { OPENED } from "../words";

const UNCACHED = { "cache-control": "no-store" };

type RouteContext = { params: Promise<{ environment: string }> };

/**
 * Gives the password in the answer itself: a redirect would have to keep it somewhere. The page asks for it alone; a browser
 * without scripts gets a page that holds it.
 */
export async function POST(request: Request, { params }: RouteContext): Promise<Response> {
  const environment = await findEnvironment((await params).environment);
  if (!environment) return new Response("There is no such page.", { status: 404 });
  const form = new URLSearchParams(await request.text().catch(() => ""));
  const ctx = {
    actor: { type: "user", id: null },
    environment,
    request: readRequestInfo(request.headers),
  } as const;
  const password = await openHandOver(ctx, form.get("token") ?? "");
  if (request.headers.get("accept") === "application/json") {
    return Response.json(password, { status: password === null ? 410 : 200, headers: UNCACHED });
  }
  if (password === null) return seeOther(`/auth/${environment.key}/hand-over`);
  const [businessName, homes] = await Promise.all([getBusinessName(), listHomes(environment)]);
  const links = homes.map(
    ({ name, url }) =>
      `<a class="button" href="${escapeHtml(url)}" target="_blank" rel="noopener">Sign in to ${escapeHtml(name)}</a>`,
  );
  const content = `<pre>${escapeHtml(password)}</pre>${links.join("")}`;
  const page = renderPage({ ...OPENED, businessName, form: content }, request.headers.get("x-nonce"));
  return new Response(page, { headers: { ...UNCACHED, "content-type": "text/html; charset=utf-8" } });
}
