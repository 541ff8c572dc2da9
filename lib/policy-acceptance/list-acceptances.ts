import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import type { PolicyKind } from "./schema";

export type LatestAcceptance = {
  kind: PolicyKind;
  version: number;
  url: string;
  acceptedAt: Date;
  isCurrent: boolean;
};

/** What a user accepted last of each policy. */
export async function listAcceptances(ctx: Context, userId: string): Promise<LatestAcceptance[]> {
  assertCan(ctx, "users:read");
  if (!isId(userId)) return [];
  return db.$queryRaw<LatestAcceptance[]>`
    SELECT DISTINCT ON (v.kind) v.kind::text AS kind, v.version, v.url, a.accepted_at AS "acceptedAt",
      v.id IN (e.terms_version_id, e.privacy_version_id) IS TRUE AS "isCurrent"
    FROM policy_acceptance a JOIN policy_version v ON v.id = a.policy_version_id
    JOIN environment e ON e.id = v.environment_id
    WHERE a.user_id = ${userId}::uuid AND v.environment_id = ${ctx.environment.id}::uuid
    ORDER BY v.kind, v.version DESC`;
}
