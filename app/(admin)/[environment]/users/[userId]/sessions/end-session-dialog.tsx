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
import type { SessionRow } from "@/lib/sessions/schema";
import { endAllSessionsAction, endSessionAction } from "./actions";

/** Ends one session, or where none is named all of them. */
export default function EndSessionDialog({
  environmentKey,
  user,
  isSelf,
  session,
  onClose,
}: {
  environmentKey: string;
  user: { id: string; name: string };
  isSelf: boolean;
  session: SessionRow | null;
  onClose: () => void;
}) {
  const all = isSelf ? "End all other sessions" : "End all sessions";
  const place = session ? "there" : isSelf ? "everywhere else" : "everywhere";
  const action = session ? endSessionAction : endAllSessionsAction;
  const { run, isPending, error } = useAction((input) => action(environmentKey, input), {
    success: session ? "Session ended" : "Sessions ended",
    errors: "inline",
    onSuccess: onClose,
  });
  return (
    <AlertDialog open onOpenChange={onClose}>
      <AlertDialogContent>
        <AlertDialogHeader>
          <AlertDialogTitle className="break-words">
            {session ? `End the session on ${session.device}?` : `${all}?`}
          </AlertDialogTitle>
          <AlertDialogDescription>
            {isSelf ? "You are" : `${user.name} is`} signed out {place} with the next request, and
            applications get no new tokens. Signing in again is possible.
          </AlertDialogDescription>
        </AlertDialogHeader>
        {error ? (
          <AlertDialogBody>
            <Alert variant="destructive">{error.message}</Alert>
          </AlertDialogBody>
        ) : null}
        <AlertDialogFooter>
          <AlertDialogCancel>Cancel</AlertDialogCancel>
          <Button
            variant="destructive"
            aria-disabled={isPending}
            onClick={() => run(session ? { userId: user.id, sessionId: session.id } : { userId: user.id })}
          >
            {session ? "End session" : all}
          </Button>
        </AlertDialogFooter>
      </AlertDialogContent>
    </AlertDialog>
  );
}
