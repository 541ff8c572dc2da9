import "server-only";
import { randomBytes } from "node:crypto";
import Provider, { type KoaContextWithOIDC } from "oidc-provider";
import { tokenHash } from "@/lib/core/crypto";
import type { SessionOrigin } from "@/lib/sessions/schema";
import { cookieNames, cookieOptions } from "./cookies";
import { findScope, requireScope } from "./request-scope";
import { noteSecondFactor } from "./second-factors";
import { signInMoment } from "./void-sign-in";

type Model = { readonly IN_PAYLOAD: string[]; prototype: { save(...args: never[]): unknown } };
type Fields = Record<string, unknown>;

/**
 * Lets the provider's own records carry values of ours from one request to a later one: the audience asked for, the
 * organization that a grant is for, the second factors proven, the issuer's session as `sid`, the browser that began a sign-in, the exact moment of it, and
 * where it came from.
 */
export function carryValues(provider: Provider): void {
  carry(provider.AuthorizationCode, ["audience", "organization", "secondFactors"], (code, ctx) => {
    code.audience ??= ctx?.oidc.params?.audience;
    code.organization ??= findScope()?.organization;
    code.sid = code.sessionUid;
    // The session is kept after its code.
    const session: Fields = { ...ctx?.oidc.session };
    noteSecondFactor(session, ctx?.oidc.result);
    code.secondFactors ??= session.secondFactors;
  });
  carry(provider.RefreshToken, ["audience", "organization", "secondFactors"], (token, ctx) => {
    const source: Fields = {
      ...(ctx?.oidc.entities.RotatedRefreshToken ?? ctx?.oidc.entities.AuthorizationCode),
    };
    token.audience ??= source.audience;
    token.organization ??= source.organization;
    token.secondFactors ??= source.secondFactors;
  });
  carry(provider.Interaction, ["browser"], (interaction, ctx) => {
    if (ctx) interaction.browser ??= tokenHash(rememberBrowser(ctx));
  });
  carry(provider.Session, ["loginMs", "organization", "secondFactors", "origin"], (session, ctx) => {
    noteSecondFactor(session, ctx?.oidc.result);
    // What was chosen last in this browser is what an application gets that names none.
    session.organization = findScope()?.organization ?? session.organization;
    if (typeof session.loginTs !== "number") return;
    const isOfLogin =
      typeof session.loginMs === "number" && Math.floor(session.loginMs / 1000) === session.loginTs;
    if (isOfLogin) return;
    const exact = signInMoment(ctx?.oidc.result);
    session.loginMs = exact ?? Math.min(Date.now(), session.loginTs * 1000 + 999);
    session.origin = currentOrigin();
  });
  // A grant with offline access outlives the session it began in.
  carry(provider.Grant, ["origin"], (grant) => {
    grant.origin ??= currentOrigin();
  });
}

function currentOrigin(): SessionOrigin | undefined {
  const request = findScope()?.request;
  return request && { ip: request.ip, userAgent: request.userAgent?.slice(0, 400) ?? null };
}

function carry(
  model: Model,
  names: string[],
  fill: (record: Fields, ctx: KoaContextWithOIDC | undefined) => void,
) {
  const known = model.IN_PAYLOAD;
  Object.defineProperty(model, "IN_PAYLOAD", { get: () => [...known, ...names] });
  const save = Object.getOwnPropertyDescriptor(model.prototype, "save")?.value ?? model.prototype.save;
  Object.assign(model.prototype, {
    save(this: Fields, ...args: never[]) {
      fill(this, Provider.ctx);
      return Reflect.apply(save, this, args);
    },
  });
}

/** A random value of this browser. A sign-in may be finished only where it was begun, in however many tabs. */
function rememberBrowser(ctx: KoaContextWithOIDC): string {
  const { environment } = requireScope();
  const name = cookieNames(environment.key).browser;
  const known = ctx.cookies.get(name, { signed: false });
  if (known && /^[\w-]{32}$/.test(known)) return known;
  const value = randomBytes(24).toString("base64url");
  ctx.cookies.set(name, value, { ...cookieOptions(environment.key), signed: false });
  return value;
}
