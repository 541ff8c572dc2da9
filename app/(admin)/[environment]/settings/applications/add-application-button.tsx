"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const AddApplicationDialog = lazy(() => import("./add-application-dialog"));

export function AddApplicationButton({ environmentKey }: { environmentKey: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        Add application
      </Button>
      {isOpen ? (
        <Suspense fallback={null}>
          <AddApplicationDialog environmentKey={environmentKey} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
}
