"use client";

import { Upload } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./import-organizations-dialog");
const ImportOrganizationsDialog = lazy(load);

/** Opens the dialog that imports organizations from a file. */
export function ImportOrganizationsButton({ environmentKey }: { environmentKey: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="outline"
        onPointerEnter={() => void load()}
        onFocus={() => void load()}
        onClick={() => setOpen(true)}
      >
        <Upload aria-hidden="true" />
        Import organizations
      </Button>
      <Suspense fallback={null}>
        {isOpen ? (
          <ImportOrganizationsDialog environmentKey={environmentKey} onClose={() => setOpen(false)} />
        ) : null}
      </Suspense>
    </>
  );
}
