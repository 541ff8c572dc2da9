"use client";

import { lazy, Suspense, useState } from "react";
import { Refusal } from "@/components/form/refusal";
import { useAction } from "@/components/form/use-action";
import { useUnsavedChanges } from "@/components/form/use-unsaved-changes";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { UserOrganization } from "@/lib/organizations/get-user-organizations";
import { setUserOrganizationsAction } from "../../actions";
import { OrganizationCheckList } from "./organization-check-list";

const LeaveOrganizationsDialog = lazy(() => import("./leave-organizations-dialog"));

/** The organizations of a user as check boxes, others found by typing, with one Save. */
export function OrganizationChecks({
  environmentKey,
  userId,
  organizations,
  hasMore,
  canChange,
}: {
  environmentKey: string;
  userId: string;
  organizations: readonly UserOrganization[];
  hasMore: boolean;
  canChange: boolean;
}) {
  const seenIds = organizations.map(({ id }) => id);
  const [checked, setChecked] = useState<ReadonlySet<string>>(new Set(seenIds));
  const [isAsking, setAsking] = useState(false);
  const { run, isPending, error } = useAction((input) => setUserOrganizationsAction(environmentKey, input), {
    success: "Organizations saved",
    errors: "inline",
  });
  const left = organizations.filter(({ id }) => !checked.has(id));
  const isDirty = left.length > 0 || checked.size !== seenIds.length;
  const unsavedChanges = useUnsavedChanges(isDirty && !isPending);

  function check(id: string, isChecked: boolean): void {
    const next = new Set(checked);
    if (isChecked) next.add(id);
    else next.delete(id);
    setChecked(next);
  }

  function save(): void {
    setAsking(false);
    run({ userId, seenIds, organizationIds: [...checked] });
  }

  return (
    <div className="flex flex-col gap-4">
      {error ? <Refusal error={error} field="organizationIds" /> : null}
      {hasMore ? (
        <Alert>
          This user belongs to more organizations than this page can show. Change them on the pages of the
          organizations.
        </Alert>
      ) : null}
      <OrganizationCheckList
        environmentKey={environmentKey}
        organizations={organizations}
        checked={checked}
        canChange={canChange}
        onCheck={check}
      />
      {canChange ? (
        <div>
          <Button
            aria-disabled={isPending}
            onClick={() => (left.length > 0 && checked.size > 0 ? setAsking(true) : save())}
          >
            Save
          </Button>
        </div>
      ) : null}
      {isAsking ? (
        <Suspense fallback={null}>
          <LeaveOrganizationsDialog
            names={left.map(({ name }) => name)}
            onClose={() => setAsking(false)}
            onConfirm={save}
          />
        </Suspense>
      ) : null}
      {unsavedChanges}
    </div>
  );
}
