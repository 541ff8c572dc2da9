/** The dashboard's own permissions: kept as permissions of the environment `team`, given through its roles. */
export const STAFF_PERMISSIONS = {
  "users:read": "See users",
  "users:create": "Add users",
  "users:update": "Edit users and their identities",
  "users:suspend": "Suspend and restore users, and end their sessions",
  "users:delete": "Delete users",
  "users:export": "Download users as a file",
  "users:reset_password": "Reset passwords",
  "users:reset_mfa": "Reset multi-factor auth",
  "users:set_roles": "Give users roles and permissions",
  "approvals:read": "See what other members of the team ask for",
  "approvals:decide": "Approve and refuse what other members of the team ask for",
  "subscribers:read": "See subscribers and access requests",
  "subscribers:write": "Add, convert and delete subscribers and access requests",
  "subscribers:export": "Download subscribers and access requests as a file",
  "organizations:read": "See organizations",
  "organizations:write": "Add, change, suspend and delete organizations and their members",
  "roles:read": "See roles and permissions",
  "roles:write": "Add, change and delete roles and permissions",
  "audit:read": "See the audit log",
  "audit:export": "Download the audit log",
  "applications:read": "See applications",
  "applications:write": "Add, change and delete applications",
  "settings:read": "See settings",
  "settings:write": "Change settings",
  "environments:write": "Add environments",
  "views:share": "Save list views for the team",
  "outbox:read": "Read the outbox",
  "staff:manage": "Act on members of the team",
} as const;

export type StaffPermission = keyof typeof STAFF_PERMISSIONS;
type StaffArea = StaffPermission extends `${infer Area}:${string}` ? Area : never;

const AREAS: Record<StaffArea, string> = {
  users: "Users",
  approvals: "Approvals",
  subscribers: "Subscribers",
  organizations: "Organizations",
  roles: "Roles and permissions",
  audit: "Audit log",
  applications: "Applications",
  settings: "Settings",
  environments: "Environments",
  views: "Saved views",
  outbox: "Outbox",
  staff: "Team",
};

/** The part of the dashboard that a permission of the team is about; null for those that a business added itself. */
export function areaOf(key: string): string | null {
  const [area = ""] = key.split(":");
  return Object.hasOwn(STAFF_PERMISSIONS, key)
    ? (Object.entries(AREAS).find(([name]) => name === area)?.[1] ?? null)
    : null;
}

const all = Object.keys(STAFF_PERMISSIONS) as StaffPermission[];
const reading: StaffPermission[] = [
  "users:read",
  "subscribers:read",
  "organizations:read",
  "roles:read",
  "audit:read",
  "applications:read",
  "settings:read",
];

export const OWNER_ROLE_KEY = "owner";

/** The staff roles that every installation begins with. */
export const STAFF_ROLES: {
  key: string;
  name: string;
  description: string;
  permissions: StaffPermission[];
}[] = [
  {
    key: OWNER_ROLE_KEY,
    name: "Owner",
    description: "Everything, the team's owners included.",
    permissions: all,
  },
  {
    key: "admin",
    name: "Admin",
    description: "Everything but the outbox.",
    permissions: all.filter((permission) => permission !== "outbox:read"),
  },
  {
    key: "support",
    name: "Support",
    description: "Looks after users who need help.",
    permissions: [
      ...reading,
      "users:create",
      "users:update",
      "users:suspend",
      "users:reset_password",
      "users:reset_mfa",
      "subscribers:write",
      "views:share",
    ],
  },
  {
    key: "auditor",
    name: "Auditor",
    description: "Reads everything but the outbox, changes nothing.",
    permissions: [...reading, "approvals:read", "audit:export"],
  },
];
