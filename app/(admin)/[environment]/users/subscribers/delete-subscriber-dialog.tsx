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
import type { SubscriberRow } from "@/lib/subscribers/list-subscribers";
import type { SubscriberKind } from "@/lib/subscribers/schema";
import { deleteSubscriberAction } from "./actions";
import { KIND_WORDS } from "./kind-words";
import { subscriberName } from "./subscriber-columns";

type Props = {
  environmentKey: string;
  kind: SubscriberKind;
  subscriber: SubscriberRow;
  onClose: () => void;
};

export default function DeleteSubscriberDialog({ environmentKey, kind, subscriber, onClose }: Props) {
  const words = KIND_WORDS[kind];
  const { run, isPending, error } = useAction((input) => deleteSubscriberAction(environmentKey, input), {
    success: words.removed,
    onSuccess: onClose,
    errors: "inline",
  });
  return (
    <AlertDialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle>{words.remove}?</AlertDialogTitle>
          <AlertDialogDescription className="break-words">
            {subscriberName(subscriber)} is removed from this list for good.
            {subscriber.convertedUserId ? " The user made of it stays." : null}
          </AlertDialogDescription>
        </AlertDialogHeader>
        <AlertDialogBody>
          {error ? <Alert variant="destructive">{error.message}</Alert> : null}
        </AlertDialogBody>
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button
            variant="destructive"
            aria-disabled={isPending}
            onClick={() => run({ subscriberId: subscriber.id })}
          >
            {words.remove}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
