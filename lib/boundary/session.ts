import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getToken, type JWT } from "next-auth/jwt";
import { cache } from "react";
import type { Actor, Context } from "@/lib/core/context";
import { env } from "@/lib/core/env";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { findEnvironment } from "@/lib/environments/find-environment";
import { findAdminRights } from "@/lib/permissions/find-admin-rights";
import { touchSession } from "@/lib/sessions/touch-session";
import { Prisma } from "@/prisma/generated/client";
import { authOptions } from "./auth-options";
import { decodeSession } from "./decode-session";
import { readRequestInfo } from "./request";

export type AdminActor = Extract<Actor, { type: "admin" }>;

/** The dashboard's session as next-auth keeps it: who signed in, by which session of the issuer. */
export const readSessionToken = cache(async (): Promise<JWT | null> => {
  const req = { cookies: await cookies(), headers: await headers() };
  const { secret } = authOptions();
  const isSecure = env().BASE_URL.startsWith("https:");
  // next-auth types its argument as a whole request; it reads only these two parts of it.
  return getToken({
    req: req as unknown as Parameters<typeof getToken>[0]["req"],
    secret,
    secureCookie: isSecure,
    decode: decodeSession,
  });
});

/**
 * The admin behind this request, or null. Everything is read from the database each time, in one statement: the
 * issuer's session must still stand, the user be active, and the rights are those of this moment.
 */
export const findAdmin = cache(async (): Promise<AdminActor | null> => {
  const token = await readSessionToken();
  if (!token?.sid || !isId(token.userId)) return null;
  const { sid } = token;
  const actor = await findAdminRights(token.userId, {
    session: {
      join: Prisma.sql`JOIN oidc_artifact s ON s.environment_id = e.id AND s.model = 'Session' AND s.uid = ${sid}
        AND s.user_id = u.id AND s.expires_at > now()
        AND (u.sessions_ended_at IS NULL OR s.created_at > u.sessions_ended_at)
        AND NOT EXISTS (
          SELECT FROM oidc_artifact ended
          WHERE ended.environment_id = e.id AND ended.model = 'EndedSession' AND ended.id = s.uid)`,
      isUnseen: Prisma.sql`coalesce(s.last_seen_at, s.created_at) < now() - interval '1 minute'`,
      touch: () => touchSession(sid),
    },
  });
  return actor && { ...actor, sessionId: sid };
});

/** For pages and layouts: the context of this admin in this environment; sends strangers to the sign-in. */
export const requireAdmin = cache(
  async (environmentKey: string): Promise<Context & { actor: AdminActor }> => {
    const [actor, environment] = await Promise.all([findAdmin(), findEnvironment(environmentKey)]);
    if (!actor) {
      const path = (await headers()).get("x-gatehouse-path") ?? `/${environmentKey}/users`;
      redirect(`/sign-in?callbackUrl=${encodeURIComponent(path)}`);
    }
    if (!environment) notFound();
    return { actor, environment, request: readRequestInfo(await headers()) };
  },
);

/** For server actions and handlers: as requireAdmin, but throws AppErrors instead of navigating. */
export async function getAdminContext(environmentKey: string): Promise<Context & { actor: AdminActor }> {
  const actor = await findAdmin();
  if (!actor) throw new AppError("unauthenticated", "Your session has ended. Sign in again to go on.");
  const environment = await findEnvironment(environmentKey);
  if (!environment) throw notFoundError("environment");
  return { actor, environment, request: readRequestInfo(await headers()) };
}
