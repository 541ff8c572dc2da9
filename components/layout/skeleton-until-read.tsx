"use client";

import { type ReactNode, Suspense, useState, useSyncExternalStore } from "react";

const never = () => () => undefined;

/**
 * A skeleton while a page is fetched from within the dashboard. A page that is opened as a document comes whole instead:
 * React lets a skeleton in a document stand for 300 ms, which is many times what our pages take to be read.
 */
export function SkeletonUntilRead({ skeleton, children }: { skeleton: ReactNode; children: ReactNode }) {
  const isDocument = useSyncExternalStore(
    never,
    () => false,
    () => true,
  );
  // As it was when first drawn: a boundary that came later would draw everything in it anew.
  const [isWhole] = useState(isDocument);
  return isWhole ? children : <Suspense fallback={skeleton}>{children}</Suspense>;
}
