"use client";

import { Form } from "@/components/form/form";
import { useActionForm } from "@/components/form/use-action-form";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { suspendUsersInput } from "@/lib/users/schema";
import { suspendUsersAction } from "./actions";
import { type DeedUser, sayResults } from "./say-results";
import { SuspendFields } from "./suspend-fields";

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
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <SuspendFields
            title={`Suspend ${people}`}
            text="Sign-in is refused until you restore them. Sessions and tokens end at once."
            button={`Suspend ${people}`}
          />
        </Form>
      </DialogContent>
    </Dialog>
  );
}
