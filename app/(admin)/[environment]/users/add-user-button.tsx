"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { FilterOption } from "@/components/data-table/column";
import { Button } from "@/components/ui/button";

const load = () => import("./add-user-dialog");
const AddUserDialog = lazy(load);

/** Opens the dialog that adds a user; its code is fetched when the pointer or the focus comes near. */
export function AddUserButton(props: { environmentKey: string; defaultOrganization: FilterOption | null }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPointerEnter={() => void load()} onFocus={() => void load()} onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        Add user
      </Button>
      <Suspense fallback={null}>
        {isOpen ? <AddUserDialog {...props} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}
