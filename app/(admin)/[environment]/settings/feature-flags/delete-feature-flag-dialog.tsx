"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { FeatureFlagDetails } from "@/lib/feature-flags/get-feature-flag";
import { deleteFeatureFlagAction } from "./actions";
import { overridesInWords } from "./overrides-in-words";

type Props = { environment: { key: string }; flag: FeatureFlagDetails; onClose: () => void };

/** Says whose values fall with the flag before it is gone. */
export default function DeleteFeatureFlagDialog({ environment, flag, onClose }: Props) {
  const { id, name, key, overrides } = flag;
  const whose = overridesInWords(overrides);
  const effect = whose
    ? `The values that ${whose} have of their own are deleted too.`
    : "No organization and no user has a value of its own.";
  return (
    <ConfirmDialog
      title="Delete feature flag?"
      description={`Code that looks for ${key} stops finding ${name} at the next refresh of its tokens. ${effect} This cannot be undone.`}
      deed="Delete feature flag"
      action={(input) => deleteFeatureFlagAction(environment.key, input)}
      input={{ flagId: id }}
      success="Feature flag deleted"
      onClose={onClose}
    />
  );
}
