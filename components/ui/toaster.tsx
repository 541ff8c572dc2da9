"use client";

import { CircleAlert, CircleCheck, X } from "lucide-react";
import { useSyncExternalStore } from "react";
import { dismissToast, readNoToasts, readToasts, subscribeToasts } from "@/components/ui/toast";

/** Where toasts appear; ours, because a strict CSP refuses the style element that toast libraries add. */
export function Toaster() {
  const toasts = useSyncExternalStore(subscribeToasts, readToasts, readNoToasts);
  return (
    <section
      aria-label="Notifications"
      aria-live="polite"
      className="pointer-events-none fixed right-0 bottom-0 z-60 flex w-full max-w-sm flex-col gap-2 p-4"
    >
      {toasts.map((item) => (
        <div
          key={item.id}
          className="pointer-events-auto flex animate-appear items-start gap-2.5 rounded-lg border bg-popover py-2.5 pr-2 pl-3.5 text-popover-foreground text-sm shadow-floating"
        >
          {item.kind === "success" ? (
            <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-success-text" />
          ) : (
            <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-destructive-text" />
          )}
          <p className="min-w-0 flex-1 break-words">{item.text}</p>
          <button
            type="button"
            aria-label="Dismiss"
            onClick={() => dismissToast(item.id)}
            className="-my-0.5 flex size-6 shrink-0 items-center justify-center rounded-md text-muted-foreground hover:bg-accent hover:text-foreground"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </div>
      ))}
    </section>
  );
}
