"use client";

import { useParams } from "next/navigation";
import { useLayoutEffect, useSyncExternalStore } from "react";

type Names = Readonly<Record<string, string>>;

const none: Names = {};
const listeners = new Set<() => void>();
let names = none;

/** A part of an address as its reader means it: the path and the route's parameters write odd characters in different ways. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function rename(next: Names): void {
  names = next;
  for (const notify of listeners) notify();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the breadcrumb what the record with this id is called; the shell around the page cannot know. */
export function RecordName({ id, name }: { id: string; name: string }) {
  useLayoutEffect(() => {
    rename({ ...names, [id]: name });
  }, [id, name]);
  return null;
}

/** Tells it that there is no record with the id in the address, while the page says so. */
export function NoRecordName() {
  const { environment: _, ...ids } = useParams();
  const parts = Object.values(ids).flat().join("/");
  useLayoutEffect(() => {
    const missing = parts.split("/").map(plain);
    rename({ ...names, ...Object.fromEntries(missing.map((id) => [id, "Not found"])) });
    return () => rename(Object.fromEntries(Object.entries(names).filter(([id]) => !missing.includes(id))));
  }, [parts]);
  return null;
}

/** What the records seen in this tab are called, by their part of the address. */
export function useRecordNames(): (part: string) => string | undefined {
  const known = useSyncExternalStore(
    subscribe,
    () => names,
    () => none,
  );
  return (part) => known[plain(part)];
}
