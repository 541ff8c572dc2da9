import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { ListParams } from "@/lib/core/list-params";
import { assertCan } from "@/lib/permissions/assert-can";
import { readKeyedPage } from "@/lib/permissions/read-keyed-page";
import { FLAG_FACTS } from "./require-feature-flag";

/** A page of the feature flags of this environment by name. */
export async function listFeatureFlags(ctx: Context, params: ListParams<"name", never>) {
  assertCan(ctx, "settings:read");
  const { rows, ...page } = await readKeyedPage(ctx, params, {
    rows: (query) => db.featureFlag.findMany({ ...query, select: FLAG_FACTS }),
    count: (where) => db.featureFlag.count({ where }),
  });
  return { flags: rows, ...page };
}

export type FeatureFlagRow = Awaited<ReturnType<typeof listFeatureFlags>>["flags"][number];
