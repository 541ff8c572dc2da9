import { cookies } from "next/headers";
import { DASHBOARD_CLIENT_ID, dashboardUrls } from "@/lib/applications/dashboard-client";
import { readSessionToken } from "@/lib/boundary/session";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { env } from "@/lib/core/env";

const SESSION_COOKIE = /^(__Secure-)?next-auth\.session-token(\.\d+)?$/;

/** Ends the dashboard's session here and the issuer's by its standard logout, which sends the browser on. */
export async function POST(): Promise<Response> {
  const token = await readSessionToken();
  const jar = await cookies();
  for (const { name } of jar.getAll()) {
    if (SESSION_COOKIE.test(name))
      jar.set(name, "", { path: "/", maxAge: 0, secure: name.startsWith("__Secure-") });
  }
  const logout = new URL(`${env().BASE_URL}/auth/${TEAM_ENVIRONMENT}/logout`);
  logout.searchParams.set("client_id", DASHBOARD_CLIENT_ID);
  if (token?.idToken) logout.searchParams.set("id_token_hint", token.idToken);
  const [target] = dashboardUrls().logoutUrls;
  if (target) logout.searchParams.set("post_logout_redirect_uri", target);
  return new Response(null, { status: 303, headers: { location: logout.href, "cache-control": "no-store" } });
}
