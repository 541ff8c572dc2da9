"use client";

import { OrganizationField } from "../../organization-field";

const BY_POLICY = { value: "", label: "As the policies of sign-up say" };

/** Which organization new users join: as at any sign-up, or always one. */
export function JoinedOrganizationField({
  environmentKey,
  initial,
}: {
  environmentKey: string;
  initial: { id: string; name: string } | null;
}) {
  return (
    <OrganizationField
      name="organizationId"
      legend="New users join"
      environmentKey={environmentKey}
      initial={initial ? { value: initial.id, label: initial.name } : BY_POLICY}
      others={[BY_POLICY]}
    />
  );
}
