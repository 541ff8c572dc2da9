import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { lockFlags, overrideChanges, overrideFacts } from "@/lib/feature-flags/change-overrides";
import type { userFeatureFlagsInput } from "@/lib/feature-flags/schema";
import { assertCan } from "@/lib/permissions/assert-can";
import { requireTarget } from "./guard-target";
import { lockUser } from "./lock-user";
import { stateConflict } from "./state-conflict";

/** Sets or takes away values of feature flags for one user, in all organizations; tokens follow at their next refresh. */
export async function setUserFeatureFlags(
  ctx: Context,
  { userId, overrides }: z.output<typeof userFeatureFlagsInput>,
): Promise<void> {
  assertCan(ctx, "users:update");
  await inTransaction(ctx, async (tx) => {
    const { id } = await requireTarget(tx, ctx, userId);
    // Saves of one user's flags take turns.
    const status = await lockUser(tx, ctx, id);
    if (status === "deleted") throw stateConflict(status, ["active", "suspended"]);
    const flagIds = overrides.map(({ flagId }) => flagId);
    const known = await lockFlags(tx, ctx, flagIds);
    const given = await tx.userFeatureFlag.findMany({
      where: { userId: id },
      select: { flagId: true, value: true },
    });
    const changes = overrideChanges({ level: "usr", known, given, wanted: overrides });
    if (changes.length === 0) return;
    await tx.userFeatureFlag.deleteMany({
      where: { userId: id, flagId: { in: changes.map(({ flag }) => flag.id) } },
    });
    await tx.userFeatureFlag.createMany({
      data: changes.flatMap(({ flag, after }) =>
        after === null ? [] : [{ userId: id, flagId: flag.id, type: flag.type, value: after }],
      ),
    });
    await recordEvent(tx, ctx, {
      type: "user.feature_flags_updated",
      target: { type: "user", id },
      ...overrideFacts(changes),
    });
  });
}
