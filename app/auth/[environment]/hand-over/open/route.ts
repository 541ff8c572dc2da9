import { readRequestInfo } from "@/lib/boundary/request";
import { findEnvironment } from "@/lib/environments/find-environment";
import { escapeHtml, renderPage } from "@/lib/oidc/render-page";
import { openHandOver } from "@/lib/users/open-hand-over";
import { seeOther } from "../../handle-step";

type RouteContext = { params: Promise<{ environment: string }> };

/** Shows the password in the answer itself: a redirect would have to keep it somewhere. */
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
  if (password === null) return seeOther(`/auth/${environment.key}/hand-over`);
  const page = renderPage(
    {
      title: "Your temporary password",
      text: "It is shown this once. Sign in with it: you then choose a password of your own, and this one is used up.",
      form: `<pre>${escapeHtml(password)}</pre>`,
    },
    request.headers.get("x-nonce"),
  );
  return new Response(page, {
    headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  });
}
