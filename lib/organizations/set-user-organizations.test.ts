import { describe, expect, test } from "vitest";
import { db } from "@/lib/core/db";
import { newId } from "@/lib/core/ids";
import {
  contextFor,
  createOrganizationRow,
  createRoleRow,
  createTestEnvironment,
  createUserRow,
  giveRole,
} from "@/prisma/factories";
import { getUserOrganizations } from "./get-user-organizations";
import { setUserOrganizations } from "./set-user-organizations";

async function setUp() {
  const environment = await createTestEnvironment();
  const ctx = await contextFor({ role: "admin", environment });
  const acme = await createOrganizationRow({ environmentId: environment.id, name: "Acme" });
  const beta = await createOrganizationRow({ environmentId: environment.id, name: "Beta" });
  const { id: userId } = await createUserRow({ environmentId: environment.id, organizationIds: [acme.id] });
  return { environment, ctx, acme, beta, userId };
}

const organizationsOf = async (userId: string) =>
  (await db.membership.findMany({ where: { userId } })).map(({ organizationId }) => organizationId);
const eventsOf = (userId: string) =>
  db.auditEvent.findMany({ where: { userId }, select: { type: true, before: true, after: true } });

describe("setUserOrganizations", () => {
  test("joins and leaves in one change, with the roles that went, and records the difference", async () => {
    const { environment, ctx, acme, beta, userId } = await setUp();
    const role = await createRoleRow({ environmentId: environment.id, key: "editor" });
    await giveRole({ userId, organizationId: acme.id, roleId: role.id });
    await setUserOrganizations(ctx, { userId, seenIds: [acme.id], organizationIds: [beta.id] });
    expect(await organizationsOf(userId)).toEqual([beta.id]);
    expect(await db.membershipRole.count({ where: { userId } })).toBe(0);
    expect(await eventsOf(userId)).toEqual([
      {
        type: "user.organizations_updated",
        before: { left: [`Acme (${acme.code})`], roles: ["editor in Acme"], permissions: [] },
        after: { joined: [`Beta (${beta.code})`] },
      },
    ]);
    expect((await getUserOrganizations(ctx, userId)).organizations).toMatchObject([{ name: "Beta" }]);
  });

  test("keeps the memberships that stay, roles included, and records nothing when nothing changes", async () => {
    const { environment, ctx, acme, beta, userId } = await setUp();
    const role = await createRoleRow({ environmentId: environment.id, key: "editor" });
    await giveRole({ userId, organizationId: acme.id, roleId: role.id });
    const seenIds = [acme.id];
    await setUserOrganizations(ctx, { userId, seenIds, organizationIds: [acme.id] });
    expect(await eventsOf(userId)).toEqual([]);
    await setUserOrganizations(ctx, { userId, seenIds, organizationIds: [acme.id, beta.id] });
    expect(await db.membershipRole.count({ where: { userId } })).toBe(1);
    expect(await eventsOf(userId)).toHaveLength(1);
  });

  test("refuses who may not, none at all, and a deleted user", async () => {
    const { environment, ctx, acme, userId } = await setUp();
    const support = await contextFor({ role: "support", environment });
    const same = { seenIds: [acme.id], organizationIds: [acme.id] };
    await expect(setUserOrganizations(support, { userId, ...same })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      setUserOrganizations(ctx, { userId, seenIds: [acme.id], organizationIds: [] }),
    ).rejects.toMatchObject({
      code: "validation",
      fields: { organizationIds: "A user always belongs to at least one organization." },
    });
    const deleted = await createUserRow({ environmentId: environment.id, status: "deleted" });
    await expect(setUserOrganizations(ctx, { userId: deleted.id, ...same })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await organizationsOf(userId)).toEqual([acme.id]);
  });

  test("knows neither users nor organizations of another environment", async () => {
    const { ctx, acme, userId } = await setUp();
    const stranger = await setUp();
    const seenIds = [acme.id];
    for (const id of [stranger.acme.id, newId(), "nonsense"]) {
      await expect(
        setUserOrganizations(ctx, { userId, seenIds, organizationIds: [acme.id, id] }),
      ).rejects.toMatchObject({ code: "validation" });
    }
    for (const id of [stranger.userId, newId(), "nonsense"]) {
      await expect(
        setUserOrganizations(ctx, { userId: id, seenIds, organizationIds: [acme.id] }),
      ).rejects.toMatchObject({ code: "not_found" });
    }
    expect(await organizationsOf(userId)).toEqual([acme.id]);
    expect(await organizationsOf(stranger.userId)).toEqual([stranger.acme.id]);
  });

  test("of two admins who save one page the second is told what changed", async () => {
    const { ctx, acme, beta, userId } = await setUp();
    const seenIds = [acme.id];
    await setUserOrganizations(ctx, { userId, seenIds, organizationIds: [beta.id] });
    await expect(
      setUserOrganizations(ctx, { userId, seenIds, organizationIds: [acme.id] }),
    ).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("the user joined Beta and left Acme"),
    });
    expect(await organizationsOf(userId)).toEqual([beta.id]);
  });

  test("of two at once one wins and the other is told", async () => {
    const { ctx, acme, beta, userId } = await setUp();
    const input = { userId, seenIds: [acme.id], organizationIds: [beta.id] };
    const results = await Promise.allSettled([1, 2].map(() => setUserOrganizations(ctx, input)));
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await eventsOf(userId)).toHaveLength(1);
  });
});
