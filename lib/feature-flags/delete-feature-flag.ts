import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { countOverrides } from "./count-overrides";
import { requireFeatureFlag } from "./require-feature-flag";
import type { featureFlagIdInput } from "./schema";

/** Deletes a feature flag with every value that organizations and users have of it. */
export async function deleteFeatureFlag(
  ctx: Context,
  { flagId }: z.output<typeof featureFlagIdInput>,
): Promise<void> {
  assertCan(ctx, "settings:write");
  await inTransaction(ctx, async (tx) => {
    const { id, name, key, type } = await requireFeatureFlag(tx, ctx, flagId);
    const { organizations, users } = await countOverrides(tx, id);
    await tx.featureFlag.delete({ where: { id }, select: { id: true } });
    await recordEvent(tx, ctx, {
      type: "feature_flag.deleted",
      target: { type: "feature_flag", id },
      before: { name, key, type, organizationOverrides: organizations, userOverrides: users },
    });
  });
}
