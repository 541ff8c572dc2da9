"use client";

import { PhoneCall } from "lucide-react";
import { useEffect, useState } from "react";
import { Badge } from "@/components/ui/badge";
import type { CallerVerified } from "@/lib/core/context";
import { durationInWords } from "@/lib/core/duration-in-words";
import { CALLER_METHOD_LABELS, CALLER_MINUTES } from "@/lib/support/schema";

/** Says how this agent has verified their caller, and for how long that holds; gone when it does not. */
export function CallerBadge({ verified: { method, at } }: { verified: CallerVerified }) {
  const until = at.getTime() + CALLER_MINUTES * 60_000;
  const [left, setLeft] = useState(() => minutesUntil(until));
  useEffect(() => {
    const update = () => setLeft(minutesUntil(until));
    update();
    const timer = setInterval(update, 5_000);
    return () => clearInterval(timer);
  }, [until]);
  if (left <= 0) return null;
  return (
    // The server's minute and the browser's may be two.
    <Badge variant="success" suppressHydrationWarning>
      <PhoneCall aria-hidden="true" />
      {`Caller verified by ${CALLER_METHOD_LABELS[method]}, ${durationInWords(left, "minute")} left`}
    </Badge>
  );
}

function minutesUntil(until: number): number {
  return Math.ceil((until - Date.now()) / 60_000);
}
