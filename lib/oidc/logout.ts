import "server-only";
import type { KoaContextWithOIDC } from "oidc-provider";
import { cookieNames, cookieOptions } from "./cookies";
import { endSession } from "./end-session";
import { sendPage } from "./render-page";
import { requireScope } from "./request-scope";

/** Whoever proves with an ID token that it is their own session is signed out at once; others are asked. */
export async function logoutSource(ctx: KoaContextWithOIDC, form: string): Promise<void> {
  const { session, client } = ctx.oidc;
  if (session?.accountId && ctx.oidc.entities.IdTokenHint?.payload.sub === session.accountId) {
    await endSession(session);
    const { key } = requireScope().environment;
    ctx.oidc.cookies.set(cookieNames(key).session, null, cookieOptions(key));
    redirectAfterLogout(ctx);
    return;
  }
  const button = '<button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>';
  sendPage(ctx, {
    title: "Sign out?",
    text: client
      ? `${client.clientName ?? client.clientId} asks to sign you out.`
      : "You are signed in. Sign out now?",
    form: form + button,
  });
}

/** The page at the end of a logout that leads nowhere else. */
function signedOutPath(): string {
  return `/auth/${requireScope().environment.key}/signed-out`;
}

export function postLogoutSuccessSource(ctx: KoaContextWithOIDC): void {
  ctx.redirect(signedOutPath());
  ctx.status = 303;
}

/** Without a session there is nothing to ask; the provider would answer with a page that needs a script. */
export async function skipFormPost(ctx: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next();
  const isUnneeded = ctx.oidc?.route === "end_session" && ctx.status === 200 && !ctx.oidc.session?.accountId;
  if (isUnneeded) redirectAfterLogout(ctx);
}

/** To the application's registered address, which the provider has already checked, else to our own page. */
function redirectAfterLogout(ctx: KoaContextWithOIDC): void {
  const { post_logout_redirect_uri: target, state } = ctx.oidc.params ?? {};
  const { issuer } = ctx.oidc.provider;
  const url = new URL(typeof target === "string" ? target : signedOutPath(), issuer);
  if (typeof target === "string" && typeof state === "string") url.searchParams.set("state", state);
  ctx.redirect(url.href);
  ctx.status = 303;
}
