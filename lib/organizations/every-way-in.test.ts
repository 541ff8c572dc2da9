import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { convertToUser } from "@/lib/subscribers/convert-to-user";
import { createUser } from "@/lib/users/create-user";
import { createSubscriberRow } from "@/prisma/create-subscriber-row";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
} from "@/prisma/factories";
import { addMembers } from "./add-members";
import { deleteOrganization } from "./delete-organization";
import { setUserOrganizations } from "./set-user-organizations";

/** Acme gives editors their role; everybody new is a member; the default organization gives readers theirs. */
async function setUp() {
  const environment = await createTestEnvironment();
  const { id: environmentId, organizationId: defaultId } = environment;
  const ctx = await contextFor({ role: "admin", environment });
  const acme = await createOrganizationRow({ environmentId, name: "Acme" });
  const [member, editor, reader] = [
    await createRoleRow({ environmentId, key: "member" }),
    await createRoleRow({ environmentId, key: "editor" }),
    await createRoleRow({ environmentId, key: "reader" }),
  ];
  await db.role.update({ where: { id: member.id }, data: { isAssignedToNewUsers: true } });
  await db.organizationDefaultRole.createMany({
    data: [
      { organizationId: acme.id, roleId: editor.id },
      { organizationId: defaultId, roleId: reader.id },
    ],
  });
  const existingUser = (organizationId: string) =>
    createUserRow({ environmentId, organizationIds: [organizationId] });
  return { environmentId, defaultId, ctx, acme, existingUser };
}

const rolesOf = async (userId: string) =>
  (await db.membershipRole.findMany({ where: { userId }, include: { role: true } }))
    .map(({ role }) => role.key)
    .sort();
const lastEvent = (where: { userId?: string; organizationId?: string; type?: string }) =>
  db.auditEvent.findFirstOrThrow({ where, orderBy: { id: "desc" } });

// Sign-up and sign-in have tests of their own in lib/sign-in/sign-up-policies.test.ts and join-by-policy.test.ts.
describe("default roles come with every way into an organization", () => {
  test("a user whom an admin adds", async () => {
    const { ctx, acme } = await setUp();
    const { userId } = await createUser(ctx, {
      ...{ firstName: "", lastName: "", username: "", phone: "" },
      email: "ada@example.com",
      organizationIds: [acme.id],
    });
    expect(await rolesOf(userId)).toEqual(["editor", "member"]);
    expect(await lastEvent({ userId })).toMatchObject({
      type: "user.created",
      after: { roles: ["editor in Acme", "member in Acme"] },
    });
  });

  test("a subscriber who is converted", async () => {
    const { environmentId, ctx, acme } = await setUp();
    const { id: subscriberId } = await createSubscriberRow({ environmentId });
    const { userId } = await convertToUser(ctx, { subscriberId, organizationId: acme.id });
    expect(await rolesOf(userId)).toEqual(["editor", "member"]);
  });

  test("users who are added to an organization", async () => {
    const { defaultId, ctx, acme, existingUser } = await setUp();
    const [first, second] = [await existingUser(defaultId), await existingUser(defaultId)];
    await addMembers(ctx, { organizationId: acme.id, userIds: [first.id, second.id] });
    for (const { id } of [first, second]) {
      expect(await rolesOf(id)).toEqual(["editor"]);
      expect(await lastEvent({ userId: id })).toMatchObject({
        type: "organization.member_added",
        after: { isMember: true, roles: ["editor"] },
      });
    }
  });

  test("a user whose organizations are set", async () => {
    const { defaultId, ctx, acme, existingUser } = await setUp();
    const { id: userId } = await existingUser(defaultId);
    const seenIds = [defaultId];
    await setUserOrganizations(ctx, { userId, seenIds, organizationIds: [defaultId, acme.id] });
    expect(await rolesOf(userId)).toEqual(["editor"]);
    expect(await lastEvent({ userId })).toMatchObject({
      type: "user.organizations_updated",
      after: { joined: [`Acme (${acme.code})`], roles: ["editor in Acme"] },
    });
  });

  test("users who move to the default organization when their only one is deleted", async () => {
    const { defaultId, ctx, acme, existingUser } = await setUp();
    const { id: userId } = await existingUser(acme.id);
    const elsewhere = await existingUser(defaultId);
    await deleteOrganization(ctx, { organizationId: acme.id, isConfirmed: true });
    expect(await rolesOf(userId)).toEqual(["reader"]);
    expect(await rolesOf(elsewhere.id)).toEqual([]);
    expect(await lastEvent({ organizationId: acme.id })).toMatchObject({
      type: "organization.deleted",
      after: { usersMovedToDefaultOrganization: 1, roles: ["reader"] },
    });
  });
});
