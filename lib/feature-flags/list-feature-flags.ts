import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import type { ListParams } from "@/lib/core/list-params";
import { namePage } from "@/lib/core/name-page";
import { assertCan } from "@/lib/permissions/assert-can";
import { containsText } from "@/lib/permissions/contains-text";
import { FLAG_FACTS } from "./require-feature-flag";

/** A page of the feature flags of this environment by name; the search looks at name, key and description. */
export async function listFeatureFlags(ctx: Context, params: ListParams<"name", never>) {
  assertCan(ctx, "settings:read");
  const environmentId = ctx.environment.id;
  const page = namePage(params);
  const matches = containsText(params.q);
  const [found, count] = await Promise.all([
    db.featureFlag.findMany({
      ...page.query,
      where: { environmentId, AND: [matches, page.after] },
      select: FLAG_FACTS,
    }),
    db.featureFlag.count({ where: { environmentId, ...matches } }),
  ]);
  const { rows, ...cursors } = page.toPage(found);
  return { flags: rows, count, ...cursors };
}

export type FeatureFlagRow = Awaited<ReturnType<typeof listFeatureFlags>>["flags"][number];
