import type { Metadata } from "next";
import type { ReactNode } from "react";
import { RecordName } from "@/components/layout/record-name";
import { SideMenu } from "@/components/layout/side-menu";
import { Alert } from "@/components/ui/alert";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/permissions/assert-can";
import { OrganizationBadges } from "../organization-badges";
import { OrganizationActions } from "./organization-actions";
import { requireOrganization } from "./require-organization";

type Props = { params: Promise<{ environment: string; organizationId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { environment, organizationId } = await params;
  const { organization } = await requireOrganization(environment, organizationId);
  return { title: organization.name };
}

export default async function OrganizationLayout({ children, params }: Props & { children: ReactNode }) {
  const { environment, organizationId } = await params;
  const { ctx, organization } = await requireOrganization(environment, organizationId);
  const { id, name, isDefault, suspendedAt } = organization;
  const base = `/${environment}/organizations/${id}`;
  const isSuspended = suspendedAt !== null;
  return (
    <>
      <RecordName id={id} name={name} />
      <PageHeader
        title={<bdi>{name}</bdi>}
        badge={<OrganizationBadges isDefault={isDefault} isSuspended={isSuspended} />}
      >
        <OrganizationActions
          environmentKey={environment}
          organization={{ id, name, isDefault, isSuspended }}
          canWrite={can(ctx, "organizations:write")}
        />
      </PageHeader>
      {isSuspended ? (
        <Alert variant="warning" title="This organization is suspended" className="mb-6">
          Nobody can sign in to it. Its users keep their roles here, and their other organizations.
        </Alert>
      ) : null}
      <SideMenu
        label="Organization"
        items={[
          { label: "Details", href: base },
          ...(can(ctx, "users:read") ? [{ label: "Users", href: `${base}/users` }] : []),
          { label: "Policies", href: `${base}/policies` },
          { label: "Multi-factor auth", href: `${base}/multi-factor-auth` },
          ...(can(ctx, "settings:read") ? [{ label: "Feature flags", href: `${base}/feature-flags` }] : []),
        ]}
      >
        {children}
      </SideMenu>
    </>
  );
}
