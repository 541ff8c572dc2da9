"use client";

import { useActionForm } from "@/components/form/use-action-form";
import { suspendUserInput } from "@/lib/users/schema";
import { userName } from "@/lib/users/user-name";
import { suspendUserAction } from "./actions";
import type { DeedUser } from "./say-results";
import { SuspendFormDialog } from "./suspend-form-dialog";

export default function SuspendUserDialog({
  environmentKey,
  user,
  onClose,
}: {
  environmentKey: string;
  user: DeedUser;
  onClose: () => void;
}) {
  const form = useActionForm({
    schema: suspendUserInput,
    action: (input) => suspendUserAction(environmentKey, input),
    defaultValues: { userId: user.id, reason: "" },
    success: "User suspended",
    onSuccess: onClose,
  });
  return (
    <SuspendFormDialog
      form={form}
      title={`Suspend ${userName(user)}`}
      text="Sign-in is refused until you restore this user. Sessions and tokens end at once."
      deed="Suspend user"
      onClose={onClose}
    />
  );
}
