import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import type { FlagLevel, FlagType } from "@/lib/feature-flags/schema";

/** A feature flag that everybody may override: a switch that is off, unless it is said otherwise. */
export async function createFeatureFlagRow(options: {
  environmentId: string;
  key: string;
  name?: string;
  type?: FlagType;
  allowOverrideLevel?: FlagLevel;
  defaultValue?: string;
  environmentValue?: string;
}): Promise<{ id: string; key: string; type: FlagType }> {
  const { key, type = "bool" } = options;
  const id = newId();
  const usual = { name: key, allowOverrideLevel: "usr", defaultValue: "false" } as const;
  await db.featureFlag.create({ data: { ...usual, ...options, id, type } });
  return { id, key, type };
}

/** The value of a flag for one organization or user. */
export async function overrideFlag(
  flag: { id: string; type: FlagType },
  owner: { organizationId: string } | { userId: string },
  value: string,
): Promise<void> {
  const data = { flagId: flag.id, type: flag.type, value };
  if ("userId" in owner) await db.userFeatureFlag.create({ data: { ...data, ...owner } });
  else await db.organizationFeatureFlag.create({ data: { ...data, ...owner } });
}
