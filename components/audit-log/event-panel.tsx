"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { EventChanges } from "@/components/audit-log/event-changes";
import { CopyButton } from "@/components/ui/copy-button";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import type { EventDetails } from "@/lib/audit-log/schema";

const ACTORS: Record<string, string> = {
  admin: "Team member",
  api_key: "API key",
  system: "System",
  user: "User",
};

/** Everything that one event holds; a file of its own, loaded when the first one is opened. */
export default function EventPanel({
  environmentKey,
  event,
  onClose,
}: {
  environmentKey: string;
  event: EventDetails;
  onClose: () => void;
}) {
  const { user, actor, target } = event;
  return (
    <Sheet open onOpenChange={(isOpen) => isOpen || onClose()}>
      <SheetContent className="max-w-lg">
        <SheetHeader>
          <SheetTitle>{event.label}</SheetTitle>
          <SheetDescription>
            {new Date(event.at).toLocaleString("en", { dateStyle: "full", timeStyle: "long" })}
          </SheetDescription>
        </SheetHeader>
        <SheetBody>
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-3 text-sm">
            <Fact name="Event">{event.type}</Fact>
            <Fact name="Actor">
              {actor.name}
              <span className="text-muted-foreground"> · {ACTORS[actor.type] ?? actor.type}</span>
            </Fact>
            {actor.id && actor.id !== user?.id ? <IdFact name="Actor ID" value={actor.id} /> : null}
            <Fact name="Reason">{event.reason}</Fact>
            <Fact name="User">
              {user && user.state !== "erased" ? (
                <Link
                  href={`/${environmentKey}/users/${user.id}`}
                  className="text-brand underline-offset-4 hover:underline"
                >
                  {user.name}
                </Link>
              ) : (
                user?.name
              )}
              {user?.state === "deleted" ? <span className="text-muted-foreground"> · Deleted</span> : null}
            </Fact>
            <Fact name="Email">{user?.email}</Fact>
            <IdFact name="User ID" value={user?.id} />
            <Fact name="Organizations">{event.organizations.join(", ")}</Fact>
            <Fact name="Application">{event.application?.name}</Fact>
            <Fact name="IP address">{event.ip}</Fact>
            <Fact name="Location">{event.location}</Fact>
            <Fact name="User agent">{event.userAgent}</Fact>
            {target && target.id !== user?.id ? (
              <IdFact name={`Target (${target.type})`} value={target.id} />
            ) : null}
            <IdFact name="Request ID" value={event.requestId} />
            <IdFact name="Event ID" value={event.id} />
          </dl>
          {event.changes.length > 0 ? <EventChanges changes={event.changes} /> : null}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  const isEmpty = children === null || children === undefined || children === "" || children === false;
  if (isEmpty) return null;
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}

function IdFact({ name, value }: { name: string; value: string | null | undefined }) {
  if (!value) return null;
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="-my-1 flex min-w-0 items-center gap-1">
        <span className="min-w-0 break-all font-mono text-xs">{value}</span>
        <CopyButton value={value} label={`Copy ${name}`} />
      </dd>
    </>
  );
}
