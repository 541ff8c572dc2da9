"use client";

import { lazy, Suspense } from "react";
import type { FeatureFlagDetails } from "@/lib/feature-flags/get-feature-flag";
import { useDialogUrl } from "../use-dialog-url";

const FeatureFlagDialog = lazy(() => import("./feature-flag-dialog"));
const DeleteFeatureFlagDialog = lazy(() => import("./delete-feature-flag-dialog"));

/** The dialog that the address asks for. */
export function FeatureFlagDialogs({
  environment,
  isAdding,
  edited,
  deleted,
}: {
  environment: { key: string; name: string };
  isAdding: boolean;
  edited: FeatureFlagDetails | null;
  deleted: FeatureFlagDetails | null;
}) {
  const { close } = useDialogUrl();
  const shared = { environment, onClose: close };
  return (
    <Suspense fallback={null}>
      {isAdding ? <FeatureFlagDialog {...shared} flag={null} /> : null}
      {/* Another version is a new starting point for the form, which then shows what it would save over. */}
      {edited ? <FeatureFlagDialog key={edited.version} {...shared} flag={edited} /> : null}
      {deleted ? <DeleteFeatureFlagDialog {...shared} flag={deleted} /> : null}
    </Suspense>
  );
}
