"use client";

import { useRef } from "react";

/** For what opens over the page without a trigger of its own: closing gives the focus back to what had it. */
export function useFocusReturn() {
  const opener = useRef<Element>(null);
  return {
    onOpenAutoFocus: () => {
      opener.current = document.activeElement;
    },
    onCloseAutoFocus: (event: Event) => {
      const { current } = opener;
      if (!(current instanceof HTMLElement) || current === document.body) return;
      event.preventDefault();
      // What opened it may be gone, such as the row of a deleted user: then reading goes on from the top of the page.
      const target = current.isConnected ? current : document.getElementById("main");
      target?.focus();
    },
  };
}
