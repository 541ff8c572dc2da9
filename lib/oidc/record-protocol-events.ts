import "server-only";
import type { KoaContextWithOIDC } from "oidc-provider";
import { type NewEvent, recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/core/db";
import { renderError } from "./render-page";
import { currentDb, eventContext, requireScope } from "./request-scope";
import { storeRequest } from "./store-artifacts";

class ServerFailure extends Error {}

/** Makes a request that grants or ends something one transaction with its events; a failure undoes both. */
export async function recordProtocolEvents(
  ctx: KoaContextWithOIDC,
  next: () => Promise<void>,
): Promise<void> {
  const scope = requireScope();
  if (!scope.isTransactional) {
    await next();
    await store(ctx);
    return recordEvents(ctx);
  }
  try {
    await db.$transaction(
      async (tx) => {
        scope.tx = tx;
        await next();
        if (ctx.status >= 500) throw new ServerFailure();
        await recordEvents(ctx);
      },
      { timeout: 15_000, maxWait: 10_000 },
    );
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
  } finally {
    scope.tx = undefined;
  }
}

async function store(ctx: KoaContextWithOIDC): Promise<void> {
  try {
    await storeRequest();
  } catch (error) {
    // Nothing is stored, so nothing may be promised: the browser keeps what it has, and can try again.
    ctx.oidc?.provider.emit("server_error", ctx, error);
    ctx.remove("location");
    ctx.remove("set-cookie");
    ctx.status = 500;
    renderError(ctx, { error: "server_error" });
  }
}

async function recordEvents(ctx: KoaContextWithOIDC): Promise<void> {
  const found = ctx.oidc && findEvent(ctx);
  if (!found) return;
  const { userId, ...event } = found;
  const applicationId = ctx.oidc.client?.application_id;
  const context = eventContext(typeof applicationId === "string" ? applicationId : undefined, userId);
  // A machine's token is not stored, so its event is all there is to write.
  await recordEvent(currentDb(), context, event);
}

function findEvent(ctx: KoaContextWithOIDC): (NewEvent & { userId: string | null }) | null {
  const { route, session, account, client, entities, params } = ctx.oidc;
  const scope = requireScope();
  if (route === "token" && ctx.status === 200) {
    const type = params?.grant_type === "refresh_token" ? "token.refreshed" : "token.granted";
    const scopes = entities.AccessToken?.scope ?? entities.ClientCredentials?.scope;
    return {
      type,
      userId: account?.accountId ?? null,
      organizationId: scope.tokenFacts?.facts?.organizationId ?? undefined,
      after: { grantType: params?.grant_type, scope: scopes },
    };
  }
  if (route === "token" && scope.isReplay)
    return { type: "token.replayed", userId: scope.spent?.userId ?? null };
  const token = entities.AccessToken ?? entities.RefreshToken ?? entities.ClientCredentials;
  if (route === "revocation" && ctx.status === 200 && token && token.clientId === client?.clientId) {
    const userId = "accountId" in token ? token.accountId : undefined;
    return { type: "token.revoked", userId: userId ?? null, after: { kind: token.kind } };
  }
  if (route?.startsWith("end_session") && session && "destroyed" in session && session.accountId) {
    return { type: "authentication.signed_out", userId: session.accountId };
  }
  return null;
}

/** The provider ended a grant because a spent code or refresh token was presented again. */
export function noteReplay(ctx: KoaContextWithOIDC): void {
  if (ctx.oidc.route === "token") requireScope().isReplay = true;
}
