import "server-only";
import { recordEvents } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { changeTargets, type TargetResult } from "@/lib/users/change-targets";
import { joinOrganizations } from "@/lib/users/join-organizations";
import { holdOrganizations } from "./hold-organizations";

const ALREADY_MEMBER = "This user is already a member of this organization.";

/** Adds these users to an organization within the caller's transaction; the caller has asked for the right to. */
export async function memberTargets(
  tx: Tx,
  ctx: Context,
  userIds: readonly string[],
  organizationId: string,
): Promise<TargetResult[]> {
  const [organization] = await holdOrganizations(tx, ctx, [organizationId]);
  if (!organization) throw notFoundError("organization");
  const rolesOf = new Map<string, string[]>();
  return changeTargets(tx, ctx, userIds, {
    from: ["active", "suspended"],
    // Added here already: of two who add the same user at once, the one whose row it is goes on to record it.
    refuse: async (users) => {
      const ids = users.map(({ id }) => id);
      const joined = await joinOrganizations(tx, ctx, { userIds: ids, organizationIds: [organizationId] });
      for (const { userId, roles } of joined) rolesOf.set(userId, roles);
      const members = users.filter(({ id }) => !rolesOf.has(id));
      return new Map(members.map(({ id }) => [id, new AppError("conflict", ALREADY_MEMBER)]));
    },
    change: async (users) => {
      const ids = users.map(({ id }) => id);
      await recordEvents(
        tx,
        ctx,
        ids.map((id) => {
          const roles = rolesOf.get(id) ?? [];
          return {
            type: "organization.member_added",
            target: { type: "user", id },
            organizationId,
            before: { isMember: false },
            after: { isMember: true, ...(roles.length > 0 && { roles }) },
          };
        }),
      );
    },
  });
}

/** Whether a user was left as they are because they are a member already. */
export function isMemberAlready({ error }: TargetResult): boolean {
  return error?.message === ALREADY_MEMBER;
}
