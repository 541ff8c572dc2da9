"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ApplicationKind } from "@/lib/applications/schema";

const RotateSecretDialog = lazy(() => import("./rotate-secret-dialog"));
const DeleteApplicationDialog = lazy(() => import("./delete-application-dialog"));

type Props = { environmentKey: string; application: { id: string; name: string; kind: ApplicationKind } };

/** The deeds at the head of an application's page. */
export function ApplicationDeeds({ environmentKey, application }: Props) {
  const [open, setOpen] = useState<"rotate" | "delete" | null>(null);
  const dialog = { environmentKey, application, onClose: () => setOpen(null) };
  return (
    <>
      {application.kind === "frontend" ? null : (
        <Button variant="outline" onClick={() => setOpen("rotate")}>
          Rotate secret
        </Button>
      )}
      <Button variant="outline" className="text-destructive-text" onClick={() => setOpen("delete")}>
        Delete application
      </Button>
      <Suspense fallback={null}>
        {open === "rotate" ? <RotateSecretDialog {...dialog} /> : null}
        {open === "delete" ? <DeleteApplicationDialog {...dialog} /> : null}
      </Suspense>
    </>
  );
}
