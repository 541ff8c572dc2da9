import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { lockFlags, overrideChanges, overrideFacts } from "@/lib/feature-flags/change-overrides";
import type { organizationFeatureFlagsInput } from "@/lib/feature-flags/schema";
import { assertCan } from "@/lib/permissions/assert-can";
import { lockOrganization } from "./lock-organization";

/** Sets or takes away values of feature flags for one organization; its users' tokens follow at their next refresh. */
export async function setOrganizationFeatureFlags(
  ctx: Context,
  { organizationId, overrides }: z.output<typeof organizationFeatureFlagsInput>,
): Promise<void> {
  assertCan(ctx, "organizations:write");
  await inTransaction(ctx, async (tx) => {
    const { id } = await lockOrganization(tx, ctx, organizationId);
    const flagIds = overrides.map(({ flagId }) => flagId);
    const known = await lockFlags(tx, ctx, flagIds);
    const given = await tx.organizationFeatureFlag.findMany({
      where: { organizationId: id },
      select: { flagId: true, value: true },
    });
    const changes = overrideChanges({ level: "org", known, given, wanted: overrides });
    if (changes.length === 0) return;
    await tx.organizationFeatureFlag.deleteMany({
      where: { organizationId: id, flagId: { in: changes.map(({ flag }) => flag.id) } },
    });
    await tx.organizationFeatureFlag.createMany({
      data: changes.flatMap(({ flag, after }) =>
        after === null ? [] : [{ organizationId: id, flagId: flag.id, type: flag.type, value: after }],
      ),
    });
    await recordEvent(tx, ctx, {
      type: "organization.feature_flags_updated",
      target: { type: "organization", id },
      organizationId: id,
      ...overrideFacts(changes),
    });
  });
}
