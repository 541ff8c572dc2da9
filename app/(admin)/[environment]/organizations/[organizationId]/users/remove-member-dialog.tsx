"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { removeMemberAction } from "../../actions";

export default function RemoveMemberDialog({
  environmentKey,
  organization,
  user,
  onClose,
}: {
  environmentKey: string;
  organization: { id: string; name: string };
  user: { id: string; name: string };
  onClose: () => void;
}) {
  return (
    <ConfirmDialog
      title={`Remove ${user.name} from ${organization.name}?`}
      description={`The roles and permissions this user has in ${organization.name} are taken away. The user is not deleted.`}
      deed="Remove user"
      action={(input) => removeMemberAction(environmentKey, input)}
      input={{ organizationId: organization.id, userId: user.id }}
      success="User removed"
      onClose={onClose}
    />
  );
}
