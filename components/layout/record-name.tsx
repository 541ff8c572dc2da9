"use client";

import { useLayoutEffect, useSyncExternalStore } from "react";

type Names = Readonly<Record<string, string>>;

const none: Names = {};
const listeners = new Set<() => void>();
let names = none;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the breadcrumb what the record with this id is called; the shell around the page cannot know. */
export function RecordName({ id, name }: { id: string; name: string }) {
  useLayoutEffect(() => {
    names = { ...names, [id]: name };
    for (const notify of listeners) notify();
  }, [id, name]);
  return null;
}

/** The names of the records seen in this tab, by id. */
export function useRecordNames(): Names {
  return useSyncExternalStore(
    subscribe,
    () => names,
    () => none,
  );
}
