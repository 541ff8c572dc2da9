"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { TextField } from "@/components/form/text-field";
import { useActionForm } from "@/components/form/use-action-form";
import { updateUserInput } from "@/lib/users/schema";
import { updateUserAction } from "../actions";

/** A user's name; without the right to change it, it can be read. */
export function ProfileForm({
  environmentKey,
  user: { id, firstName, lastName },
  canChange,
  syncedFrom,
}: {
  environmentKey: string;
  /** The connection whose provider says at each sign-in how the user is called. */
  syncedFrom?: string;
  user: { id: string; firstName: string; lastName: string };
  canChange: boolean;
}) {
  const form = useActionForm({
    schema: updateUserInput,
    action: (input) => updateUserAction(environmentKey, input),
    defaultValues: { userId: id, firstName, lastName, seen: { firstName, lastName } },
    success: "User updated",
  });
  return (
    <Form form={form} guardsUnsavedChanges className="p-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField name="firstName" label="First name" autoComplete="off" readOnly={!canChange} dir="auto" />
        <TextField name="lastName" label="Last name" autoComplete="off" readOnly={!canChange} dir="auto" />
      </div>
      {syncedFrom ? (
        <p className="text-muted-foreground text-sm">
          {syncedFrom} says how this user is called: at their next sign-in its names replace what stands here.
        </p>
      ) : null}
      {canChange ? (
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
