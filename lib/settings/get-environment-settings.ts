import "server-only";
import type { Context } from "@/lib/core/context";
import { db } from "@/lib/core/db";
import { notFoundError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { environmentSettingsSelect } from "./environment-settings-select";
import type { EnvironmentSettings } from "./schema";

/** The policies of this environment. */
export async function getEnvironmentSettings(ctx: Context): Promise<EnvironmentSettings> {
  assertCan(ctx, "settings:read");
  const found = await db.environment.findUnique({
    where: { id: ctx.environment.id },
    select: environmentSettingsSelect,
  });
  if (!found) throw notFoundError("environment");
  return found;
}
