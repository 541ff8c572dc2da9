import "server-only";
import type { EnvironmentRef } from "@/lib/core/context";
import { db } from "@/lib/core/db";

/** Turns `redirect=` into the standard parameters where an application has registered exactly that address. */
export async function resolveLogoutRedirect(
  environment: EnvironmentRef,
  params: URLSearchParams,
): Promise<void> {
  const redirect = params.get("redirect");
  params.delete("redirect");
  if (!redirect || redirect.includes("\0") || params.has("post_logout_redirect_uri")) return;
  const application = await db.application.findFirst({
    where: { environmentId: environment.id, logoutUrls: { has: redirect } },
    select: { clientId: true },
    orderBy: { id: "asc" },
  });
  // An unregistered address is passed on with a client that will refuse it, so that its sender learns why.
  if (!application && !params.has("client_id")) return;
  params.set("post_logout_redirect_uri", redirect);
  if (application && !params.has("id_token_hint")) params.set("client_id", application.clientId);
}
