import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { getToken, type JWT } from "next-auth/jwt";
import { cache } from "react";
import { type Actor, type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { AppError, notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { findEnvironment } from "@/lib/environments/find-environment";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import { authOptions } from "./auth-options";
import { readRequestInfo } from "./request";

export type AdminActor = Extract<Actor, { type: "admin" }>;

type RightsRow = {
  name: string;
  email: string | null;
  permissions: string[];
  is_owner: boolean;
};

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
  });
});

/**
 * The admin behind this request, or null. Everything is read from the database each time, in one statement: the
 * issuer's session must still stand, the user be active, and the rights are those of this moment.
 */
export const findAdmin = cache(async (): Promise<AdminActor | null> => {
  const token = await readSessionToken();
  if (!token?.sid || !isId(token.userId)) return null;
  const [row] = await db.$queryRaw<RightsRow[]>`
    SELECT btrim(u.first_name || ' ' || u.last_name) AS name, u.email,
      ARRAY(
        SELECT p.key FROM permission p WHERE p.id IN (
          SELECT rp.permission_id FROM membership_role mr JOIN role_permission rp ON rp.role_id = mr.role_id
          JOIN organization o ON o.id = mr.organization_id AND o.suspended_at IS NULL
          WHERE mr.user_id = u.id
          UNION ALL
          SELECT mp.permission_id FROM membership_permission mp
          JOIN organization o ON o.id = mp.organization_id AND o.suspended_at IS NULL
          WHERE mp.user_id = u.id
        )) AS permissions,
      EXISTS (
        SELECT 1 FROM membership_role mr JOIN role r ON r.id = mr.role_id
        JOIN organization o ON o.id = mr.organization_id AND o.suspended_at IS NULL
        WHERE mr.user_id = u.id AND r.key = ${OWNER_ROLE_KEY}) AS is_owner
    FROM app_user u
    JOIN environment e ON e.id = u.environment_id AND e.key = ${TEAM_ENVIRONMENT}
    JOIN oidc_artifact s ON s.environment_id = e.id AND s.model = 'Session' AND s.uid = ${token.sid}
      AND s.user_id = u.id AND s.expires_at > now()
      AND (u.sessions_ended_at IS NULL OR s.created_at > u.sessions_ended_at)
    WHERE u.id = ${token.userId}::uuid AND u.status = 'active' LIMIT 1`;
  if (!row) return null;
  return {
    type: "admin",
    id: token.userId,
    name: row.name || row.email || "Unnamed",
    email: row.email ?? "",
    isOwner: row.is_owner,
    permissions: new Set(row.permissions),
  };
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
