"use client";

import { useActionForm } from "@/components/form/use-action-form";
import { suspendUsersInput } from "@/lib/users/schema";
import { suspendUsersAction } from "./actions";
import { type DeedUser, sayResults } from "./say-results";
import { SuspendFormDialog } from "./suspend-form-dialog";

export default function SuspendUsersDialog({
  environmentKey,
  users,
  onClose,
  onDone,
}: {
  environmentKey: string;
  users: readonly DeedUser[];
  onClose: () => void;
  onDone: () => void;
}) {
  const form = useActionForm({
    schema: suspendUsersInput,
    action: (input) => suspendUsersAction(environmentKey, input),
    defaultValues: { userIds: users.map(({ id }) => id), reason: "" },
    onSuccess: (results) => {
      sayResults(results, "suspended", users);
      onDone();
      onClose();
    },
  });
  const people = users.length === 1 ? "1 user" : `${users.length} users`;
  return (
    <SuspendFormDialog
      form={form}
      title={`Suspend ${people}`}
      text="Sign-in is refused until you restore them. Sessions and tokens end at once."
      deed={`Suspend ${people}`}
      onClose={onClose}
    />
  );
}
