"use client";

import { lazy, Suspense } from "react";
import { useDialogUrl } from "../use-dialog-url";

const AddEnvironmentDialog = lazy(() => import("./add-environment-dialog"));

/** The dialog that the address asks for. */
export function EnvironmentDialogs({
  environmentKey,
  isAdding,
}: {
  environmentKey: string;
  isAdding: boolean;
}) {
  const { close } = useDialogUrl();
  return (
    <Suspense fallback={null}>
      {isAdding ? <AddEnvironmentDialog environmentKey={environmentKey} onClose={close} /> : null}
    </Suspense>
  );
}
