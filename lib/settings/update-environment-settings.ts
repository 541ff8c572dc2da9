import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import type { Context } from "@/lib/core/context";
import { inTransaction } from "@/lib/core/db";
import { AppError, notFoundError } from "@/lib/core/errors";
import { assertCan } from "@/lib/permissions/assert-can";
import { environmentSettingsSelect } from "./environment-settings-select";
import { type EnvironmentSettings, SETTING_LABELS, type updateEnvironmentSettingsInput } from "./schema";

type Key = keyof EnvironmentSettings;

/** Changes the policies of this environment; they hold from the next request on. Saving what stands records nothing. */
export async function updateEnvironmentSettings(
  ctx: Context,
  { seen, ...after }: z.output<typeof updateEnvironmentSettingsInput>,
): Promise<void> {
  assertCan(ctx, "settings:write");
  const id = ctx.environment.id;
  await inTransaction(ctx, async (tx) => {
    // Saves take turns; sign-ups, whose rows refer to this one, need not wait.
    await tx.$queryRaw`SELECT id FROM environment WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
    const before = await tx.environment.findUnique({ where: { id }, select: environmentSettingsSelect });
    if (!before) throw notFoundError("environment");
    const changed = differences(before, after);
    if (changed.length === 0) return;
    assertUnchanged(before, seen);
    await tx.environment.update({ where: { id }, data: after, select: { id: true } });
    await recordEvent(tx, ctx, {
      type: "environment.updated",
      target: { type: "environment", id },
      before: pick(before, changed),
      after: pick(after, changed),
    });
  });
}

function differences(one: EnvironmentSettings, other: EnvironmentSettings): Key[] {
  // The labels name every setting.
  return (Object.keys(SETTING_LABELS) as Key[]).filter((key) => String(one[key]) !== String(other[key]));
}

// Of two admins who save this page the second is told what the first has changed.
function assertUnchanged(now: EnvironmentSettings, seen: EnvironmentSettings): void {
  const changes = differences(now, seen).map((key) => `“${SETTING_LABELS[key]}” is now ${inWords(now[key])}`);
  if (changes.length === 0) return;
  throw new AppError(
    "conflict",
    `Someone else changed this while you had it open: ${changes.join(", ")}. Nothing was saved. Reload to go on.`,
  );
}

function inWords(value: EnvironmentSettings[Key]): string {
  if (Array.isArray(value)) return value.length > 0 ? value.slice(0, 10).join(", ") : "empty";
  return typeof value === "boolean" ? (value ? "on" : "off") : String(value);
}

function pick(settings: EnvironmentSettings, keys: readonly Key[]): Record<string, unknown> {
  return Object.fromEntries(keys.map((key) => [key, settings[key]]));
}
