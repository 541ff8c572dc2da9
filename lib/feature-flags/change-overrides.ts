import "server-only";
import type { Context } from "@/lib/core/context";
import type { Tx } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { isId } from "@/lib/core/ids";
import {
  type FlagLevel,
  type FlagType,
  flagValueInWords,
  isOverridable,
  readFlagValue,
  type WantedOverride,
} from "./schema";

export type LockedFlag = {
  id: string;
  key: string;
  name: string;
  type: FlagType;
  allowOverrideLevel: FlagLevel;
};

/** One value that a save changes; null: none of its own. */
export type OverrideChange = { flag: LockedFlag; before: string | null; after: string | null };

/** Those of these flags that exist in this environment, held until the transaction ends: neither type nor level can change. */
export function lockFlags(tx: Tx, ctx: Context, ids: readonly string[]): Promise<LockedFlag[]> {
  return tx.$queryRaw<LockedFlag[]>`
    SELECT id, key, name, type, allow_override_level AS "allowOverrideLevel" FROM feature_flag
    WHERE environment_id = ${ctx.environment.id}::uuid AND id = ANY(${ids.filter(isId)}::uuid[])
    ORDER BY id FOR SHARE`;
}

/** What a save changes; a conflict that says what changed when the page showed something else. */
export function overrideChanges(state: {
  level: Exclude<FlagLevel, "env">;
  known: readonly LockedFlag[];
  given: readonly { flagId: string; value: string }[];
  wanted: readonly WantedOverride[];
}): OverrideChange[] {
  const { level, known, given, wanted } = state;
  const entries = wanted.map((entry) => {
    const flag = known.find(({ id }) => id === entry.flagId);
    const kept = given.find(({ flagId }) => flagId === entry.flagId)?.value ?? null;
    return { ...entry, flag, before: flag && isOverridable(flag, level) ? kept : null };
  });
  assertAsSeen(entries);
  const fields: Record<string, string> = {};
  const changes = entries.flatMap(({ flag, before, value }, index) => {
    if (!flag || value === before) return [];
    const read = value === null ? { value } : readFlagValue(flag.type, value);
    if ("flaw" in read) {
      fields[`overrides.${index}.value`] = read.flaw;
      return [];
    }
    if (read.value !== null && !isOverridable(flag, level)) {
      fields[`overrides.${index}.value`] = "This flag cannot be overridden here.";
      return [];
    }
    return read.value === before ? [] : [{ flag, before, after: read.value }];
  });
  if (Object.keys(fields).length > 0) {
    throw new AppError("validation", "Some fields need your attention.", fields);
  }
  return changes;
}

type Entry = { flag: LockedFlag | undefined; before: string | null; seen: string | null };

function assertAsSeen(entries: readonly Entry[]): void {
  const changes = entries.flatMap(({ flag, before, seen }) => {
    if (!flag) return ["a feature flag was deleted"];
    if (before === seen) return [];
    return before === null
      ? [`${flag.name} was reset`]
      : [`${flag.name} was set to ${flagValueInWords(flag.type, before)}`];
  });
  if (changes.length === 0) return;
  throw new AppError(
    "conflict",
    `Someone else changed this a moment ago: ${[...new Set(changes)].join(", ")}. Reload to see how it stands now; nothing of yours was saved.`,
  );
}

/** The changes as the log keeps them, one line a flag on either side; "not overridden": without a value here. */
export function overrideFacts(changes: readonly OverrideChange[]) {
  const lines = (side: "before" | "after") =>
    changes.map(({ flag, [side]: value }) => `${flag.key}: ${value ?? "not overridden"}`);
  return { before: { featureFlags: lines("before") }, after: { featureFlags: lines("after") } };
}
