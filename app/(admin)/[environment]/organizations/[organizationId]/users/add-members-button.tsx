"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

const load = () => import("./add-members-dialog");
const AddMembersDialog = lazy(load);

/** Opens the dialog that adds users of the environment to an organization. */
export function AddMembersButton(props: {
  environmentKey: string;
  organization: { id: string; name: string };
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPointerEnter={() => void load()} onFocus={() => void load()} onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        Add users
      </Button>
      <Suspense fallback={null}>
        {isOpen ? <AddMembersDialog {...props} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}
