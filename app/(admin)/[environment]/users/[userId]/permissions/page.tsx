import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { listUserPermissions } from "@/lib/users/list-user-permissions";
import { UserPermissionsForm } from "../access-form";
import { OrganizationChoice } from "../organization-choice";
import { type AccessPageProps, requireAccessPlace } from "../require-access-place";

export const metadata: Metadata = { title: "Permissions" };

export default async function UserPermissionsPage(props: AccessPageProps) {
  const { ctx, userId, organization, canChange } = await requireAccessPlace(props);
  if (!organization) {
    return (
      <EmptyState
        title="No organization"
        text="Permissions are given in an organization. Add this user to one first."
      />
    );
  }
  const organizationId = organization.id;
  const permissions = await listUserPermissions(ctx, { userId, organizationId });
  const given = permissions.filter(({ givenAt }) => givenAt).map(({ id }) => id);
  const environmentKey = ctx.environment.key;
  return (
    <div className="max-w-2xl">
      <OrganizationChoice {...{ environmentKey, userId, chosen: organization }} />
      <UserPermissionsForm
        // Another organization, or a save of somebody else, is a new starting point for the switches.
        key={[organizationId, ...given].join()}
        {...{ environmentKey, userId, organizationId, given, canChange }}
        options={permissions.map(({ id, name, key, byRoles }) => ({
          value: id,
          label: name,
          note: byRoles.length > 0 ? `${key} · has it also by ${byRoles.join(", ")}` : key,
        }))}
      />
    </div>
  );
}
