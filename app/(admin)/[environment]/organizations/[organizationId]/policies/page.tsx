import type { Metadata } from "next";
import { getOrganizationPolicies } from "@/lib/organizations/get-organization-policies";
import { can } from "@/lib/permissions/assert-can";
import { mayDefine } from "@/lib/permissions/assert-may-define";
import { requireOrganization } from "../require-organization";
import { OrganizationPoliciesForm } from "./organization-policies-form";

type Props = { params: Promise<{ environment: string; organizationId: string }> };

export const metadata: Metadata = { title: "Policies" };

export default async function OrganizationPoliciesPage({ params }: Props) {
  const { environment, organizationId } = await params;
  const { ctx, organization } = await requireOrganization(environment, organizationId);
  const { roles, ...policies } = await getOrganizationPolicies(ctx, organization.id);
  const given = (roles ?? []).filter(({ isDefault }) => isDefault).map(({ id }) => id);
  const canChange = can(ctx, "organizations:write");
  return (
    <div className="max-w-2xl">
      <OrganizationPoliciesForm
        // What was saved, here or elsewhere, is a new starting point for the form.
        key={JSON.stringify([policies, given])}
        environmentKey={environment}
        organization={{ id: organization.id, code: organization.code, ...policies }}
        roles={
          roles?.map(({ id, name, key, isAssignedToNewUsers }) => ({
            value: id,
            label: name,
            note: isAssignedToNewUsers ? `${key} · all new users have it anyway` : key,
          })) ?? null
        }
        given={given}
        canChange={canChange}
        canSetRoles={canChange && can(ctx, "users:set_roles") && mayDefine(ctx)}
        canSwitchDefault={canChange && can(ctx, "settings:write")}
      />
    </div>
  );
}
