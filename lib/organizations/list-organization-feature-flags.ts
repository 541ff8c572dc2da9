import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { FLAG_FACTS } from "@/lib/feature-flags/require-feature-flag";
import { flagOfOrganization, type OverridableFlag } from "@/lib/feature-flags/resolve-flag";
import { assertCan } from "@/lib/permissions/assert-can";

/** Every feature flag of this environment as an organization has it; their number is bounded. */
export async function listOrganizationFeatureFlags(
  ctx: Context,
  organizationId: string,
): Promise<OverridableFlag[]> {
  assertCan(ctx, "organizations:read");
  assertCan(ctx, "settings:read");
  const flags = await db.featureFlag.findMany({
    where: { environmentId: ctx.environment.id },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    select: { ...FLAG_FACTS, organizations: { where: { organizationId }, select: { value: true } } },
  });
  return flags.map(({ organizations, ...flag }) => flagOfOrganization(flag, organizations[0]?.value ?? null));
}
