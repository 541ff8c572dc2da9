import "server-only";
import type { z } from "zod";
import { recordEvent } from "@/lib/audit/record-event";
import { assertUnchanged } from "@/lib/core/assert-unchanged";
import type { Context } from "@/lib/core/context";
import { inTransaction, type Tx } from "@/lib/core/db";
import { assertCan } from "@/lib/permissions/assert-can";
import { orKeyConflict } from "@/lib/permissions/or-key-conflict";
import { keyedFacts, staleConflict } from "@/lib/permissions/stale-conflict";
import { countOverrides } from "./count-overrides";
import { requireFeatureFlag } from "./require-feature-flag";
import {
  FLAG_LEVEL_LABELS,
  FLAG_TYPE_LABELS,
  flagValueInWords,
  isOverridable,
  type updateFeatureFlagInput,
} from "./schema";

const CHANGEABLE = [
  "name",
  "description",
  "key",
  "type",
  "allowOverrideLevel",
  "defaultValue",
  "environmentValue",
] as const;

type Flag = Awaited<ReturnType<typeof requireFeatureFlag>>;
type Facts = Pick<Flag, (typeof CHANGEABLE)[number]>;

/**
 * Changes a feature flag; tokens follow at their next refresh. Another type takes every override away, and a narrower level
 * those beyond it.
 */
export async function updateFeatureFlag(
  ctx: Context,
  { flagId, version, seen, ...after }: z.output<typeof updateFeatureFlagInput>,
): Promise<void> {
  assertCan(ctx, "settings:write");
  await orKeyConflict(
    "feature flag",
    inTransaction(ctx, async (tx) => {
      const before = await requireFeatureFlag(tx, ctx, flagId);
      if (before.version !== version) {
        if (seen) assertUnchanged([...keyedFacts(before, seen), ...flagFacts(before, seen)]);
        throw staleConflict("feature flag");
      }
      const changed = CHANGEABLE.filter((name) => before[name] !== after[name]);
      if (changed.length === 0) return;
      const removed = await removeOverrides(tx, before, after);
      await tx.featureFlag.update({
        where: { id: before.id },
        data: { ...after, version: { increment: 1 } },
        select: { id: true },
      });
      await recordEvent(tx, ctx, {
        type: "feature_flag.updated",
        target: { type: "feature_flag", id: before.id },
        before: { ...Object.fromEntries(changed.map((name) => [name, before[name]])), ...removed },
        after: Object.fromEntries(changed.map((name) => [name, after[name]])),
      });
    }),
  );
}

function flagFacts(now: Flag, seen: Omit<Facts, "name" | "description" | "key">) {
  const ofEnvironment = (flag: typeof seen) =>
    flag.environmentValue === null ? "the default" : flagValueInWords(flag.type, flag.environmentValue);
  return [
    { label: "the type", now: FLAG_TYPE_LABELS[now.type], seen: FLAG_TYPE_LABELS[seen.type] },
    {
      label: "the override level",
      now: FLAG_LEVEL_LABELS[now.allowOverrideLevel],
      seen: FLAG_LEVEL_LABELS[seen.allowOverrideLevel],
    },
    {
      label: "the default value",
      now: flagValueInWords(now.type, now.defaultValue),
      seen: flagValueInWords(seen.type, seen.defaultValue),
    },
    { label: "the value in this environment", now: ofEnvironment(now), seen: ofEnvironment(seen) },
  ];
}

/** Takes the values away that the flag as it will be has no place for; gives their numbers, for the log. */
async function removeOverrides(tx: Tx, before: Facts & { id: string }, after: Facts) {
  const goes = (level: "org" | "usr") =>
    before.type !== after.type || (isOverridable(before, level) && !isOverridable(after, level));
  const where = { flagId: before.id };
  const counts = await countOverrides(tx, before.id);
  const removed: Record<string, string> = {};
  if (goes("org") && counts.organizations !== "0") {
    await tx.organizationFeatureFlag.deleteMany({ where });
    removed.organizationOverrides = counts.organizations;
  }
  if (goes("usr") && counts.users !== "0") {
    await tx.userFeatureFlag.deleteMany({ where });
    removed.userOverrides = counts.users;
  }
  return removed;
}
