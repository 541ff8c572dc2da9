import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { listUserRoles } from "@/lib/users/list-user-roles";
import { UserRolesForm } from "../access-form";
import { OrganizationChoice } from "../organization-choice";
import { type AccessPageProps, requireAccessPlace } from "../require-access-place";

export const metadata: Metadata = { title: "Roles" };

export default async function UserRolesPage(props: AccessPageProps) {
  const { ctx, userId, organization, canChange } = await requireAccessPlace(props);
  if (!organization) {
    return (
      <EmptyState
        title="No organization"
        text="Roles are given in an organization. Add this user to one first."
      />
    );
  }
  const organizationId = organization.id;
  const roles = await listUserRoles(ctx, { userId, organizationId });
  const given = roles.filter(({ givenAt }) => givenAt).map(({ id }) => id);
  const environmentKey = ctx.environment.key;
  return (
    <div className="max-w-2xl">
      <OrganizationChoice {...{ environmentKey, userId, chosen: organization }} />
      <UserRolesForm
        // Another organization, or a save of somebody else, is a new starting point for the switches.
        key={[organizationId, ...given].join()}
        {...{ environmentKey, userId, organizationId, given, canChange }}
        options={roles.map(({ id, name, key, description }) => ({
          value: id,
          label: name,
          note: description ? `${key} · ${description}` : key,
        }))}
      />
    </div>
  );
}
