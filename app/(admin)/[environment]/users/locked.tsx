"use client";

import { Badge } from "@/components/ui/badge";
import { useExactTime } from "@/components/ui/relative-time";

/** Says that wrong passwords lock an account, with the time until on hover; it goes by itself when the lock is over. */
export function LockedBadge({ until }: { until: Date }) {
  const { isPast, exact } = useExactTime(until);
  if (isPast) return null;
  return (
    // Above the link that spreads over its row of a list, and would take the pointer.
    <Badge variant="warning" title={exact && `Until ${exact}`} className="relative z-1">
      locked
    </Badge>
  );
}

/** The same beside a status in words. */
export function LockedWord({ until }: { until: Date }) {
  return useExactTime(until).isPast ? null : ", locked";
}
