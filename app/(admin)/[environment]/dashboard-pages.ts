import { approvalsInSight } from "@/lib/approvals/can-see-approvals";
import type { Context } from "@/lib/core/context";
import { can } from "@/lib/permissions/assert-can";
import type { StaffPermission } from "@/lib/permissions/staff-permissions";

type Page = {
  label: string;
  path: string;
  /** Who may open it: with this permission, or as the page's own rule says. */
  permission: StaffPermission | ((ctx: Context) => boolean);
  group?: string;
  text?: string;
  /** Stands in the sidebar under the page before it. */
  isNested?: boolean;
};

// In the order of the sidebar and of the settings' index. A page is named here once it exists.
const PAGES: Page[] = [
  { label: "Users", path: "users", permission: "users:read" },
  { label: "Subscribers", path: "users/subscribers", permission: "subscribers:read", isNested: true },
  { label: "Access requests", path: "users/access-requests", permission: "subscribers:read", isNested: true },
  { label: "Bulk actions", path: "users/bulk-actions", permission: "users:read", isNested: true },
  { label: "Deleted users", path: "users/deleted", permission: "users:read", isNested: true },
  {
    label: "Approvals",
    path: "approvals",
    permission: (ctx) => approvalsInSight(ctx) !== null,
  },
  { label: "Organizations", path: "organizations", permission: "organizations:read" },
  {
    label: "Applications",
    path: "settings/applications",
    permission: "applications:read",
    group: "Environment",
    text: "What users sign in to: client ids, secrets, and where sign-in may send them.",
  },
  {
    label: "Details",
    path: "settings/details",
    permission: "settings:read",
    group: "Environment",
    text: "The address of this environment's issuer, and whether people may sign up.",
  },
  {
    label: "Policies",
    path: "settings/policies",
    permission: "settings:read",
    group: "Environment",
    text: "Sign-up, sign-in, lockout and one-time codes.",
  },
  {
    label: "Multi-factor auth",
    path: "settings/multi-factor-auth",
    permission: "settings:read",
    group: "Environment",
    text: "Whether sign-in asks for a second proof, and by which methods.",
  },
  {
    label: "Connections",
    path: "settings/connections",
    permission: "settings:read",
    group: "Environment",
    text: "Identity providers through which the users of a company sign in.",
  },
  {
    label: "Support",
    path: "settings/support",
    permission: "settings:read",
    group: "Environment",
    text: "What has to come before a reset, a change of identities or a deletion: a verified caller, or an approval.",
  },
  {
    label: "Business details",
    path: "settings/business-details",
    permission: "settings:read",
    group: "Environment",
    text: "The name of the business; terms of use and privacy policy, who is asked to accept them, and their versions.",
  },
  {
    label: "Feature flags",
    path: "settings/feature-flags",
    permission: "settings:read",
    group: "Environment",
    text: "What is switched on, for everybody, for single organizations or for single users.",
  },
  {
    label: "Roles",
    path: "settings/roles",
    permission: "roles:read",
    group: "User Management",
    text: "Permissions in groups, and which roles new users get.",
  },
  {
    label: "Permissions",
    path: "settings/permissions",
    permission: "roles:read",
    group: "User Management",
    text: "What users may do in your product, by the keys that your code looks for.",
  },
  {
    label: "Environments",
    path: "settings/environments",
    permission: "settings:read",
    group: "Environment",
    text: "Production, staging and others: each with its own users, applications and issuer.",
  },
  {
    label: "Audit log",
    path: "settings/audit-log",
    permission: "audit:read",
    group: "Environment",
    text: "Every sign-in and every change: who, when, from where and why.",
  },
  {
    label: "Outbox",
    path: "settings/outbox",
    permission: "outbox:read",
    group: "Environment",
    text: "Mail to users: codes and notices, kept here while there is no mail server.",
  },
];

export type DashboardPage = Omit<Page, "path" | "permission"> & { href: string };

/** The pages of this environment that the reader may open; those with a group lie under Settings. */
export function dashboardPages(ctx: Context): DashboardPage[] {
  return PAGES.filter(({ permission }) =>
    typeof permission === "function" ? permission(ctx) : can(ctx, permission),
  ).map(({ path, permission: _, ...page }) => ({
    ...page,
    href: `/${ctx.environment.key}/${path}`,
  }));
}
