import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { orKeyConflict } from "@/lib/permissions/or-key-conflict";
import { type createFeatureFlagInput, MOST_FLAGS } from "./schema";

/** Adds a feature flag; tokens that carry flags have it from their next refresh on. */
export async function createFeatureFlag(
  ctx: Context,
  facts: z.output<typeof createFeatureFlagInput>,
): Promise<{ flagId: string }> {
  assertCan(ctx, "settings:write");
  const environmentId = ctx.environment.id;
  const id = newId();
  await orKeyConflict(
    "feature flag",
    inTransaction(ctx, async (tx) => {
      if ((await tx.featureFlag.count({ where: { environmentId } })) >= MOST_FLAGS) {
        throw new AppError("conflict", `An environment can have at most ${MOST_FLAGS} feature flags.`);
      }
      await tx.featureFlag.create({ data: { id, environmentId, ...facts }, select: { id: true } });
      await recordEvent(tx, ctx, {
        type: "feature_flag.created",
        target: { type: "feature_flag", id },
        after: facts,
      });
    }),
  );
  return { flagId: id };
}
