import "server-only";
import { ACCESS_TOKEN_CLAIMS } from "@/lib/applications/schema";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { findTokenFacts, type OrganizationClaims, toAccessTokenClaims } from "./find-token-claims";

type Claims = OrganizationClaims & { sub: string };

/** `claims` come with every token, `fullClaims` where the application asks for each optional one. */
export type TokenPreview = { claims: Claims; fullClaims: Claims } | { refusal: string };

/** What a user's next access token for an organization would say: by the very functions that issue it. */
export async function previewAccessToken(
  ctx: Context,
  { userId, orgCode }: { userId: string; orgCode: string },
): Promise<TokenPreview> {
  assertCan(ctx, "users:read");
  assertCan(ctx, "roles:read");
  const where = { id: userId, environmentId: ctx.environment.id, status: "active" } as const;
  if (!isId(userId) || (await db.user.count({ where })) === 0) {
    return { refusal: "This user is not active, so no token is issued." };
  }
  const facts = await findTokenFacts(ctx.environment.id, userId, orgCode, true);
  if (!facts?.orgCode) {
    return { refusal: "This organization is suspended or not the user's, so no token is issued for it." };
  }
  return {
    claims: { sub: userId, ...toAccessTokenClaims(facts, []) },
    fullClaims: { sub: userId, ...toAccessTokenClaims(facts, ACCESS_TOKEN_CLAIMS) },
  };
}
