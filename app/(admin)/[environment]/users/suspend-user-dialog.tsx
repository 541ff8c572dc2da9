"use client";

import { Form } from "@/components/form/form";
import { useActionForm } from "@/components/form/use-action-form";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { suspendUserInput } from "@/lib/users/schema";
import { userName } from "@/lib/users/user-name";
import { suspendUserAction } from "./actions";
import type { DeedUser } from "./say-results";
import { SuspendFields } from "./suspend-fields";

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
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <SuspendFields
            title={`Suspend ${userName(user)}`}
            text="Sign-in is refused until you restore this user. Sessions and tokens end at once."
            button="Suspend user"
          />
        </Form>
      </DialogContent>
    </Dialog>
  );
}
