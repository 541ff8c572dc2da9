import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import { assertCan } from "@/lib/permissions/assert-can";
import { countOverrides } from "./count-overrides";
import { FLAG_FACTS } from "./require-feature-flag";

/** One feature flag of this environment, with how many organizations and users have a value of their own. */
export async function getFeatureFlag(ctx: Context, flagId: string) {
  assertCan(ctx, "settings:read");
  const found = isId(flagId)
    ? await db.featureFlag.findUnique({
        where: { id: flagId, environmentId: ctx.environment.id },
        select: FLAG_FACTS,
      })
    : null;
  if (!found) throw notFoundError("feature flag");
  return { ...found, overrides: await countOverrides(db, found.id) };
}

export type FeatureFlagDetails = Awaited<ReturnType<typeof getFeatureFlag>>;
