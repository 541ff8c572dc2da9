"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./add-organization-dialog");
const AddOrganizationDialog = lazy(load);

/** Opens the dialog that adds an organization; its code is fetched when the pointer or the focus comes near. */
export function AddOrganizationButton({ environmentKey }: { environmentKey: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPointerEnter={() => void load()} onFocus={() => void load()} onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        Add organization
      </Button>
      <Suspense fallback={null}>
        {isOpen ? (
          <AddOrganizationDialog environmentKey={environmentKey} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
