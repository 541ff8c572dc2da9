import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { OWNER_ROLE_KEY } from "@/lib/permissions/staff-permissions";
import { createConnectionRow, createEnterpriseUserRow } from "@/prisma/create-connection-row";
import { contextFor, createStaff, createTeam, giveRole } from "@/prisma/factories";
import { deleteConnection } from "./delete-connection";
import { disableConnection } from "./disable-connection";

/** A team whose only owner signs in through a connection. */
async function setUp() {
  const team = await createTeam();
  const roleId = team.roleIds[OWNER_ROLE_KEY] ?? "";
  await db.membershipRole.deleteMany({ where: { roleId } });
  const environmentId = team.id;
  const connection = await createConnectionRow({ environmentId });
  const known = { environmentId, connectionId: connection.id, subject: "00u-ana" };
  const owner = await createEnterpriseUserRow(known);
  await giveRole({ userId: owner.id, organizationId: team.organizationId, roleId });
  const staff = { ...owner, role: OWNER_ROLE_KEY, name: "Ana", email: "" } as const;
  const ctx = await contextFor({ role: "owner", environment: team, staff });
  const read = () => db.connection.findUnique({ where: { id: connection.id }, select: { isEnabled: true } });
  return { team, roleId, connection, owner, ctx, read };
}

type World = Awaited<ReturnType<typeof setUp>>;

describe.each([
  ["disabling", ({ ctx, connection }: World) => disableConnection(ctx, { connectionId: connection.id })],
  [
    "deleting",
    ({ ctx, connection: { id, name } }: World) =>
      deleteConnection(ctx, { connectionId: id, confirmation: name }),
  ],
])("%s a connection of the team", (_, close) => {
  const isOpen = async ({ read }: World) => (await read())?.isEnabled === true;
  const refused = { code: "forbidden", message: expect.stringMatching(/All owners sign in through this/) };

  test("is refused where all owners sign in through it, and leaves everything as it was", async () => {
    const world = await setUp();
    await expect(close(world)).rejects.toMatchObject(refused);
    expect(await isOpen(world)).toBe(true);
    expect(await db.identity.count({ where: { userId: world.owner.id } })).toBe(1);
    expect(await db.auditEvent.count({ where: { targetId: world.connection.id } })).toBe(0);
  });

  test.each([
    ["is suspended", { status: "suspended", password: "kestrel moss window" }],
    ["has neither a password nor a verified address", { isVerified: false }],
  ] as const)("is refused where the only other owner %s", async (__, other) => {
    const world = await setUp();
    await createStaff({ role: "owner", ...other });
    await expect(close(world)).rejects.toMatchObject(refused);
    expect(await isOpen(world)).toBe(true);
  });

  test("is done where another owner has a password", async () => {
    const world = await setUp();
    await createStaff({ role: "owner", isVerified: false, password: "kestrel moss window" });
    await close(world);
    expect(await isOpen(world)).toBe(false);
  });

  test("is done where another owner comes through another connection that is open", async () => {
    const world = await setUp();
    const environmentId = world.team.id;
    const second = await createConnectionRow({ environmentId, name: "Second" });
    const other = await createEnterpriseUserRow({ environmentId, connectionId: second.id, subject: "1" });
    const { organizationId } = world.team;
    await giveRole({ userId: other.id, organizationId, roleId: world.roleId });
    await close(world);
    expect(await isOpen(world)).toBe(false);
  });
});

test("of two owners' last two connections that are closed at once one stays open", async () => {
  const world = await setUp();
  const environmentId = world.team.id;
  const second = await createConnectionRow({ environmentId, name: "Second" });
  const other = await createEnterpriseUserRow({ environmentId, connectionId: second.id, subject: "1" });
  await giveRole({ userId: other.id, organizationId: world.team.organizationId, roleId: world.roleId });
  const both = [world.connection, second].map(({ id }) => disableConnection(world.ctx, { connectionId: id }));
  const ended = await Promise.allSettled(both);
  expect(ended.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
