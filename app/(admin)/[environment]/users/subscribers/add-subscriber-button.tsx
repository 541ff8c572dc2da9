"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { SubscriberKind } from "@/lib/subscribers/schema";
import { KIND_WORDS } from "./kind-words";

const load = () => import("./add-subscriber-dialog");
const AddSubscriberDialog = lazy(load);

/** Opens the dialog that adds a row; its code is fetched when the pointer or the focus comes near. */
export function AddSubscriberButton(props: { environmentKey: string; kind: SubscriberKind }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPointerEnter={() => void load()} onFocus={() => void load()} onClick={() => setOpen(true)}>
        <Plus aria-hidden="true" />
        {KIND_WORDS[props.kind].add}
      </Button>
      <Suspense fallback={null}>
        {isOpen ? <AddSubscriberDialog {...props} onClose={() => setOpen(false)} /> : null}
      </Suspense>
    </>
  );
}
