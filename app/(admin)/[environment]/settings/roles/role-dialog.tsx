"use client";

import { Form } from "@/components/form/form";
import { SubmitButton } from "@/components/form/submit-button";
import { SwitchField } from "@/components/form/switch-field";
import { SwitchListField } from "@/components/form/switch-list-field";
import { TextField } from "@/components/form/text-field";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import type { PermissionChoice } from "@/lib/permissions/list-permission-choices";
import type { RoleDetails } from "@/lib/roles/get-role";
import { createRoleInput } from "@/lib/roles/schema";
import { KeyField } from "../key-field";
import { createRoleAction, updateRoleAction } from "./actions";

const OF_USERS = {
  ...{ name: "Accounts management", key: "accounts-manager", keyNote: "How your code refers to the role." },
  assign: "Assign to new users",
  assignNote: "Every user who signs up or is added from now on gets this role.",
};

/** A role of the team is about this dashboard, and about its members. */
const OF_TEAM: typeof OF_USERS = {
  ...{
    name: "Night desk",
    key: "night-desk",
    keyNote: "A short name of the role, different from all others.",
  },
  assign: "Assign to new members",
  assignNote: "Everybody who is added to the team from now on gets this role.",
};

/** Adds a role, edits one, or shows it to those who may only read. */
export default function RoleDialog({
  environmentKey,
  isOfTeam,
  canWrite,
  choices,
  role,
  template,
  onClose,
}: {
  environmentKey: string;
  isOfTeam: boolean;
  canWrite: boolean;
  choices: PermissionChoice[];
  role?: RoleDetails;
  /** The role that a new one begins as. */
  template?: RoleDetails;
  onClose: () => void;
}) {
  const start = role ?? template;
  const form = useActionForm({
    schema: createRoleInput,
    action: async (input) => {
      if (role) {
        const { id: roleId, version, name, description, key, isAssignedToNewUsers, permissionIds } = role;
        const seen = { name, description, key, isAssignedToNewUsers, permissionIds };
        return updateRoleAction(environmentKey, { ...Object(input), roleId, version, seen });
      }
      const result = await createRoleAction(environmentKey, input);
      return result.ok ? { ok: true, data: undefined } : result;
    },
    defaultValues: {
      name: role?.name ?? (template ? `Copy of ${template.name}` : ""),
      description: start?.description ?? "",
      key: role?.key ?? "",
      isAssignedToNewUsers: role?.isAssignedToNewUsers ?? false,
      permissionIds: choices.filter(({ id }) => start?.permissionIds.includes(id)).map(({ id }) => id),
    },
    success: role ? "Role updated" : "Role added",
    onSuccess: onClose,
  });
  const words = isOfTeam ? OF_TEAM : OF_USERS;
  // No code of the business looks for a role of the team.
  const by =
    !isOfTeam && role && role.users !== "0"
      ? `${role.users} ${role.users === "1" ? "user has" : "users have"}`
      : null;
  return (
    <Dialog open onOpenChange={(isOpen) => isOpen || onClose()}>
      <DialogContent aria-describedby={undefined}>
        <DialogHeader>
          <DialogTitle>{role ? (canWrite ? "Edit role" : "Role") : "Add role"}</DialogTitle>
        </DialogHeader>
        <Form form={form} className="gap-0">
          <DialogBody>
            {role?.isBuiltIn ? <BuiltInNote isFixed={role.isFixed} canWrite={canWrite} /> : null}
            <TextField
              name="name"
              label="Name"
              placeholder={words.name}
              autoComplete="off"
              autoFocus
              readOnly={!canWrite}
            />
            <TextareaField name="description" label="Description" isOptional rows={2} readOnly={!canWrite} />
            <KeyField
              noun="role"
              placeholder={words.key}
              description={words.keyNote}
              inUse={role && by ? { key: role.key, by } : null}
              readOnly={!canWrite || role?.isBuiltIn}
            />
            <SwitchField
              name="isAssignedToNewUsers"
              label={words.assign}
              description={words.assignNote}
              disabled={!canWrite}
            />
            <SwitchListField
              name="permissionIds"
              label="Permissions"
              searchLabel="Find a permission"
              empty="There are no permissions yet."
              disabled={!canWrite}
              options={choices.map(({ id, name, key, area, isAddedToNewRoles }) => ({
                value: id,
                label: name,
                group: area,
                note: !role && isAddedToNewRoles ? `${key} · added to every new role` : key,
                isFixed: !role && isAddedToNewRoles,
              }))}
            />
          </DialogBody>
          <DialogFooter className="sticky bottom-0 bg-popover">
            <Button variant="outline" onClick={onClose}>
              {canWrite ? "Cancel" : "Close"}
            </Button>
            {canWrite ? <SubmitButton>Save</SubmitButton> : null}
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}

function BuiltInNote({ isFixed, canWrite }: { isFixed: boolean; canWrite: boolean }) {
  const text = isFixed
    ? "This role is built in. Owners always have every right, so it stays as it is."
    : canWrite
      ? "This role is built in. As long as you leave its permissions alone, a newer release adds those that belong to it; once you change them, it is yours."
      : "This role is built in.";
  return <p className="text-muted-foreground text-sm">{text}</p>;
}
