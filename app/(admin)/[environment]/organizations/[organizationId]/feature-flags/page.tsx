import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { listOrganizationFeatureFlags } from "@/lib/organizations/list-organization-feature-flags";
import { can } from "@/lib/permissions/assert-can";
import { FeatureFlagsForm } from "../../../feature-flags-form";
import { requireOrganization } from "../require-organization";

export const metadata: Metadata = { title: "Feature flags" };

type Props = { params: Promise<{ environment: string; organizationId: string }> };

export default async function OrganizationFeatureFlagsPage({ params }: Props) {
  const { environment, organizationId } = await params;
  const { ctx, organization } = await requireOrganization(environment, organizationId);
  if (!can(ctx, "settings:read")) notFound();
  const flags = await listOrganizationFeatureFlags(ctx, organization.id);
  return (
    <div className="max-w-2xl">
      <FeatureFlagsForm
        // What was saved, here or elsewhere, is a new starting point for the form.
        key={JSON.stringify(flags)}
        environmentKey={environment}
        owner={{ organizationId: organization.id }}
        flags={flags}
        canChange={can(ctx, "organizations:write")}
      />
    </div>
  );
}
