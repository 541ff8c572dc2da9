import "server-only";
import { type Context, TEAM_ENVIRONMENT } from "@/lib/core/context";
import { queryRows } from "@/lib/core/query-rows";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import { Prisma } from "@/prisma/generated/client";
import { canSupport } from "./assert-can-support";
import { DEED_PERMISSIONS } from "./deed-permissions";
import { type Decider, findDeciders } from "./find-deciders";
import { getSupportPolicies } from "./get-support-policies";
import { SUPPORT_DEEDS, type SupportDeed } from "./schema";

/** Whom a request would be about, living or in the recycle bin. */
type Colleague = { id: string; isOwner: boolean; permissions: string[] };

/**
 * For each of these members of the team the deeds for which this reader can only ask, while nobody else could approve them:
 * an owner is decided about by owners, others by who has every right of theirs, and nobody decides about themselves. In
 * other environments it makes no difference whom a request is about, so nobody is named.
 */
export async function listUnapprovableAbout(
  ctx: Context,
  userIds: readonly string[],
): Promise<Record<string, SupportDeed[]>> {
  const { actor, environment } = ctx;
  if (environment.key !== TEAM_ENVIRONMENT || actor.type !== "admin" || !canSupport(ctx)) return {};
  const policies = await getSupportPolicies(ctx);
  const asked = SUPPORT_DEEDS.filter((deed) => policies[deed] === "approval");
  if (asked.length === 0) return {};
  const [deciders, colleagues] = await Promise.all([
    findDeciders(ctx, actor.id),
    findColleagues(environment.id, userIds),
  ]);
  return Object.fromEntries(
    colleagues.map((colleague) => [
      colleague.id,
      asked.filter((deed) => !deciders.some((decider) => mayDecide(decider, colleague, deed))),
    ]),
  );
}

// As `requireDecidable` judges it, by `requireTarget` and `requireDeletedUser`.
function mayDecide(decider: Decider, { id, isOwner, permissions }: Colleague, deed: SupportDeed): boolean {
  if (decider.id === id || !decider.permissions.has(DEED_PERMISSIONS[deed])) return false;
  return decider.isOwner || (!isOwner && permissions.every((key) => decider.permissions.has(key)));
}

function findColleagues(environmentId: string, userIds: readonly string[]): Promise<Colleague[]> {
  return queryRows<Colleague>(Prisma.sql`
    SELECT u.id,
      EXISTS (
        SELECT FROM membership_role mr JOIN role r ON r.id = mr.role_id
        WHERE mr.user_id = u.id AND r.key = ${OWNER_ROLE_KEY}) AS "isOwner",
      ARRAY (
        SELECT p.key FROM permission p WHERE p.id IN (
          SELECT rp.permission_id FROM membership_role mr JOIN role_permission rp ON rp.role_id = mr.role_id
          WHERE mr.user_id = u.id
          UNION ALL
          SELECT mp.permission_id FROM membership_permission mp WHERE mp.user_id = u.id)) AS permissions
    FROM app_user u WHERE u.id = ANY (${userIds}::uuid[]) AND u.environment_id = ${environmentId}::uuid
    UNION ALL
    SELECT d.id,
      EXISTS (
        SELECT FROM jsonb_array_elements(d.snapshot -> 'membership_role') held JOIN role r
          ON r.id = (held ->> 'role_id')::uuid AND r.key = ${OWNER_ROLE_KEY}),
      ARRAY[]::text[]
    FROM deleted_user d WHERE d.id = ANY (${userIds}::uuid[]) AND d.environment_id = ${environmentId}::uuid`);
}
