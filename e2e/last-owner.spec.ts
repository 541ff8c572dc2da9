import { db } from "@/lib/core/db";
import { OWNER_ROLE_KEY, STAFF_PERMISSIONS } from "@/lib/permissions/staff-permissions";
import { createOrganizationRow, createTeam } from "@/prisma/factories";
import type { Environment } from "@/prisma/generated/client";
import { ACTION_TABLE } from "./action-table";
import { createTargets, type Targets } from "./action-targets";
import { builtActions, callAction } from "./built-actions";
import { expect, test } from "./fixtures";
import { forgetPolicies } from "./forget-policies";
import { SESSION_COOKIE, startStaffSession } from "./staff-session";
import { untilBulkJobsDone } from "./until-bulk-jobs-done";

type Team = Awaited<ReturnType<typeof createTeam>>;

let team: Team;
let place: string;
let kept: Environment;
let owner: Awaited<ReturnType<typeof startStaffSession>>;

test.beforeAll(async () => {
  team = await createTeam();
  kept = await db.environment.findUniqueOrThrow({ where: { id: team.id } });
  // What other tests have left: from here on there is one owner.
  await db.membershipRole.deleteMany({ where: { roleId: team.roleIds[OWNER_ROLE_KEY] } });
  owner = await startStaffSession("owner");
  // Where ownership stands in an organization other than the default one, no other rule shields it.
  place = (await createOrganizationRow({ environmentId: team.id, name: "Spare" })).id;
  const userId = owner.staff.id;
  await db.membership.create({ data: { userId, organizationId: place } });
  await db.membershipRole.updateMany({ where: { userId }, data: { organizationId: place } });
});

// The team is shared by the tests of a worker: what its settings were before, they are again.
test.afterAll(async () => {
  const { id, key: _, createdAt: __, ...settings } = kept;
  await forgetPolicies(id);
  await db.environment.update({
    where: { id },
    data: { ...settings, termsVersionId: null, privacyVersionId: null },
  });
});

/** The records that an action may be aimed at so that the last owner, or what makes one, goes. */
async function aimedAtOwner(): Promise<Targets> {
  // An owner may make the role of owners a default one, and so make others owners: not what is asked here.
  const roleId = team.roleIds[OWNER_ROLE_KEY] ?? "";
  await db.organizationDefaultRole.deleteMany({ where: { roleId } });
  await db.role.update({ where: { id: roleId }, data: { isAssignedToNewUsers: false } });
  await db.membershipRole.deleteMany({ where: { roleId, userId: { not: owner.staff.id } } });
  const permission = await db.permission.findFirstOrThrow({
    where: { environmentId: team.id, key: "staff:manage" },
  });
  const identity = await db.identity.findFirstOrThrow({ where: { userId: owner.staff.id } });
  return {
    ...(await createTargets(team)),
    userId: owner.staff.id,
    suspendedId: owner.staff.id,
    newcomerId: owner.staff.id,
    identityId: identity.id,
    organizationId: place,
    spareOrganizationId: place,
    roleId,
    permissionId: permission.id,
  };
}

/** What the last owner may do: read as each request reads it. */
async function rightsOfOwner(): Promise<string[]> {
  const held = await db.permission.findMany({
    where: {
      environmentId: team.id,
      roles: {
        some: {
          role: {
            key: OWNER_ROLE_KEY,
            members: {
              some: {
                userId: owner.staff.id,
                membership: { user: { status: "active" }, organization: { suspendedAt: null } },
              },
            },
          },
        },
      },
    },
    select: { key: true },
  });
  return held.map(({ key }) => key).sort();
}

for (const action of builtActions()) {
  const expectation = ACTION_TABLE[action.name];
  if (!expectation) continue;

  test(`${action.name} takes nothing from the last owner`, async ({ app }) => {
    const targets = await aimedAtOwner();
    const ids: Record<string, string> = { environment: team.key, ...targets };
    const path = action.page.replaceAll(/\[(\w+)\]/g, (_, name: string) => ids[name] ?? "none");
    const cookie = `${SESSION_COOKIE}=${owner.cookie}`;
    // As the table has it, with every list of ids emptied, and with another organization: what is not named is taken away.
    const given = asSeenNow(await expectation.input(targets));
    const elsewhere = JSON.parse(
      JSON.stringify(given).replaceAll(`["${place}"]`, `["${team.organizationId}"]`),
    );
    for (const input of [given, emptied(given), elsewhere]) {
      await callAction(app.url, action, { path, args: [team.key, input], cookie });
      await untilBulkJobsDone();
      expect(await rightsOfOwner(), JSON.stringify(input)).toEqual(Object.keys(STAFF_PERMISSIONS).sort());
    }
  });
}

// A page that is out of date would be refused for that alone, and prove nothing.
function asSeenNow(input: unknown): unknown {
  const seen: Record<string, unknown> = {
    seenRoleIds: [team.roleIds[OWNER_ROLE_KEY]],
    seenIds: [team.organizationId, place],
  };
  return JSON.parse(JSON.stringify(input, (name, value) => seen[name] ?? value));
}

function emptied(input: unknown): unknown {
  return JSON.parse(JSON.stringify(input, (name, value) => (/^(?!seen).*Ids$/.test(name) ? [] : value)));
}
