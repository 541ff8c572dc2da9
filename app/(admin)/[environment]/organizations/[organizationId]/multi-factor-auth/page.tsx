import type { Metadata } from "next";
import Link from "next/link";
import { Alert } from "@/components/ui/alert";
import { getOrganizationMfa } from "@/lib/organizations/get-organization-mfa";
import { can } from "@/lib/permissions/assert-can";
import { listRoleNames } from "@/lib/roles/list-role-names";
import { requireOrganization } from "../require-organization";
import { OrganizationMfaForm } from "./organization-mfa-form";

export const metadata: Metadata = { title: "Multi-factor auth" };

type Props = { params: Promise<{ environment: string; organizationId: string }> };

export default async function OrganizationMfaPage({ params }: Props) {
  const { environment, organizationId } = await params;
  const { ctx, organization } = await requireOrganization(environment, organizationId);
  const [{ settings, environmentRequirement }, roles] = await Promise.all([
    getOrganizationMfa(ctx, organization.id),
    can(ctx, "roles:read") ? listRoleNames(ctx) : [],
  ]);
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      {environmentRequirement === "no" ? null : (
        <Alert variant="warning" title={`${ctx.environment.name} decides for all organizations`}>
          Multi-factor auth is {environmentRequirement === "yes" ? "required" : "optional"} in the whole
          environment, so what is set here has no effect. To let organizations decide, select No under{" "}
          <Link href={`/${environment}/settings/multi-factor-auth`} className="font-medium underline">
            Multi-factor auth
          </Link>{" "}
          in the settings.
        </Alert>
      )}
      <OrganizationMfaForm
        // What somebody else saved is a new starting point.
        key={JSON.stringify(settings)}
        environmentKey={environment}
        organizationId={organization.id}
        settings={settings}
        roles={roles}
        canChange={can(ctx, "organizations:write")}
      />
    </div>
  );
}
