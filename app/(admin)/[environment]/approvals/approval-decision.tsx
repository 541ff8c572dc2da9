"use client";

import { useState } from "react";
import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { Decided } from "@/lib/approvals/approve-request";
import type { ApprovalDetails } from "@/lib/approvals/schema";
import type { useOneTimeLink } from "../users/one-time-link";
import { approveRequestAction, cancelRequestAction } from "./actions";
import { RefuseForm } from "./refuse-form";

/** Approve, refuse or cancel, for who may; the link of a hand-over is shown here, once. */
export function ApprovalDecision({
  environmentKey,
  request: { id, user, canDecide, canCancel, whyNot },
  oneTime,
}: {
  environmentKey: string;
  request: ApprovalDetails;
  /** Where the link of a hand-over is shown; the panel is not closed over it by mistake. */
  oneTime: ReturnType<typeof useOneTimeLink>;
}) {
  const [isRefusing, setRefusing] = useState(false);
  // What was pressed gives way to the form and comes back, and takes the focus on.
  const [wasRefusing, setWasRefusing] = useState(false);
  const approve = useAction<Decided>((input) => approveRequestAction(environmentKey, input), {
    errors: "inline",
    onSuccess: (decided) => {
      if (decided.state === "failed") return toast.error(decided.failure);
      toast.success("Approved, and done");
      oneTime.show(decided.link);
    },
  });
  const cancel = useAction((input) => cancelRequestAction(environmentKey, input), {
    success: "Request cancelled",
    errors: "inline",
  });
  const error = approve.error ?? cancel.error;
  const isPending = approve.isPending || cancel.isPending;
  return (
    <div className="mt-6 flex flex-col gap-3 border-t pt-4 empty:hidden">
      {error ? <Alert variant="destructive">{error.message}</Alert> : null}
      {oneTime.link ? (
        <>
          <p className="text-sm">
            Send this link to {user.name}. It opens once; the log shows when. It cannot be seen here again, so
            copy it before you close this.
          </p>
          {oneTime.field}
        </>
      ) : null}
      {whyNot ? <p className="text-muted-foreground text-sm">{whyNot}</p> : null}
      {canDecide && isRefusing ? (
        <RefuseForm
          environmentKey={environmentKey}
          requestId={id}
          onBack={() => {
            setRefusing(false);
            setWasRefusing(true);
          }}
        />
      ) : canDecide ? (
        <div className="flex flex-wrap gap-2">
          <Button aria-disabled={isPending} onClick={() => approve.run({ requestId: id })}>
            Approve
          </Button>
          <Button
            variant="outline"
            autoFocus={wasRefusing}
            aria-disabled={isPending}
            onClick={() => setRefusing(true)}
          >
            Refuse
          </Button>
        </div>
      ) : null}
      {canCancel ? (
        <div>
          <Button variant="outline" aria-disabled={isPending} onClick={() => cancel.run({ requestId: id })}>
            Cancel request
          </Button>
        </div>
      ) : null}
    </div>
  );
}
