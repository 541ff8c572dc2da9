"use client";

import { useRouter } from "next/navigation";
import type { FilterOption } from "@/components/data-table/column";
import { Form } from "@/components/form/form";
import { SelectField } from "@/components/form/select-field";
import { SubmitButton } from "@/components/form/submit-button";
import { TextareaField } from "@/components/form/textarea-field";
import { useActionForm } from "@/components/form/use-action-form";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { type BulkDeed, startBulkJobInput } from "@/lib/bulk/schema";
import { OrganizationField } from "../organization-field";
import { startBulkJobAction } from "./bulk-actions/actions";

const WORDS: Record<BulkDeed["kind"], { title: (people: string) => string; text: string; button: string }> = {
  suspend: {
    title: (people) => `Suspend ${people}`,
    text: "Sign-in is refused until you restore them. Sessions and tokens end at once.",
    button: "Suspend",
  },
  restore: {
    title: (people) => `Restore ${people}`,
    text: "They can sign in again. Sessions that ended stay ended.",
    button: "Restore",
  },
  delete: {
    title: (people) => `Delete ${people}`,
    text: "Sessions and tokens end at once. Where sign-up is allowed, the addresses can sign up again.",
    button: "Delete",
  },
  add_to_organization: {
    title: (people) => `Add ${people} to an organization`,
    text: "Who is a member already stays as they are.",
    button: "Add to organization",
  },
  give_role: {
    title: (people) => `Give ${people} a role`,
    text: "Only members of the organization get it. Tokens follow at their next refresh.",
    button: "Give role",
  },
  take_role: {
    title: (people) => `Take a role from ${people}`,
    text: "Tokens follow at their next refresh.",
    button: "Take role",
  },
};

const DEFAULTS: Record<BulkDeed["kind"], BulkDeed> = {
  suspend: { kind: "suspend", reason: "" },
  restore: { kind: "restore" },
  delete: { kind: "delete", extent: "access", reason: "" },
  add_to_organization: { kind: "add_to_organization", organizationId: "" },
  give_role: { kind: "give_role", organizationId: "", roleId: "" },
  take_role: { kind: "take_role", organizationId: "", roleId: "" },
};

export default function BulkDialog({
  environmentKey,
  kind,
  roles,
  people,
  selection,
  onClose,
  onDone,
}: {
  environmentKey: string;
  kind: BulkDeed["kind"];
  roles: readonly FilterOption[];
  /** Whom it is about: "All 10,000+ users that match". */
  people: string;
  selection: { userIds: string[] } | { query: string };
  onClose: () => void;
  onDone: () => void;
}) {
  const router = useRouter();
  const form = useActionForm({
    schema: startBulkJobInput,
    action: (input) => startBulkJobAction(environmentKey, input),
    defaultValues: { deed: DEFAULTS[kind], selection },
    onSuccess: ({ jobId }) => {
      onClose();
      onDone();
      router.push(`/${environmentKey}/users/bulk-actions/${jobId}`);
    },
  });
  const words = WORDS[kind];
  const isDestructive = kind === "suspend" || kind === "delete";
  const hasOrganization = kind === "add_to_organization" || kind === "give_role" || kind === "take_role";
  const { register } = form.form;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent>
        <Form form={form} className="gap-0">
          <DialogHeader>
            <DialogTitle className="break-words">{words.title(people)}</DialogTitle>
            <DialogDescription>
              {words.text} You can watch the progress, and cancel what is not done yet.
            </DialogDescription>
          </DialogHeader>
          <DialogBody>
            {kind === "delete" ? (
              <RadioGroup legend="What should be deleted?">
                <RadioGroupItem
                  {...register("deed.extent")}
                  value="access"
                  label="Remove access and keep the profile"
                  description="The users can no longer sign in to any organization. Their profiles stay in Gatehouse."
                />
                <RadioGroupItem
                  {...register("deed.extent")}
                  value="record"
                  label="Completely remove the user record"
                  description="Access, profile and all subscriber lists. Under Deleted users all but the lists can be restored, for the days set in Policies."
                />
              </RadioGroup>
            ) : null}
            {hasOrganization ? (
              <OrganizationField name="deed.organizationId" environmentKey={environmentKey} initial={null} />
            ) : null}
            {kind === "give_role" || kind === "take_role" ? (
              <SelectField name="deed.roleId" label="Role" options={roles} placeholder="Choose a role" />
            ) : null}
            {kind === "suspend" || kind === "delete" ? (
              <TextareaField
                name="deed.reason"
                label="Reason"
                description="Kept in the audit log."
                rows={3}
                isOptional={kind === "delete"}
              />
            ) : null}
          </DialogBody>
          <DialogFooter>
            <DialogClose asChild>
              <Button variant="outline">Cancel</Button>
            </DialogClose>
            <SubmitButton variant={isDestructive ? "destructive" : "default"}>{words.button}</SubmitButton>
          </DialogFooter>
        </Form>
      </DialogContent>
    </Dialog>
  );
}
