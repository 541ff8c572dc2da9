"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MS = 1500;

/** Has the server render the page anew while something on it is under way. */
export function AutoRefresh({ isOn }: { isOn: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isOn) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [isOn, router]);
  return isOn ? (
    <noscript>
      <p className="mb-4 text-muted-foreground">This is under way. Reload the page to see how far it is.</p>
    </noscript>
  ) : null;
}
