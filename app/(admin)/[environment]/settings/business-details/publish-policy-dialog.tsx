"use client";

import { useAction } from "@/components/form/use-action";
import { Alert } from "@/components/ui/alert";
import {
  AlertDialog,
  AlertDialogBody,
  AlertDialogCancel,
  AlertDialogContent,
  AlertDialogDescription,
  AlertDialogFooter,
  AlertDialogHeader,
  AlertDialogTitle,
} from "@/components/ui/alert-dialog";
import { Button } from "@/components/ui/button";
import type { PolicyVersionRow } from "@/lib/policy-acceptance/get-policy-acceptance";
import { POLICY_NAMES } from "@/lib/policy-acceptance/schema";
import { publishPolicyAction } from "./actions";

type Props = { environmentKey: string; policy: PolicyVersionRow; isShown: boolean; onClose: () => void };

/** Says that everybody is asked again before a new version is out. */
export default function PublishPolicyDialog({ environmentKey, policy, isShown, onClose }: Props) {
  const { kind, version } = policy;
  const { inText } = POLICY_NAMES[kind];
  const { run, isPending, error } = useAction((input) => publishPolicyAction(environmentKey, input), {
    success: "New version published",
    onSuccess: onClose,
    errors: "inline",
  });
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>Publish a new version of the {inText}?</AlertDialogTitle>
          <AlertDialogDescription>
            Do this once the new text stands at the address of the policy. Everybody is asked to accept
            version {version + 1} at their next sign-in
            {isShown ? ", and cannot go on without" : ", as soon as the checkbox is switched on"}. It cannot
            be taken back. If the new text stands elsewhere, change the URL above instead.
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          {error ? <Alert variant="destructive">{error.message}</Alert> : null}
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button aria-disabled={isPending} onClick={() => run({ kind, seenVersion: version })}>
            Publish version {version + 1}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
