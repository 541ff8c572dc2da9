import type { Metadata } from "next";
import type { ReactNode } from "react";
import { RecordName } from "@/components/layout/record-name";
import { SideMenu } from "@/components/layout/side-menu";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/permissions/assert-can";
import { listUnapprovableAbout } from "@/lib/support/list-unapprovable-about";
import { userName } from "@/lib/users/user-name";
import { UnapprovableAboutProvider } from "../../support-policies";
import { userRights } from "../user-rights";
import { UserStatusBadge } from "../user-status-badge";
import { CallerBadge } from "./caller-badge";
import { findCaller } from "./find-caller";
import { requireUser } from "./require-user";
import { UserActions } from "./user-actions";

type Props = { params: Promise<{ environment: string; userId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { environment, userId } = await params;
  const { user } = await requireUser(environment, userId);
  return { title: userName(user) };
}

export default async function UserLayout({ children, params }: Props & { children: ReactNode }) {
  const { environment, userId } = await params;
  const { ctx, user } = await requireUser(environment, userId);
  const base = `/${environment}/users/${user.id}`;
  const [caller, about] = await Promise.all([
    findCaller(ctx, user.id),
    listUnapprovableAbout(ctx, [user.id]),
  ]);
  const { id, firstName, lastName, email, status, lockedUntil } = user;
  return (
    <UnapprovableAboutProvider about={about}>
      <RecordName id={id} name={userName(user)} />
      <PageHeader
        title={<bdi>{userName(user)}</bdi>}
        badge={
          <>
            <UserStatusBadge status={status} lockedUntil={lockedUntil} />
            {caller?.verified ? <CallerBadge verified={caller.verified} /> : null}
          </>
        }
        description={email && email !== userName(user) ? email : undefined}
      >
        <UserActions
          environmentKey={environment}
          user={{ id, firstName, lastName, email, status }}
          rights={userRights(ctx)}
        />
      </PageHeader>
      <SideMenu
        label="User"
        items={[
          { label: "Profile", href: base },
          ...(can(ctx, "organizations:read")
            ? [{ label: "Organizations", href: `${base}/organizations` }]
            : []),
          ...(can(ctx, "roles:read")
            ? [
                { label: "Roles", href: `${base}/roles` },
                { label: "Permissions", href: `${base}/permissions` },
                { label: "Access", href: `${base}/access` },
              ]
            : []),
          ...(can(ctx, "settings:read") ? [{ label: "Feature flags", href: `${base}/feature-flags` }] : []),
          { label: "Sessions", href: `${base}/sessions` },
          { label: "Multi-factor auth", href: `${base}/multi-factor-auth` },
          ...(can(ctx, "audit:read") ? [{ label: "Activity", href: `${base}/activity` }] : []),
        ]}
      >
        {children}
      </SideMenu>
    </UnapprovableAboutProvider>
  );
}
