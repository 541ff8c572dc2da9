"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { type ApprovalDetails, DEED_KIND_LABELS } from "@/lib/approvals/schema";
import { CALLER_METHOD_LABELS } from "@/lib/support/schema";
import { useOneTimeLink } from "../users/one-time-link";
import { ApprovalDecision } from "./approval-decision";
import { ApprovalStateBadge } from "./approval-state-badge";

/** Everything that a decision rests on, and the decision. */
export default function ApprovalPanel({
  environmentKey,
  request,
  canOpenUsers,
  onClose,
}: {
  environmentKey: string;
  request: ApprovalDetails;
  canOpenUsers: boolean;
  onClose: () => void;
}) {
  const oneTime = useOneTimeLink(onClose);
  const { kind, user, requestedBy, caller, state } = request;
  return (
    <Sheet open onOpenChange={(isOpen) => isOpen || oneTime.close()}>
      <SheetContent className="max-w-lg">
        <SheetHeader>
          <SheetTitle>{DEED_KIND_LABELS[kind]}</SheetTitle>
          <SheetDescription>
            Asked by {requestedBy.name}, for {user.name}
          </SheetDescription>
        </SheetHeader>
        <SheetBody>
          {request.failure ? (
            <Alert variant="warning" title="Approved, but it could not be done" className="mb-4">
              {request.failure}
            </Alert>
          ) : null}
          <dl className="grid grid-cols-[8rem_minmax(0,1fr)] gap-x-4 gap-y-3 text-sm">
            <Fact name="State">
              <ApprovalStateBadge state={state} />
            </Fact>
            <Fact name="User">
              {canOpenUsers && user.isThere ? (
                <Link
                  href={`/${environmentKey}/users/${user.id}`}
                  className="text-brand underline-offset-4 hover:underline"
                >
                  {user.name}
                </Link>
              ) : (
                user.name
              )}
            </Fact>
            {request.summary.map(({ label, value }) => (
              <Fact key={label} name={label}>
                {value}
              </Fact>
            ))}
            <Fact name="Reason">
              <span className="whitespace-pre-line">{request.reason}</span>
            </Fact>
            <Fact name="Caller">
              {caller ? (
                <>
                  Verified by {CALLER_METHOD_LABELS[caller.method]}, <RelativeTime value={caller.at} />
                </>
              ) : (
                "Was not verified"
              )}
            </Fact>
            <Fact name="Asked by">{requestedBy.name}</Fact>
            <Fact name="Asked">
              <RelativeTime value={request.createdAt} />
            </Fact>
            {state === "pending" || state === "expired" ? (
              <Fact name={state === "pending" ? "Request expires" : "Request expired"}>
                <RelativeTime value={request.expiresAt} />
              </Fact>
            ) : null}
            {request.decidedBy && state !== "cancelled" ? (
              <Fact name="Decided by">{request.decidedBy.name}</Fact>
            ) : null}
            {request.decidedAt && state !== "expired" ? (
              <Fact name={state === "cancelled" ? "Cancelled" : "Decided"}>
                <RelativeTime value={request.decidedAt} />
              </Fact>
            ) : null}
            {request.decisionReason ? (
              <Fact name="Why refused">
                <span className="whitespace-pre-line">{request.decisionReason}</span>
              </Fact>
            ) : null}
          </dl>
          <ApprovalDecision environmentKey={environmentKey} request={request} oneTime={oneTime} />
          {oneTime.dialog}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted-foreground">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
