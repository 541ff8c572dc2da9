import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};
const whileLoading = { readOnly: true, "data-loading": true } as const;
const ready = {};

/** Keeps a text field of the server's HTML from being typed into before its form is there to take what is typed. */
export function useUntilReady(): typeof whileLoading | typeof ready {
  return useSyncExternalStore(
    neverChanges,
    () => ready,
    () => whileLoading,
  );
}
