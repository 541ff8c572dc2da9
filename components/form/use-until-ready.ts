import { useSyncExternalStore } from "react";

const neverChanges = () => () => {};
const untouched = { readOnly: true, "data-loading": true } as const;
const unchecked = { disabled: true, "data-loading": true } as const;
const ready = {};

/** Keeps a text field of the server's HTML from being typed into before its form is there to take what is typed. */
export function useUntilReady(): typeof untouched | typeof ready {
  return useSyncExternalStore(
    neverChanges,
    () => ready,
    () => untouched,
  );
}

/** The same for a box, a switch, a radio or a select, which would jump back to where it was. */
export function useUntilCheckable(): typeof unchecked | typeof ready {
  return useSyncExternalStore(
    neverChanges,
    () => ready,
    () => unchecked,
  );
}
