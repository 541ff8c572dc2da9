import "server-only";
import type { Grant, KoaContextWithOIDC } from "oidc-provider";

/** Applications are the business's own, so nobody is asked to consent: what was asked for is granted. */
export async function loadExistingGrant(ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { client, session, account, provider } = ctx.oidc;
  if (!client || !session || !account) return undefined;
  const grantId = session.grantIdFor(client.clientId);
  const known = grantId ? await provider.Grant.find(grantId) : undefined;
  const isOwn = known?.accountId === account.accountId && known.clientId === client.clientId;
  const grant = isOwn
    ? known
    : new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  const scopes = [...ctx.oidc.requestParamOIDCScopes];
  const granted = new Set(grant.getOIDCScope().split(" "));
  if (isOwn && scopes.every((scope) => granted.has(scope))) return grant;
  grant.addOIDCScope(scopes.join(" "));
  await grant.save();
  return grant;
}
