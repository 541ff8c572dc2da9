"use client";

import { useSyncExternalStore } from "react";
import { formatRelativeTime } from "@/components/ui/format-relative-time";

// One clock for all times on the page: a table of fifty rows keeps one timer.
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = 0;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const notify of listeners) notify();
  }, 30_000);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
      now = 0;
    }
  };
}

function readClock(): number {
  if (now === 0) now = Date.now();
  return now;
}

const exactFormat: Intl.DateTimeFormatOptions = { dateStyle: "full", timeStyle: "long" };

/** Whether a time is past, and it to the second in the reader's own zone; neither is known before the page runs in a browser. */
export function useExactTime(value: Date): { isPast: boolean; exact?: string } {
  const clock = useSyncExternalStore(subscribe, readClock, () => null);
  if (clock === null) return { isPast: false };
  return { isPast: value.getTime() <= clock, exact: value.toLocaleString("en", exactFormat) };
}

/** A time as "3 minutes ago", with the exact one in the reader's own zone on hover; the server writes the UTC date. */
export function RelativeTime({
  value,
  empty = "Never",
  className,
}: {
  value: Date | string | null | undefined;
  empty?: string;
  className?: string;
}) {
  const clock = useSyncExternalStore(subscribe, readClock, () => null);
  const date = value ? new Date(value) : null;
  if (!date || Number.isNaN(date.getTime())) return <span className={className}>{empty}</span>;
  const iso = date.toISOString();
  if (clock === null) {
    return (
      <time dateTime={iso} className={className}>
        {iso.slice(0, 10)}
      </time>
    );
  }
  return (
    <time dateTime={iso} title={date.toLocaleString("en", exactFormat)} className={className}>
      {formatRelativeTime(date, clock)}
    </time>
  );
}
