import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { can } from "@/lib/permissions/assert-can";
import { findUserOrganization } from "@/lib/users/find-user-organization";
import { listUserFeatureFlags } from "@/lib/users/list-user-feature-flags";
import { FeatureFlagsForm } from "../../../feature-flags-form";
import { userRights } from "../../user-rights";
import { OrganizationChoice } from "../organization-choice";
import type { AccessPageProps } from "../require-access-place";
import { requireUser } from "../require-user";

export const metadata: Metadata = { title: "Feature flags" };

export default async function UserFeatureFlagsPage({ params, searchParams }: AccessPageProps) {
  const { environment, userId } = await params;
  const { ctx, user } = await requireUser(environment, userId);
  if (!can(ctx, "settings:read")) notFound();
  const { organization: asked } = await searchParams;
  const organization = await findUserOrganization(ctx, user.id, typeof asked === "string" ? asked : null);
  if (!organization && asked !== undefined) notFound();
  const organizationId = organization?.id ?? null;
  const flags = await listUserFeatureFlags(ctx, { userId: user.id, organizationId });
  return (
    <div className="max-w-2xl">
      {organization ? (
        <OrganizationChoice environmentKey={environment} userId={user.id} chosen={organization} />
      ) : null}
      <p className="mb-4 text-muted-foreground text-sm">
        An override here is the user’s own: it holds in all of their organizations.
      </p>
      <FeatureFlagsForm
        // Another organization, or a save of somebody else, is a new starting point for the form.
        key={JSON.stringify([organizationId, flags])}
        environmentKey={environment}
        owner={{ userId: user.id }}
        flags={flags}
        canChange={userRights(ctx).canUpdate && user.status !== "deleted"}
      />
    </div>
  );
}
