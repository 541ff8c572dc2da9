import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import { deleteRole } from "@/lib/roles/delete-role";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createTeam,
  createTestEnvironment,
  createUserRow,
  userContext,
} from "@/prisma/factories";
import { joinOrganizations, rolesInWords } from "./join-organizations";

async function setUp() {
  const environment = await createTestEnvironment();
  const environmentId = environment.id;
  const ctx = await contextFor({ role: "admin", environment });
  const acme = await createOrganizationRow({ environmentId, name: "Acme" });
  const member = await createRoleRow({ environmentId, key: "member" });
  const editor = await createRoleRow({ environmentId, key: "editor" });
  await createRoleRow({ environmentId, key: "other" });
  await db.role.update({ where: { id: member.id }, data: { isAssignedToNewUsers: true } });
  await db.organizationDefaultRole.create({ data: { organizationId: acme.id, roleId: editor.id } });
  const newUser = async () => {
    const user = await createUserRow({ environmentId, organizationIds: [] });
    return user.id;
  };
  return { environment, ctx, acme, editor, newUser };
}

type Order = Parameters<typeof joinOrganizations>[2];
const join = (ctx: Parameters<typeof joinOrganizations>[1], order: Order) =>
  db.$transaction((tx) => joinOrganizations(tx, ctx, order));
const keysOf = async (userId: string) =>
  (await db.membershipRole.findMany({ where: { userId }, include: { role: true, membership: true } }))
    .map(({ organizationId, role }) => `${organizationId} ${role.key}`)
    .sort();

describe("joinOrganizations", () => {
  test("gives a new user the roles for new users everywhere, and each organization's own there", async () => {
    const { environment, ctx, acme, newUser } = await setUp();
    const userId = await newUser();
    const organizationIds = [environment.organizationId, acme.id];
    const joined = await join(ctx, { userIds: [userId], organizationIds, isNew: true });
    expect(rolesInWords(joined).sort()).toEqual(["editor in Acme", "member in Acme", "member in Default"]);
    expect(await keysOf(userId)).toEqual(
      [`${acme.id} editor`, `${acme.id} member`, `${environment.organizationId} member`].sort(),
    );
    const links = await db.membershipRole.findMany({ where: { userId } });
    expect(links.every(({ grantedById }) => grantedById === ctx.actor.id)).toBe(true);
  });

  test("gives those who were there before only what the organization gives, and members nothing", async () => {
    const { ctx, acme, newUser } = await setUp();
    const [first, second] = [await newUser(), await newUser()];
    await db.membership.create({ data: { organizationId: acme.id, userId: second } });
    const joined = await join(ctx, { userIds: [first, second], organizationIds: [acme.id] });
    expect(joined).toEqual([
      { userId: first, organization: { id: acme.id, name: "Acme", code: acme.code }, roles: ["editor"] },
    ]);
    expect(await keysOf(second)).toEqual([]);
  });

  test("a user who comes by themselves has no admin to name as the giver", async () => {
    const { environment, acme, newUser } = await setUp();
    const userId = await newUser();
    await join(userContext(environment, userId), { userIds: [userId], organizationIds: [acme.id] });
    expect(await db.membershipRole.findFirst({ where: { userId } })).toMatchObject({ grantedById: null });
  });

  test("leaves out users and organizations of another environment, the deleted and the malformed", async () => {
    const { ctx, acme, newUser } = await setUp();
    const other = await setUp();
    const deleted = await createUserRow({ environmentId: ctx.environment.id, status: "deleted" });
    await db.membership.deleteMany({ where: { userId: deleted.id } });
    const userIds = [await other.newUser(), deleted.id, newId(), "nonsense"];
    expect(await join(ctx, { userIds, organizationIds: [acme.id] })).toEqual([]);
    const organizationIds = [other.acme.id, newId(), "nonsense"];
    expect(await join(ctx, { userIds: [await newUser()], organizationIds })).toEqual([]);
  });

  test("a role that is deleted while it is given is given to nobody, or taken again", async () => {
    const { ctx, acme, editor, newUser } = await setUp();
    const userIds = await Promise.all([1, 2, 3, 4].map(() => newUser()));
    const results = await Promise.allSettled([
      ...userIds.map((userId) => join(ctx, { userIds: [userId], organizationIds: [acme.id] })),
      deleteRole(ctx, { roleId: editor.id }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(Array(5).fill("fulfilled"));
    expect(await db.membershipRole.count({ where: { organizationId: acme.id } })).toBe(0);
    expect(await db.membership.count({ where: { organizationId: acme.id } })).toBe(4);
  });

  test("in the team nobody gives by a default role what they do not have themselves", async () => {
    const team = await createTeam();
    const { id: organizationId } = await createOrganizationRow({ environmentId: team.id });
    const roleId = team.roleIds.owner ?? "";
    await db.organizationDefaultRole.create({ data: { organizationId, roleId } });
    const { id: userId } = await createUserRow({ environmentId: team.id });
    const admin = await contextFor({ role: "admin", environment: team });
    const order = { userIds: [userId], organizationIds: [organizationId] };
    await expect(join(admin, order)).rejects.toMatchObject({ code: "forbidden" });
    expect(await db.membership.count({ where: { organizationId } })).toBe(0);
    const owner = await contextFor({ role: "owner", environment: team });
    expect(await join(owner, order)).toMatchObject([{ roles: ["owner"] }]);
  });
});
