"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useTransition } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ActionError } from "@/lib/core/action-result";

/** Reads the page anew: a form whose values were changed by somebody else begins again with those. */
function ReloadButton() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button
      variant="outline"
      size="sm"
      className="mt-2 flex"
      aria-disabled={isPending}
      onClick={() => startTransition(() => router.refresh())}
    >
      Reload
    </Button>
  );
}

/** What the whole form was refused for: above its fields, and in sight of who pressed a button far below. */
export function Refusal({
  error,
  field,
}: {
  error: ActionError;
  /** The name of what the form is all about, where it has no field to say what is wrong with it. */
  field?: string;
}) {
  const alert = useRef<HTMLDivElement>(null);
  const own = field === undefined ? undefined : error.fields?.[field];
  // A field that is refused takes the focus, and is the place to look at.
  const isAlone = !error.fields || own !== undefined;
  useEffect(() => {
    if (error && isAlone) alert.current?.scrollIntoView({ block: "nearest" });
  }, [error, isAlone]);
  return (
    <Alert ref={alert} variant="destructive" className="scroll-mt-20">
      {own ?? error.message}
      {error.code === "conflict" && !error.fields ? <ReloadButton /> : null}
    </Alert>
  );
}
