"use client";

import { Form } from "@/components/form/form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { resetMfaInput } from "@/lib/users/schema";
import { resetMfaAction } from "../../actions";
import { GuardedReason, GuardedSubmit } from "../../guarded-parts";
import { useGuardedForm } from "../../use-guarded-form";

export type MfaTarget = {
  /** Null: that the user declined. */
  factorId: string | null;
  label: string;
  organization?: string;
};

export default function ResetMfaDialog({
  environmentKey,
  user,
  target: { factorId, label, organization },
  onClose,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  target: MfaTarget;
  onClose: () => void;
}) {
  const guard = useGuardedForm({
    ...{ environmentKey, userId: user.id, kind: "reset_mfa", onClose },
    schema: resetMfaInput,
    action: (input) => resetMfaAction(environmentKey, input),
    defaultValues: { userId: user.id, factorId, reason: "" },
    success: "Multi-factor auth reset",
    onSuccess: onClose,
  });
  const where = organization ? ` to ${organization}` : "";
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={guard.form} className="gap-0">
          <DialogHeader>
            <DialogTitle>Reset multi-factor auth</DialogTitle>
            <DialogDescription className="break-words">
              {factorId
                ? `${user.name} can no longer use this method (${label}). The next time they sign in${where} they are asked to set up multi-factor auth, unless another method is left. Their sessions and tokens end at once, and they are told by email.`
                : `The next time ${user.name} signs in they are asked again whether to set up multi-factor auth. Their sessions and tokens end at once.`}
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            <GuardedReason guard={guard} isOffered />
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <GuardedSubmit guard={guard} variant="destructive">
              Reset
            </GuardedSubmit>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
