"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import type { SubscriberDetails } from "@/lib/subscribers/get-subscriber";
import { Source, subscriberName } from "./subscriber-columns";
import { SubscriberStatusBadge } from "./subscriber-status-badge";

/** What is known of one person on a list, and since when. */
export default function SubscriberPanel({
  environmentKey,
  subscriber,
  canReadUsers,
  onClose,
}: {
  environmentKey: string;
  subscriber: SubscriberDetails;
  canReadUsers: boolean;
  onClose: () => void;
}) {
  const { email, source, createdAt, emailProvenAt, convertedUserId, convertedAt } = subscriber;
  return (
    <Sheet open onOpenChange={(isOpen) => isOpen || onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle className="break-words">{subscriberName(subscriber)}</SheetTitle>
          <SheetDescription>
            {subscriber.kind === "subscriber" ? "Subscriber" : "Access request"}
          </SheetDescription>
        </SheetHeader>
        <SheetBody>
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-3 text-sm">
            <Fact name="Email">
              <span className="-my-1 flex items-center gap-1">
                <span className="min-w-0 break-all">{email}</span>
                <CopyButton value={email} label="Copy email" />
              </span>
            </Fact>
            <Fact name="First name">{subscriber.firstName}</Fact>
            <Fact name="Last name">{subscriber.lastName}</Fact>
            <Fact name="Status">
              <SubscriberStatusBadge status={subscriber.status} />
            </Fact>
            <Fact name="Source">
              <Source source={source} />
            </Fact>
            <Fact name={subscriber.kind === "subscriber" ? "Subscribed" : "Requested"}>
              <RelativeTime value={createdAt} />
            </Fact>
            <Fact name="Confirmed by mail">
              <RelativeTime value={emailProvenAt} empty="No" />
            </Fact>
            {convertedUserId ? (
              <Fact name="User">
                <RelativeTime value={convertedAt} />
                {canReadUsers ? (
                  <>
                    {" · "}
                    <Link
                      href={`/${environmentKey}/users/${convertedUserId}`}
                      className="text-brand underline-offset-4 hover:underline"
                    >
                      Open this user
                    </Link>
                  </>
                ) : null}
              </Fact>
            ) : null}
            <Fact name="ID">
              <span className="-my-1 flex items-center gap-1">
                <span className="min-w-0 break-all font-mono text-xs">{subscriber.id}</span>
                <CopyButton value={subscriber.id} label="Copy ID" />
              </span>
            </Fact>
          </dl>
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  if (children === "") return null;
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
