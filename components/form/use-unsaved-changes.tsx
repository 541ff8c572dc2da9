"use client";

import { useRouter } from "next/navigation";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import type { DiscardWords } from "@/components/form/discard-changes-dialog";
import { leaveEvent } from "@/components/form/may-leave";

const DiscardChangesDialog = lazy(() => import("@/components/form/discard-changes-dialog"));

type Destination = { kind: "link"; href: string } | { kind: "history"; key: string };

/** The address of a plain click on a link that leaves this page, or null. */
function leavingHref(event: MouseEvent): string | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link?.href || link.target === "_blank" || link.hasAttribute("download")) return null;
  const to = new URL(link.href);
  if (to.origin !== location.origin) return null;
  const isSamePage = to.pathname === location.pathname && to.search === location.search;
  return isSamePage ? null : to.href.slice(to.origin.length);
}

/** Asks before unsaved changes are lost by a link, the back button or closing; render what it returns. */
export function useUnsavedChanges(isDirty: boolean, words?: DiscardWords): ReactNode {
  const router = useRouter();
  const [destination, setDestination] = useState<Destination | null>(null);
  const [isLeaving, setLeaving] = useState(false);
  const isGuarding = isDirty && !isLeaving;

  useEffect(() => {
    if (!isGuarding) return;
    const guard = new AbortController();
    const { signal } = guard;

    // In the capture phase on the document, so that it runs before React's own link handlers.
    document.addEventListener(
      "click",
      (event) => {
        const href = leavingHref(event);
        if (href === null) return;
        event.preventDefault();
        event.stopPropagation();
        setDestination({ kind: "link", href });
      },
      { capture: true, signal },
    );
    window.addEventListener(
      leaveEvent,
      (event) => {
        if (!(event instanceof CustomEvent)) return;
        event.preventDefault();
        setDestination({ kind: "link", href: String(event.detail) });
      },
      { signal },
    );
    window.addEventListener("beforeunload", (event) => event.preventDefault(), { signal });
    if ("navigation" in window) {
      window.navigation.addEventListener(
        "navigate",
        (event) => {
          if (event.navigationType !== "traverse" || !event.cancelable) return;
          event.preventDefault();
          setDestination({ kind: "history", key: event.destination.key });
        },
        { signal },
      );
    }
    return () => guard.abort();
  }, [isGuarding]);

  // The guards are gone once this renders, so the way is free.
  useEffect(() => {
    if (!isLeaving || !destination) return;
    if (destination.kind === "link") router.push(destination.href);
    else window.navigation.traverseTo(destination.key);
  }, [isLeaving, destination, router]);

  if (!destination || isLeaving) return null;
  return (
    <Suspense fallback={null}>
      <DiscardChangesDialog
        words={words}
        onKeep={() => setDestination(null)}
        onDiscard={() => setLeaving(true)}
      />
    </Suspense>
  );
}
