import { Building2, Settings, ShieldCheck, Users } from "lucide-react";
import type { Metadata } from "next";
import type { ReactNode } from "react";
import { MessagePage } from "@/components/layout/message-page";
import { Button } from "@/components/ui/button";
import { countPendingRequests } from "@/lib/approvals/count-pending-requests";
import { requireAdmin } from "@/lib/boundary/session";
import { TEAM_ENVIRONMENT } from "@/lib/core/context";
import { listEnvironments } from "@/lib/environments/list-environments";
import { can } from "@/lib/permissions/assert-can";
import { getBusinessName } from "@/lib/settings/get-business-name";
import { getSupportPolicies } from "@/lib/support/get-support-policies";
import { listUnapprovable } from "@/lib/support/list-unapprovable";
import { NO_POLICIES } from "@/lib/support/no-policies";
import { dashboardPages } from "./dashboard-pages";
import { DashboardShell } from "./dashboard-shell";
import { SupportPoliciesProvider } from "./support-policies";

const icons = new Map([
  ["Users", <Users key="users" aria-hidden="true" />],
  ["Approvals", <ShieldCheck key="approvals" aria-hidden="true" />],
  ["Organizations", <Building2 key="organizations" aria-hidden="true" />],
]);

type Props = { children: ReactNode; params: Promise<{ environment: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { environment } = await requireAdmin((await params).environment);
  return { title: { default: environment.name, template: `%s · ${environment.name} · Gatehouse` } };
}

export default async function DashboardLayout({ children, params }: Props) {
  const ctx = await requireAdmin((await params).environment);
  const pages = dashboardPages(ctx);
  if (pages.length === 0) return <NoAccess email={ctx.actor.email} />;

  const [environments, businessName, pending, policies] = await Promise.all([
    listEnvironments(),
    getBusinessName(),
    countPendingRequests(ctx),
    can(ctx, "users:read") ? getSupportPolicies(ctx) : NO_POLICIES,
  ]);
  const unapprovable = await listUnapprovable(ctx, policies);
  const { key, name } = ctx.environment;
  const hasSettings = pages.some(({ group }) => group !== undefined);
  const team = environments.find((environment) => environment.key === TEAM_ENVIRONMENT);
  const mayReadTeam = team && can({ ...ctx, environment: team }, "users:read");
  return (
    <DashboardShell
      environmentKey={key}
      businessName={businessName}
      environments={{
        current: { key, name },
        manageHref: pages.find(({ label }) => label === "Environments")?.href,
        environments: environments.map((item) => ({ key: item.key, name: item.name, href: `/${item.key}` })),
      }}
      navigation={[
        {
          items: [
            ...pages
              .filter(({ group }) => group === undefined)
              .map(({ label, href, isNested }) => ({
                ...{ label, href, isNested, icon: icons.get(label) },
                ...(label === "Approvals" && pending && { count: pending, countLabel: "waiting" }),
              })),
            ...(hasSettings
              ? [{ label: "Settings", href: `/${key}/settings`, icon: <Settings aria-hidden="true" /> }]
              : []),
          ],
        },
      ]}
      user={{
        name: ctx.actor.name,
        email: ctx.actor.email,
        profileHref: mayReadTeam ? `/${TEAM_ENVIRONMENT}/users/${ctx.actor.id}` : undefined,
      }}
      pages={pages.map(({ label, href, group }) => ({ label, href, group: group && "Settings" }))}
    >
      <SupportPoliciesProvider policies={policies} unapprovable={unapprovable}>
        {children}
      </SupportPoliciesProvider>
    </DashboardShell>
  );
}

function NoAccess({ email }: { email: string }) {
  return (
    <MessagePage
      title="You have no access to this dashboard"
      text={`${email} is signed in, but none of your roles opens anything here. Ask an owner for a role.`}
    >
      <form action="/sign-out" method="post">
        <Button type="submit" variant="outline">
          Sign out
        </Button>
      </form>
    </MessagePage>
  );
}
