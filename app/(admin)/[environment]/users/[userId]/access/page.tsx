import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { previewAccessToken } from "@/lib/oidc/preview-access-token";
import { explainAccess } from "@/lib/users/explain-access";
import { OrganizationChoice } from "../organization-choice";
import { type AccessPageProps, requireAccessPlace } from "../require-access-place";
import { ExplainedPermissions } from "./explained-permissions";
import { NextToken } from "./next-token";

export const metadata: Metadata = { title: "Access" };

export default async function UserAccessPage(props: AccessPageProps) {
  const { ctx, userId, organization } = await requireAccessPlace(props);
  if (!organization) {
    return (
      <EmptyState
        title="No organization"
        text="Access is given in an organization. Add this user to one first."
      />
    );
  }
  const [permissions, preview] = await Promise.all([
    explainAccess(ctx, { userId, organizationId: organization.id }),
    previewAccessToken(ctx, { userId, orgCode: organization.code }),
  ]);
  const environmentKey = ctx.environment.key;
  return (
    <div className="max-w-3xl">
      <OrganizationChoice {...{ environmentKey, userId, chosen: organization }} />
      <ExplainedPermissions
        environmentKey={environmentKey}
        organization={organization.name}
        permissions={permissions}
      />
      <NextToken preview={preview} />
    </div>
  );
}
