"use client";

import { useFormContext, useWatch } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import type { FeatureFlagDetails } from "@/lib/feature-flags/get-feature-flag";
import { type FlagLevel, type FlagType, isOverridable } from "@/lib/feature-flags/schema";
import { overridesInWords } from "./overrides-in-words";

type Chosen = { type: FlagType; allowOverrideLevel: FlagLevel };

/** Says whose own values another type or a narrower level takes away, before it is saved. */
export function LostOverrides({ flag }: { flag: FeatureFlagDetails }) {
  const { control } = useFormContext<Chosen>();
  const [type, allowOverrideLevel] = useWatch({ control, name: ["type", "allowOverrideLevel"] });
  const keeps = (level: FlagLevel) => type === flag.type && isOverridable({ allowOverrideLevel }, level);
  const whose = overridesInWords({
    organizations: keeps("org") ? "0" : flag.overrides.organizations,
    users: keeps("usr") ? "0" : flag.overrides.users,
  });
  if (!whose) return null;
  const isOne = /^1 \w+$/.test(whose);
  return (
    <Alert variant="warning">{`${whose} ${isOne ? "loses its own value" : "lose their own value"}.`}</Alert>
  );
}
