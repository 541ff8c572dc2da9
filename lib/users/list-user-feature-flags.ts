import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { FLAG_FACTS } from "@/lib/feature-flags/require-feature-flag";
import { flagOfUser, type OverridableFlag } from "@/lib/feature-flags/resolve-flag";
import { assertCan } from "@/lib/permissions/assert-can";

/** Every feature flag of this environment as a user has it in an organization, or in none; their number is bounded. */
export async function listUserFeatureFlags(
  ctx: Context,
  { userId, organizationId }: { userId: string; organizationId: string | null },
): Promise<OverridableFlag[]> {
  assertCan(ctx, "users:read");
  assertCan(ctx, "settings:read");
  const flags = await db.featureFlag.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: {
      ...FLAG_FACTS,
      users: { where: { userId }, select: { value: true } },
      organizations: {
        where: { organizationId: organizationId ?? { in: [] } },
        select: { value: true },
      },
    },
  });
  return flags.map(({ users, organizations, ...flag }) =>
    flagOfUser(flag, users[0]?.value ?? null, organizations[0]?.value ?? null),
  );
}
