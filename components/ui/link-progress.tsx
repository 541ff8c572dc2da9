"use client";

import { useLinkStatus } from "next/link";

/** Inside a link that is not prefetched: a line along the top of the window while its page is on the way. */
export function LinkProgress() {
  const { pending } = useLinkStatus();
  if (!pending) return null;
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none fixed inset-x-0 top-0 z-60 h-0.5 origin-left animate-progress bg-brand"
    />
  );
}
