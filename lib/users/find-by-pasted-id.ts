import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { toClaim } from "@/lib/core/identity-claim";
import { isId } from "@/lib/core/ids";
import { queryRows } from "@/lib/core/query-rows";
import { Prisma } from "@/prisma/generated/client";

/** Whom a pasted id means: one user, or the members of an organization, or the holders of a role. */
export type PastedId = { kind: "user" | "organization" | "role"; id: string };

/**
 * What an id of any kind (user, identity, event, organization or its code, role) or a whole address means in this
 * environment; null if the text is neither.
 */
export async function findByPastedId(ctx: Context, text: string): Promise<PastedId[] | null> {
  const environmentId = ctx.environment.id;
  if (/^org_[0-9a-f]{11}$/.test(text)) {
    const organization = await db.organization.findFirst({
      where: { environmentId, code: text },
      select: { id: true },
    });
    return organization ? [{ kind: "organization", id: organization.id }] : null;
  }
  // Nearly every letter group of an address is common, so the search's index finds a whole one only slowly.
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) {
    const claim = toClaim("email", text);
    const identity = await db.identity.findFirst({
      where: { environmentId, type: "email", claim },
      select: { userId: true },
    });
    return identity && [{ kind: "user", id: identity.userId }];
  }
  if (!isId(text)) return null;
  return queryRows<PastedId>(Prisma.sql`
    SELECT 'user' AS kind, id FROM app_user WHERE id = ${text}::uuid AND environment_id = ${environmentId}::uuid
    UNION SELECT 'user', user_id FROM identity WHERE id = ${text}::uuid AND environment_id = ${environmentId}::uuid
    UNION SELECT 'user', user_id FROM audit_event
      WHERE id = ${text}::uuid AND environment_id = ${environmentId}::uuid AND user_id IS NOT NULL
    UNION SELECT 'organization', id FROM organization WHERE id = ${text}::uuid AND environment_id = ${environmentId}::uuid
    UNION SELECT 'role', id FROM role WHERE id = ${text}::uuid AND environment_id = ${environmentId}::uuid`);
}
