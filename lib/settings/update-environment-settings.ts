import "server-only";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { environmentSettingsSelect } from "./environment-settings-select";
import type { EnvironmentSettings } from "./schema";

/** Changes the policies of this environment; they hold from the next request on. */
export async function updateEnvironmentSettings(ctx: Context, input: EnvironmentSettings): Promise<void> {
  assertCan(ctx, "settings:write");
  const id = ctx.environment.id;
  await inTransaction(ctx, async (tx) => {
    const before = await tx.environment.findUnique({ where: { id }, select: environmentSettingsSelect });
    if (!before) throw notFoundError("environment");
    const changed = (Object.keys(before) as (keyof EnvironmentSettings)[]).filter(
      (key) => before[key] !== input[key],
    );
    if (changed.length === 0) return;
    // Guarded by what was read: of two admins who save at once, one wins and the other looks again.
    const { count } = await tx.environment.updateMany({ where: { id, ...before }, data: input });
    if (count === 0) {
      throw new AppError("conflict", "Somebody else has just changed these settings. Reload and look again.");
    }
    await recordEvent(tx, ctx, {
      type: "environment.updated",
      target: { type: "environment", id },
      before: pick(before, changed),
      after: pick(input, changed),
    });
  });
}

function pick(settings: EnvironmentSettings, keys: (keyof EnvironmentSettings)[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, settings[key]]));
}
