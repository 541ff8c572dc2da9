"use client";

import { useCallback, useMemo, useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The ids selected in the list of this key, kept for this tab so that Back finds them again. */
export function useKeptSelection(key: string) {
  const storageKey = `gatehouse:selection:${key}`;
  const text = useSyncExternalStore(
    subscribe,
    () => sessionStorage.getItem(storageKey) ?? "",
    () => "",
  );
  const ids = useMemo(() => new Set(text ? text.split("\n") : []), [text]);
  const setIds = useCallback(
    (next: Iterable<string>) => {
      const value = [...next].join("\n");
      if (value) sessionStorage.setItem(storageKey, value);
      else sessionStorage.removeItem(storageKey);
      for (const notify of listeners) notify();
    },
    [storageKey],
  );
  return { ids, setIds };
}
