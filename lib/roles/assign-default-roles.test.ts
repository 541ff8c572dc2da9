import { describe, expect, it } from "vitest";
import { db } from "@/lib/core/db";
import { contextFor, createOrganizationRow, createRoleRow, createTestEnvironment } from "@/prisma/factories";
import { assignDefaultRoles } from "./assign-default-roles";

describe("assignDefaultRoles", () => {
  it("gives a new user the roles for new users in each organization, and nobody else's", async () => {
    const environment = await createTestEnvironment();
    const ctx = await contextFor({ role: "admin", environment });
    const other = await createOrganizationRow({ environmentId: environment.id });
    const member = await createRoleRow({ environmentId: environment.id, key: "member" });
    await createRoleRow({ environmentId: environment.id, key: "editor" });
    const foreign = await createRoleRow({ environmentId: (await createTestEnvironment()).id, key: "x" });
    await db.role.updateMany({
      where: { id: { in: [member.id, foreign.id] } },
      data: { isAssignedToNewUsers: true },
    });
    const user = await db.user.create({ data: { id: member.id, environmentId: environment.id } });
    const organizationIds = [environment.organizationId, other.id];
    await db.membership.createMany({
      data: organizationIds.map((organizationId) => ({ organizationId, userId: user.id })),
    });

    const keys = await db.$transaction((tx) => assignDefaultRoles(tx, ctx, user.id));

    expect(keys).toEqual(["member"]);
    const links = await db.membershipRole.findMany({ where: { userId: user.id } });
    expect(links.map(({ organizationId }) => organizationId).sort()).toEqual(organizationIds.sort());
    expect(
      links.every(({ roleId, grantedById }) => roleId === member.id && grantedById === ctx.actor.id),
    ).toBe(true);
  });
});
