import { globSync } from "node:fs";
import { STAFF_ROLES, type StaffPermission } from "@/lib/permissions/staff-permissions";
import { createTestEnvironment } from "@/prisma/factories";
import { ACTION_TABLE } from "./action-table";
import { createTargets } from "./action-targets";
import { expect, test } from "./fixtures";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";

// What the roles are for, said apart from their lists: server-actions.spec.ts shows that each action asks for what its line says.
const DESK_DEEDS = [
  "suspendUserAction",
  "restoreUserAction",
  "resetPasswordAction",
  "setTemporaryPasswordAction",
  "handOverPasswordAction",
  "resetMfaAction",
  "unlockUserAction",
  "addIdentityAction",
  "makeIdentityPrimaryAction",
  "deleteIdentityAction",
  "endSessionAction",
  "endAllSessionsAction",
  "updateUserAction",
];
const NOT_FOR_SUPPORT =
  /:(delete|export)$|^(roles|settings|applications|organizations|environments|staff):(write|manage)$|^users:set_roles$|^outbox:/;

function holds(role: string, permission: StaffPermission): boolean {
  return STAFF_ROLES.some(({ key, permissions }) => key === role && permissions.includes(permission));
}

for (const [name, { permission }] of Object.entries(ACTION_TABLE)) {
  test(`${name} is nothing that an auditor may do, and for support only what the desk does`, () => {
    expect(holds("auditor", permission)).toBe(false);
    expect(holds("owner", permission)).toBe(true);
    if (DESK_DEEDS.includes(name)) expect(holds("support", permission)).toBe(true);
    if (NOT_FOR_SUPPORT.test(permission)) expect(holds("support", permission)).toBe(false);
    // A deed of a name that says so is under a permission that says so.
    if (/^(erase|export)/.test(name)) expect(permission).toMatch(NOT_FOR_SUPPORT);
    if (/(Role|Roles|Permission|Permissions|Settings|Application|Organization)Action$/.test(name)) {
      expect(permission).toMatch(NOT_FOR_SUPPORT);
    }
  });
}

test("each deed of the desk is a server action", () => {
  expect(DESK_DEEDS.filter((name) => !Object.hasOwn(ACTION_TABLE, name))).toEqual([]);
});

/** Every download of the dashboard, and what it needs. A new one adds its line. */
const DOWNLOADS: Record<string, StaffPermission> = {
  "users/export": "users:export",
  "users/subscribers/export": "subscribers:export",
  "users/access-requests/export": "subscribers:export",
  "users/bulk-actions/[jobId]/export": "users:export",
  "settings/audit-log/export": "audit:export",
};
const BASE = "app/(admin)/[environment]/";

test("every download is there for the roles that it is meant for, and for nobody else", async ({ app }) => {
  const found = globSync("app/(admin)/**/export/route.ts").map((path) =>
    path.replace(BASE, "").replace("/route.ts", ""),
  );
  expect(found.toSorted()).toEqual(Object.keys(DOWNLOADS).toSorted());
  const environment = await createTestEnvironment();
  const targets = await createTargets(environment);
  for (const [path, permission] of Object.entries(DOWNLOADS)) {
    const url = `${app.url}/${environment.key}/${path.replace("[jobId]", targets.jobId)}`;
    const statusFor = async (cookie?: string) =>
      (
        await fetch(url, {
          headers: cookie ? { cookie: `${SESSION_COOKIE}=${cookie}` } : {},
          redirect: "manual",
        })
      ).status;
    for (const role of ["owner", "admin", "support", "auditor"] as const) {
      const isMeant = holds(role, permission);
      expect(await statusFor((await startStaffSession(role)).cookie), `${role}: ${path}`).toBe(
        isMeant ? 200 : 403,
      );
    }
    expect(holds("support", permission), path).toBe(false);
    expect(await statusFor(), `a stranger: ${path}`).toBe(401);
  }
});
