"use client";

import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/form/form-dialog";
import { SelectField } from "@/components/form/select-field";
import { SwitchField } from "@/components/form/switch-field";
import { useActionForm } from "@/components/form/use-action-form";
import type { Copied } from "@/lib/roles/copy-roles";
import type { CopyPreview } from "@/lib/roles/preview-copy";
import { copyRolesInput } from "@/lib/roles/schema";
import { useDialogUrl } from "../use-dialog-url";
import { copyRolesAction } from "./actions";
import { CopyPlan } from "./copy-plan";

export type CopyChoice = {
  targets: readonly { key: string; name: string }[];
  /** What the chosen environment would get; null before one is chosen. */
  preview: CopyPreview | null;
};

/** Chooses an environment, shows what it would get, and copies it there. */
export default function CopyRolesDialog({
  environmentKey,
  targets,
  preview,
  onClose,
}: CopyChoice & { environmentKey: string; onClose: () => void }) {
  const router = useRouter();
  const { hrefFor } = useDialogUrl();
  const form = useActionForm({
    schema: copyRolesInput,
    action: (input) => copyRolesAction(environmentKey, input),
    defaultValues: { target: preview?.target.key ?? "", isUpdating: false, seen: preview?.seen ?? "" },
    success: inWords,
    onSuccess: onClose,
  });
  const [target, isUpdating] = form.form.watch(["target", "isUpdating"]);
  // Of another environment than the chosen one it says nothing about what Copy would do.
  const shown = preview?.target.key === target ? preview : null;
  const changed = shown ? shown.changedPermissions.length + shown.changedRoles.length : 0;
  const added = shown ? shown.addedPermissions.length + shown.addedRoles.length : 0;
  return (
    <FormDialog
      form={form}
      title="Copy to another environment"
      description="Roles and permissions whose keys the other environment does not have are added there. Nobody gets or loses a role."
      deed={added > 0 || (changed > 0 && isUpdating) ? "Copy" : null}
      onClose={onClose}
    >
      <SelectField
        name="target"
        label="Environment"
        placeholder="Choose an environment"
        options={targets.map(({ key, name }) => ({ value: key, label: name }))}
        onValueChange={(key) => router.replace(hrefFor("copyTo", key || "1"), { scroll: false })}
      />
      {shown ? (
        <CopyPlan preview={shown} />
      ) : target ? (
        <p role="status" className="text-muted-foreground text-sm">
          Comparing
        </p>
      ) : null}
      {changed > 0 ? (
        <SwitchField
          name="isUpdating"
          label="Update those that differ"
          description={`They become as they are here; users who have these roles follow at the next refresh of their tokens.${
            added > 0 ? "" : " There is nothing to add, so without this there is nothing to copy."
          }`}
        />
      ) : null}
    </FormDialog>
  );
}

function inWords({ permissions, roles, updated }: Copied): string {
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? "" : "s"}`;
  const added = `${count(permissions, "permission")} and ${count(roles, "role")} copied`;
  return updated > 0 ? `${added}, ${updated} updated` : added;
}
