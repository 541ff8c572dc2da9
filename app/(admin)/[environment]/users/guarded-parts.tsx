"use client";

import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextareaField } from "@/components/form/textarea-field";
import { Alert } from "@/components/ui/alert";
import { Button, type ButtonProps } from "@/components/ui/button";
import type { GuardedForm } from "./use-guarded-form";

type Guard = Pick<
  GuardedForm<FieldValues, FieldValues>,
  "isAsking" | "isUnapprovable" | "isOfTeam" | "verify" | "detour" | "dialog"
>;

/** The reason of a guarded deed: needed where a second person decides, else optional or not asked for. */
export function GuardedReason({ guard, isOffered = false }: { guard: Guard; isOffered?: boolean }) {
  if (guard.isAsking) {
    return (
      <>
        <Alert>A second person has to approve this. It is done the moment they do.</Alert>
        {guard.isUnapprovable ? (
          <Alert variant="warning">
            {guard.isOfTeam
              ? "Nobody else in your team could approve this now: it takes the permission to approve, the right to do this, and every right that this user has; about an owner only another owner decides. Until somebody else has all that, your request can only expire."
              : "Nobody else in your team could approve this now: it takes the permission to approve, and the right to do this. Until somebody else has both, your request can only expire."}
          </Alert>
        ) : null}
        <TextareaField
          name="reason"
          label="Reason"
          description="Whoever decides reads it. Kept in the audit log."
          rows={2}
        />
      </>
    );
  }
  return (
    <>
      {guard.detour ? <Alert>{guard.detour}</Alert> : null}
      {isOffered ? (
        <TextareaField
          name="reason"
          label="Reason"
          description="Kept in the audit log."
          rows={2}
          isOptional
        />
      ) : null}
    </>
  );
}

/** The button of a guarded deed: does it, asks for it, or leads to what has to come first. */
export function GuardedSubmit({
  guard,
  children,
  ...props
}: { guard: Guard; children: ReactNode } & Omit<ButtonProps, "type" | "asChild">) {
  return (
    <>
      {guard.verify ? (
        <Button onClick={guard.verify}>Verify caller</Button>
      ) : guard.isAsking ? (
        <SubmitButton {...props} variant="default">
          Ask for approval
        </SubmitButton>
      ) : (
        <SubmitButton {...props}>{children}</SubmitButton>
      )}
      {guard.dialog}
    </>
  );
}
