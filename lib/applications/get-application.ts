import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { ApplicationKind } from "./schema";

export type ApplicationDetails = {
  id: string;
  name: string;
  kind: ApplicationKind;
  clientId: string;
  callbackUrls: string[];
  logoutUrls: string[];
  audiences: string[];
  accessTokenSeconds: number;
  idTokenSeconds: number;
  refreshTokenSeconds: number;
  accessTokenClaims: string[];
  idTokenClaims: string[];
  tokensVersion: number;
  isDashboard: boolean;
  createdAt: Date;
  secretRotatedAt: Date | null;
};

/** One application of this environment. */
export async function getApplication(ctx: Context, id: string): Promise<ApplicationDetails> {
  assertCan(ctx, "applications:read");
  const found = isId(id)
    ? await db.application.findUnique({
        where: { id, environmentId: ctx.environment.id },
        select: {
          id: true,
          name: true,
          kind: true,
          clientId: true,
          callbackUrls: true,
          logoutUrls: true,
          audiences: true,
          accessTokenSeconds: true,
          idTokenSeconds: true,
          refreshTokenSeconds: true,
          accessTokenClaims: true,
          idTokenClaims: true,
          tokensVersion: true,
          isDashboard: true,
          createdAt: true,
          secretRotatedAt: true,
        },
      })
    : null;
  if (!found) throw notFoundError("application");
  return found;
}
